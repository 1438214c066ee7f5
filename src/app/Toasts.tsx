import { type ReactElement, useEffect } from 'react';
import { useStore } from 'zustand';
import type { Notice } from '../state/types';
import { Button, IconButton } from '../ui/Button';
import type { LensStoreApi } from '../views/live';

const INFO_SECONDS = 6;

interface ToastProps {
  readonly notice: Notice;
  readonly onDismiss: (id: number) => void;
  /** Offered where what failed can be tried again. */
  readonly onRetry: (() => void) | null;
}

function Toast({ notice, onDismiss, onRetry }: ToastProps): ReactElement {
  const { id, kind, text, count } = notice;
  useEffect(() => {
    if (kind !== 'info') return;
    const timer = setTimeout(() => onDismiss(id), INFO_SECONDS * 1000);
    return () => clearTimeout(timer);
  }, [id, kind, onDismiss]);
  return (
    <div className={`toast ${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
      <p>
        {text}
        {count > 1 && <span className="num soft"> ×{count}</span>}
      </p>
      {onRetry && (
        <Button
          kind="quiet"
          onClick={() => {
            onDismiss(id);
            onRetry();
          }}
        >
          Try again
        </Button>
      )}
      <IconButton icon="close" label="Dismiss" onClick={() => onDismiss(id)} />
    </div>
  );
}

/** Messages for the person. Errors and warnings stay until they are dismissed. */
export function Toasts({ store }: { store: LensStoreApi }): ReactElement {
  const notices = useStore(store, ({ session }) => session.notices);
  const failed = useStore(store, ({ session }) => session.failedOpening);
  // The empty pane says it, too, with its own way to try again.
  const empty = useStore(store, ({ session }) => session.phase === 'loading');
  const { dismiss, retryOpening } = store.getState().actions;
  const shown = notices.filter(({ text }) => !(empty && text === failed));
  return (
    <section className="toasts" aria-label="Messages">
      {shown.map((notice) => (
        <Toast
          key={notice.id}
          notice={notice}
          onDismiss={dismiss}
          onRetry={notice.text === failed ? () => void retryOpening() : null}
        />
      ))}
    </section>
  );
}
