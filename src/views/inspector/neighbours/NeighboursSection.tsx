import type { ReactElement } from 'react';
import type { LensStore } from '../../../state/types';
import { Help } from '../../../ui/Help';
import { Section } from '../../../ui/Section';
import { type Drawing, type LensStoreApi, useDrawing } from '../../live';
import { whenAtRest } from '../../rest';
import { drawNeighbours } from './drawNeighbours';
import './neighbours.css';

const mount = (host: HTMLElement, store: LensStoreApi): Drawing => {
  const drawing = drawNeighbours(host, store, () => drawing.update(store.getState()));
  return drawing;
};

const resting = whenAtRest(mount);
const watched = ({ session }: LensStore): readonly unknown[] => [session.inspection, session.result, session.detail];

/** The polytopes beside the selected one, largest bend first, to be looked at and stepped into. */
export function NeighboursSection({ store }: { store: LensStoreApi }): ReactElement {
  const ref = useDrawing<HTMLDivElement>(store, resting, watched);
  return (
    <Section
      title="Neighbours"
      aside={
        <Help term="Neighbours and bend">
          <p>
            Across an edge the code changes in the unit that it belongs to (in several where boundaries coincide), and
            the map jumps by <code>ΔA = (a_r′ − a_r) u vᵀ</code>: v is the gradient of the unit’s pre-activation, u what
            the outputs make of the unit.
          </p>
          <p>
            The bend is the size of that jump in all inputs, <code>‖ΔA‖_F = |a_r′ − a_r| ‖u‖ ‖v‖</code>. Edge lengths
            are in the metric of the slice.
          </p>
          <p>Arrow keys move through the list; Enter steps into the neighbour, to its centroid.</p>
        </Help>
      }
    >
      <div ref={ref} className="at-rest neighbours-host" />
    </Section>
  );
}
