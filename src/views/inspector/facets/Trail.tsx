import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { placeOfPoint } from '../../../state/facets/standing';
import { MAX_PATH_VERTICES } from '../../../state/limits';
import type { LensStore, TrailStep } from '../../../state/types';
import { Button } from '../../../ui/Button';
import { formatCount, formatFull, formatNumber } from '../../../ui/format';
import type { LensStoreApi } from '../../live';
import { unitOf } from '../../names';
import { useSlowly } from '../../slice/useSlowly';

const INTERVAL = 200;

const NO_STEPS: readonly TrailStep[] = [];
const trailOf = ({ session }: LensStore): readonly TrailStep[] => session.facets?.trail ?? NO_STEPS;

const placeOf = ({ session }: LensStore): number | null => placeOfPoint(session.facets?.trail ?? NO_STEPS, session);

/** The walk from polytope to polytope: which units were crossed, how far each step went, and the way back. */
export function Trail({ store }: { store: LensStoreApi }): ReactElement {
  const trail = useStore(store, trailOf);
  const place = useSlowly(store, placeOf, INTERVAL);
  const { stepBack, clearTrail, showTrail } = store.getState().actions;
  const all = trail.reduce((sum, { length }) => sum + length, 0);
  return (
    <div className="facet-trail">
      <h3 className="step-title">Trail</h3>
      <ol aria-label="Facets that were crossed">
        {trail.map(({ units, network, length }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the trail
          <li key={i} aria-current={i + 1 === place ? 'step' : undefined}>
            <span className="num">{units.map((unit) => unitOf(network, unit)).join(' ')}</span>
            <span className="num soft" title={formatFull(length)}>
              {formatNumber(length, 3)}
            </span>
          </li>
        ))}
      </ol>
      <p className="small soft">
        {`${formatCount(trail.length)} ${trail.length === 1 ? 'step' : 'steps'}, ${formatNumber(all, 3)} in all`}
        {place === -1 && ': the point has left the trail, so that the next step begins a new one'}
      </p>
      <div className="facet-trail-actions">
        <Button kind="quiet" onClick={() => void stepBack()}>
          Back one step
        </Button>
        <Button
          kind="quiet"
          title={`As the path in force, which a link carries: its last ${MAX_PATH_VERTICES} points`}
          onClick={() => void showTrail()}
        >
          Show as path
        </Button>
        <Button kind="quiet" onClick={() => void clearTrail()}>
          Clear
        </Button>
      </div>
    </div>
  );
}
