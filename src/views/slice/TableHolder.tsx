import { type KeyboardEvent, type ReactElement, type ReactNode, useId, useRef, useState } from 'react';
import { IconButton } from '../../ui/Button';
import { isCommonKey } from '../../ui/commonKeys';
import { TableRegion } from '../../ui/DataTable';
import { Icon } from '../../ui/Icon';

interface TableHolderProps {
  /** Names the button: `Table of the largest polytopes`. */
  readonly button: string;
  /** Names the scrolling part. */
  readonly region: string;
  /** False while there is nothing to list. */
  readonly filled: boolean;
  /** The table; mounted only while it is open. */
  readonly children: ReactNode;
}

/** A button in a corner of the view that unfolds a table over it; Escape in it or on the button folds it again. */
export function TableHolder({ button, region, filled, children }: TableHolderProps): ReactElement {
  const [open, setOpen] = useState(false);
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setOpen(false);
    opener.current?.focus();
  };
  const press = (event: KeyboardEvent): void => {
    if (!isCommonKey('leave', event.nativeEvent) || !open || event.defaultPrevented) return;
    // What else Escape leads back from stays.
    event.preventDefault();
    close();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears what its button and its table do not use
    <div className="slice-table-holder" onKeyDown={press}>
      <div className="slice-chip slice-table-button">
        <button
          ref={opener}
          type="button"
          className="slice-glyph"
          aria-expanded={open && filled}
          aria-controls={open && filled ? id : undefined}
          aria-label={button}
          title={filled ? button : `${button}: nothing is cut yet`}
          disabled={!filled}
          onClick={() => setOpen(!open)}
        >
          <Icon name={open ? 'close' : 'table'} />
        </button>
      </div>
      {/* After its button: the next press of Tab leads into it. */}
      {open && filled && (
        <TableRegion id={id} className="slice-chip slice-table" label={region}>
          <div className="slice-table-close">
            <IconButton icon="close" label="Close the table (Escape)" onClick={close} />
          </div>
          {children}
        </TableRegion>
      )}
    </div>
  );
}
