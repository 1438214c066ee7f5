import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { LensStore } from '../../../state/types';
import { Section } from '../../../ui/Section';
import { TermHelp } from '../../help/TermHelp';
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
  session.pointsAnswered,
];

const resting = whenAtRest(drawDifference);

function Both({ store }: { store: LensStoreApi }): ReactElement {
  const live = useDrawing<HTMLDivElement>(store, drawComparison, watched);
  const rest = useDrawing<HTMLDivElement>(store, resting, watched);
  return (
    <Section title="A and B" aside={<TermHelp title="Two points side by side" terms={['hamming', 'mapDistance']} />}>
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
