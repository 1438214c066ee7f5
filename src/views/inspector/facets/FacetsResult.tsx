import { type ReactElement, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { type Facet, facetsSeenFrom, type SeenFacet } from '../../../core/polytope';
import { type Standing, standingOf } from '../../../state/facets/standing';
import type { FoundFacets, LensStore } from '../../../state/types';
import { boundedText, DataTable, TableRegion } from '../../../ui/DataTable';
import type { LensStoreApi } from '../../live';
import { gatedIndex, layoutOf } from '../../names';
import { useSlowly } from '../../slice/useSlowly';
import { FacetChange } from './FacetChange';
import { type FacetFact, facetFacts, facetName, facetRows, MOST_FACETS, noInterior } from './facetFacts';

interface ResultProps {
  readonly store: LensStoreApi;
  readonly found: FoundFacets;
}

/** Milliseconds between two renderings while the point is dragged. */
const INTERVAL = 200;

const OLD: Record<Exclude<Standing, 'here'>, string> = {
  left: 'The point has left this polytope: what follows is of the one before.',
  waiting: 'The polytope at the point is being computed: what follows is of the one before.',
  changed: 'The network has changed: what follows is of the one before.',
  otherwise: 'Another box or volume is asked for: what follows is as it was asked before.',
};

function Facts({ facts }: { facts: readonly FacetFact[] }): ReactElement {
  return (
    <dl className="facts">
      {facts.map(({ name, value, full, how }) => (
        <div key={name} className={how ? 'fact explained' : 'fact'}>
          <dt>{name}</dt>
          <dd className="num" title={full}>
            {value}
          </dd>
          {how && <dd className="fact-how soft">{how}</dd>}
        </div>
      ))}
    </dl>
  );
}

interface ListProps extends ResultProps {
  readonly seen: readonly SeenFacet[];
  readonly chosen: Facet;
  readonly onChoose: (constraint: number) => void;
  readonly here: boolean;
}

function FacetList({ store, found, seen, chosen, onChoose, here }: ListProps): ReactElement {
  const { actions } = store.getState();
  const { network } = found;
  const step = {
    column: 'step',
    text: '→',
    label: (name: string) => `Step across ${name}`,
    onStep: (constraint: string | number) => void actions.stepAcross(Number(constraint)),
  };
  return (
    <TableRegion label="Nearest facets">
      <DataTable
        caption={boundedText('nearest', Math.min(MOST_FACETS, seen.length), seen.length, 'facets')}
        columns={[{ name: 'unit', words: true }, { name: 'distance' }, { name: 'foot', words: true }, { name: '‖ΔA‖' }]}
        rows={facetRows(seen, network)}
        current={chosen.constraint}
        action={{
          title: 'Show what changes across it',
          onChoose: (key) => onChoose(Number(key)),
          onPoint: (key) => {
            const unit = seen.find(({ facet }) => facet.constraint === key)?.facet.units[0];
            actions.lightUnit(unit && here ? gatedIndex(layoutOf(network), unit.layer, unit.unit) : null);
          },
        }}
        {...(here ? { step } : {})}
      />
    </TableRegion>
  );
}

const inspectionOf = ({ session }: LensStore) => session.inspection;
const networkOf = ({ session }: LensStore) => session.network;
const requestOf = ({ lens }: LensStore) => lens.facets;

/** What was found of a polytope: counts with their proofs, the nearest facets, and what changes across one. */
export function FacetsResult({ store, found }: ResultProps): ReactElement {
  const inspection = useSlowly(store, inspectionOf, INTERVAL);
  useSlowly(store, networkOf, INTERVAL);
  useStore(store, requestOf);
  const [choice, setChoice] = useState<number | null>(null);
  const standing = standingOf(found, store.getState());
  const here = standing === 'here';
  const x = here && inspection ? inspection.x : found.facets.region.halfSpaces.origin;
  const seen = useMemo(() => facetsSeenFrom(found.facets, x), [found, x]);
  const facts = useMemo(() => facetFacts(found), [found]);
  const chosen = (seen.find(({ facet }) => facet.constraint === choice) ?? seen[0])?.facet;
  const nothing = noInterior(found.facets);
  return (
    <div className="facets-result" data-old={here ? undefined : standing}>
      {standing !== 'here' && (
        <p className="on-boundary" role="status">
          {OLD[standing]}
        </p>
      )}
      {nothing ? <p className="small soft">{nothing}</p> : <Facts facts={facts} />}
      {chosen && (
        <>
          <FacetList store={store} found={found} seen={seen} chosen={chosen} onChoose={setChoice} here={here} />
          <h3 className="step-title">{`Across ${facetName(chosen, found.network)}`}</h3>
          <FacetChange key={chosen.constraint} store={store} facet={chosen} found={found} />
        </>
      )}
    </div>
  );
}
