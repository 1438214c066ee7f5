import { type ReactElement, useEffect, useRef } from 'react';
import { IconButton } from '../../ui/Button';
import { TermText } from './TermText';
import { termOf, termOrder } from './terms';
import './glossary.css';

/** All terms in a dialog. */
export function Glossary({ onClose }: { onClose: () => void }): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="picker glossary" aria-label="Terms" onClose={onClose}>
      <div className="glossary-head">
        <h2>Terms</h2>
        <IconButton icon="close" label="Close" onClick={() => dialog.current?.close()} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard */}
      <section className="glossary-list" aria-label="List of terms" tabIndex={0}>
        <dl>
          {termOrder.map((id) => (
            <div key={id} className="glossary-term">
              <dt>{termOf(id).title}</dt>
              <dd>
                <TermText terms={[id]} />
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </dialog>
  );
}
