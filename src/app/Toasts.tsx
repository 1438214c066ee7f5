import { type ReactElement, useEffect } from 'react';
import { useStore } from 'zustand';
import type { Notice } from '../state/types';
import { IconButton } from '../ui/Button';
import type { LensStoreApi } from '../views/live';

const INFO_SECONDS = 6;

function Toast({ notice, onDismiss }: { notice: Notice; onDismiss: (id: number) => void }): ReactElement {
  const { id, kind, text } = notice;
  useEffect(() => {
    if (kind !== 'info') return;
    const timer = setTimeout(() => onDismiss(id), INFO_SECONDS * 1000);
    return () => clearTimeout(timer);
  }, [id, kind, onDismiss]);
  return (
    <div className={`toast ${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
      <p>{text}</p>
      <IconButton icon="close" label="Dismiss" onClick={() => onDismiss(id)} />
    </div>
  );
}

/** Messages for the person. Errors and warnings stay until they are dismissed. */
export function Toasts({ store }: { store: LensStoreApi }): ReactElement {
  const notices = useStore(store, ({ session }) => session.notices);
  const { dismiss } = store.getState().actions;
  return (
    <section className="toasts" aria-label="Messages">
      {notices.map((notice) => (
        <Toast key={notice.id} notice={notice} onDismiss={dismiss} />
      ))}
    </section>
  );
}
