import { lazy, type ReactElement, Suspense, useId, useState } from 'react';
import { isSoft } from '../../core/soft';
import { gatesOfState } from '../../state/soft';
import { softPoint } from '../../state/softInspection';
import type { LensStore } from '../../state/types';
import { FoldButton } from '../../ui/FoldButton';
import { formatNumber } from '../../ui/format';
import { TermHelp } from '../help/TermHelp';
import type { LensStoreApi } from '../live';
import { useSlowly } from '../slice/useSlowly';
import '../statistics/statistics.css';
import './soft.css';

const SoftBody = lazy(async () => ({ default: (await import('./SoftBody')).SoftBody }));

/** How soft it is, and how undecided the code at the point. */
function gistOf(state: LensStore): string {
  const gates = gatesOfState(state);
  if (!isSoft(gates)) return 'codes are hard: β = 1';
  const beta = state.lens.soft?.beta ?? null;
  const said = beta === null ? 'as the activations are' : `β ${formatNumber(beta, 2)}`;
  const point = softPoint(state);
  return point ? `${said}, entropy ${formatNumber(point.entropy.total, 3)} nats at the point` : said;
}

const softOf = ({ lens }: LensStore): LensStore['lens']['soft'] => lens.soft;
const networkOf = ({ session }: LensStore): LensStore['session']['network'] => session.network;
const inspectionOf = ({ session }: LensStore): LensStore['session']['inspection'] => session.inspection;
const largeOf = ({ session }: LensStore): unknown => session.largeSoft?.found?.point;

/** What it depends on is followed, not the text itself: that costs a pass, and the store changes with every move of a pointer. */
function useGist(store: LensStoreApi): string {
  useSlowly(store, softOf);
  useSlowly(store, networkOf);
  useSlowly(store, inspectionOf);
  useSlowly(store, largeOf);
  return gistOf(store.getState());
}

/** From hard to soft: a line below the slice that unfolds to the sliders of β and what the fields show. */
export function SoftPanel({ store }: { store: LensStoreApi }): ReactElement {
  const gist = useGist(store);
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <section className="experiment soft-panel" aria-labelledby={`${id}-title`}>
      <div className="statistics-head">
        <h2 id={`${id}-title`}>
          <FoldButton open={open} controls={id} onFold={() => setOpen(!open)}>
            Hard to soft
          </FoldButton>
        </h2>
        <p className="statistics-gist num soft">{gist}</p>
        <TermHelp title="From hard to soft" terms={['softCode', 'beta', 'codeEntropy', 'softMap']} />
      </div>
      <div id={id} className="statistics-body" hidden={!open}>
        {open && (
          <Suspense fallback={null}>
            <SoftBody store={store} />
          </Suspense>
        )}
      </div>
    </section>
  );
}
