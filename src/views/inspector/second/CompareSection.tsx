import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { LensStore } from '../../../state/types';
import { Help } from '../../../ui/Help';
import { Section } from '../../../ui/Section';
import { type LensStoreApi, useDrawing } from '../../live';
import { whenAtRest } from '../../rest';
import { drawComparison } from './drawComparison';
import { drawDifference } from './drawDifference';
import './second.css';

const watched = ({ lens, session }: LensStore): readonly unknown[] => [
  session.inspection,
  lens.second,
  session.network,
  session.slice,
  session.data,
];

const resting = whenAtRest(drawDifference);

function Both({ store }: { store: LensStoreApi }): ReactElement {
  const live = useDrawing<HTMLDivElement>(store, drawComparison, watched);
  const rest = useDrawing<HTMLDivElement>(store, resting, watched);
  return (
    <Section
      title="A and B"
      aside={
        <Help term="Two points side by side">
          <p>
            The Hamming distance of two spline codes counts the units that are in another piece:{' '}
            <code>#&#123;j : s_j(x) ≠ s_j(x′)&#125;</code>. It is a lower bound for the boundaries between the two
            points, which may be crossed and crossed back.
          </p>
          <p>
            The maps differ by <code>‖A − A′‖_F = √Σ (a − a′)²</code> over all entries in all inputs, the points by{' '}
            <code>‖x − x′‖₂</code>.
          </p>
        </Help>
      }
    >
      <div ref={live} className="compare-host" />
      <div ref={rest} className="compare-host at-rest" />
    </Section>
  );
}

/** The selected point and the second one, compared; nothing while there is no second one. */
export function CompareSection({ store }: { store: LensStoreApi }): ReactElement | null {
  const two = useStore(store, ({ lens }) => lens.second !== null);
  return two ? <Both store={store} /> : null;
}
