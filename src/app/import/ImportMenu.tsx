import { lazy, type ReactElement, Suspense, useRef, useState } from 'react';
import { Button } from '../../ui/Button';
import { Popover } from '../../ui/Popover';
import type { LensStoreApi } from '../../views/live';
import { openLater } from '../openLater';

const ImportPanel = lazy(async () => ({ default: (await import('./ImportPanel')).ImportPanel }));

/** Files in: its contents are loaded when a person comes near. */
export function ImportMenu({ store }: { store: LensStoreApi }): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  const [near, setNear] = useState(false);
  const [open, setOpen] = useState(false);
  const come = (): void => setNear(true);
  const close = (): void => document.querySelector<HTMLElement>('.popover.import:popover-open')?.hidePopover();
  return (
    <>
      <Popover
        label="Import"
        className="menu import"
        onOpen={(opens) => {
          setOpen(opens);
          if (opens) come();
        }}
        button={(props) => (
          <Button icon="upload" {...props} onPointerEnter={come} onFocus={come}>
            Import
          </Button>
        )}
      >
        <Suspense fallback={<p className="soft menu-item">Loading …</p>}>
          {near && (
            <ImportPanel
              store={store}
              open={open}
              onClose={close}
              onChoose={() => {
                close();
                input.current?.click();
              }}
            />
          )}
        </Suspense>
      </Popover>
      <input
        ref={input}
        type="file"
        multiple
        // Files of IDX have names of any ending: a list of endings would hide them.
        hidden
        aria-label="Network or lens file"
        onChange={(event) => {
          void openLater(event.currentTarget.files ?? [], store.getState().actions);
          // So that the same file can be picked again after it was mended.
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
