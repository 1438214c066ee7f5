import type { ReactElement } from 'react';
import { Modal } from '../../ui/Modal';
import { TermText } from './TermText';
import { termOf, termOrder } from './terms';
import './glossary.css';

/** All terms in a dialog. */
export function Glossary({ onClose }: { onClose: () => void }): ReactElement {
  return (
    <Modal className="glossary" title="Terms" onClose={onClose}>
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
    </Modal>
  );
}
