import type { ReactElement } from 'react';
import type { LensStore } from '../../../state/types';
import { Section } from '../../../ui/Section';
import { TermHelp } from '../../help/TermHelp';
import { type Drawing, type LensStoreApi, useDrawing } from '../../live';
import { whenAtRest } from '../../rest';
import { uncutText } from '../uncutText';
import { drawNeighbours } from './drawNeighbours';
import './neighbours.css';

const mount = (host: HTMLElement, store: LensStoreApi): Drawing => {
  const drawing = drawNeighbours(host, store, () => drawing.update(store.getState()));
  return drawing;
};

const resting = whenAtRest(mount);
const watched = ({ session }: LensStore): readonly unknown[] => [
  session.inspection,
  session.result,
  session.detail,
  uncutText(session),
];

/** The polytopes beside the selected one, largest bend first, to be looked at and stepped into. */
export function NeighboursSection({ store }: { store: LensStoreApi }): ReactElement {
  const ref = useDrawing<HTMLDivElement>(store, resting, watched);
  return (
    <Section title="Neighbours" aside={<TermHelp title="Neighbours and bend" terms={['neighbour', 'bend']} />}>
      <div ref={ref} className="at-rest neighbours-host" />
    </Section>
  );
}
