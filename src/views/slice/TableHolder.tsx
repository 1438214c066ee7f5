import { type KeyboardEvent, type ReactElement, type ReactNode, useId, useRef, useState } from 'react';
import { IconButton } from '../../ui/Button';
import { isCommonKey } from '../../ui/commonKeys';

const TABLE = 'M2.5 3h11v10h-11zM2.5 6.3h11M2.5 9.6h11M6.5 3v10';
const CLOSE = 'M4 4l8 8M12 4l-8 8';

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
      {open && filled && (
        // The table scrolls, so it must take the focus for the arrow keys.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
        <section id={id} className="slice-chip slice-table" aria-label={region} tabIndex={0}>
          <div className="slice-table-close">
            <IconButton icon="close" label="Close the table (Escape)" onClick={close} />
          </div>
          {children}
        </section>
      )}
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
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d={open ? CLOSE : TABLE} />
          </svg>
        </button>
      </div>
    </div>
  );
}
