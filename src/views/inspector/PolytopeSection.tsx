import type { ReactElement } from 'react';
import { hasNearest } from '../../core/network/allGradients';
import { selectedCell } from '../../state/detail';
import type { LensStore } from '../../state/types';
import { element } from '../../ui/dom';
import { formatCount, formatError, formatFull, formatNumber } from '../../ui/format';
import { Section } from '../../ui/Section';
import { TermHelp } from '../help/TermHelp';
import { type Drawing, type LensStoreApi, useDrawing } from '../live';
import { makeBoundaryFact } from './boundaryFact';
import { makeFact, renameFact } from './facts';
import { polytopeFacts } from './polytope';

const OUTSIDE = 'outside the domain';
const NOT_CUT = 'not cut';

function mount(host: HTMLElement, store: LensStoreApi): Drawing {
  const list = element('dl', 'facts');
  const size = makeFact('Area');
  const edges = makeFact('Edges');
  const neighbours = makeFact('Neighbours');
  const nearest = makeBoundaryFact('Nearest boundary', store);
  const nearestInSlice = makeBoundaryFact('Nearest in the slice', store);
  const residual = makeFact('Residual');
  list.append(size.row, edges.row, neighbours.row, nearest.row, nearestInSlice.row, residual.row);
  host.append(list);
  return {
    update(state: LensStore): void {
      const { lens, session } = state;
      const { inspection, result, network } = session;
      if (!inspection) return;
      const cell = selectedCell(state);
      const facts = polytopeFacts(cell.result, cell.face);
      renameFact(size, network.inputSize === 1 ? 'Length' : 'Area');
      size.set(
        facts ? formatNumber(facts.size) : result ? OUTSIDE : NOT_CUT,
        facts ? formatFull(facts.size) : 'No polytope was cut here',
      );
      for (const [fact, count] of [
        [edges, facts?.edges],
        [neighbours, facts?.neighbours],
      ] as const) {
        fact.show(count !== undefined && network.inputSize > 1);
        fact.set(formatCount(count ?? 0), String(count ?? 0));
      }
      // With two inputs or one, slice and input space are the same.
      const two = network.inputSize > 2;
      nearest.rename(
        two ? `Nearest in all ${network.inputSize} ${lens.space > 0 ? 'activations' : 'inputs'}` : 'Nearest boundary',
      );
      nearest.update(inspection.nearestBoundary, hasNearest(network));
      nearestInSlice.show(two);
      nearestInSlice.update(inspection.nearestBoundaryInSlice);
      const { residual: rest } = inspection;
      if (Number.isNaN(rest)) residual.set('computing …', 'Known when the map is there');
      else residual.set(formatError(rest), formatFull(rest));
    },
  };
}

const watched = ({ session }: LensStore): readonly unknown[] => [
  session.inspection,
  session.result,
  session.detail,
  session.network,
];

/** The polytope that holds the point: its size, its neighbours, the nearest boundary, the residual of its map. */
export function PolytopeSection({ store }: { store: LensStoreApi }): ReactElement {
  const ref = useDrawing<HTMLDivElement>(store, mount, watched);
  return (
    <Section
      title="This polytope"
      aside={<TermHelp title="Polytope and residual" terms={['polytope', 'nearestBoundary', 'residual']} />}
    >
      <div ref={ref} />
    </Section>
  );
}
