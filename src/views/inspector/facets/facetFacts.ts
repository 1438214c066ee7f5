/** What was found of a polytope, in words and rows. */
import type { Facet, PolytopeFacets, SeenFacet } from '../../../core/polytope';
import type { FoundFacets } from '../../../state/types';
import { type DataRow, numberCell } from '../../../ui/DataTable';
import { formatCount, formatError, formatFull, formatNumber } from '../../../ui/format';
import { unitOf } from '../../names';

export interface FacetFact {
  readonly name: string;
  readonly value: string;
  readonly full: string;
  /** How it was got. */
  readonly how?: string;
}

/** Facets that the table lists. */
export const MOST_FACETS = 200;

const MOST_NAMES = 3;

/** The units of a facet: L2·38. */
export function facetName({ units }: Pick<Facet, 'units'>, network: FoundFacets['network']): string {
  const names = [...new Set(units.map((unit) => unitOf(network, unit)))];
  return names.length > MOST_NAMES
    ? `${names.slice(0, MOST_NAMES).join(' ')} +${names.length - MOST_NAMES}`
    : names.join(' ');
}

/** ‖ΔA‖ (Frobenius): of u vᵀ the product of the lengths. */
export const bendOf = ({ neighbour }: Facet): number | null =>
  neighbour && Math.hypot(...neighbour.u) * Math.hypot(...neighbour.v);

const counted = (count: number): Pick<FacetFact, 'value' | 'full'> => ({
  value: formatCount(count),
  full: String(count),
});

function proofFact({ facets, boxFacets, redundant, ball }: PolytopeFacets): FacetFact {
  const margins = [...facets, ...(boxFacets ?? [])].map(({ margin }) => margin);
  const least = Math.min(...margins);
  const off = Math.max(
    0,
    ...facets.map(({ residual }) => residual),
    ...redundant.flatMap(({ residual, excess }) => [residual, excess]),
  );
  const inRadii = ball.kind === 'interior' ? ` (${formatNumber(least / ball.radius, 2)} of the ball’s radius)` : '';
  return {
    name: 'Proofs',
    value: 'all checked',
    full: 'Checked in float64, whatever the solver said',
    how:
      margins.length > 0
        ? `each facet has a point clear of all others, by ${formatError(least)} at least${inRadii}; largest residual ${formatError(off)}`
        : `largest residual ${formatError(off)}`,
  };
}

function boundedFact({ region, boundedness }: PolytopeFacets): FacetFact {
  const name = 'Bounded';
  if (region.box) return { name, value: 'by the box', full: 'Facets are those of the part in the box' };
  const { kind = 'undecided', lineality = 0 } = boundedness ?? {};
  if (kind === 'bounded') return { name, value: 'yes', full: 'Multipliers prove it' };
  if (kind === 'undecided') return { name, value: 'undecided', full: 'Neither proof holds in float64' };
  const how = lineality > 0 ? { how: `no unit bounds it along ${formatCount(lineality)} dimensions` } : {};
  return { name, value: 'no', full: 'A direction without an end proves it', ...how };
}

function ballFact({ ball, region }: PolytopeFacets): FacetFact {
  const name = 'Largest ball';
  if (ball.kind !== 'interior') return { name, value: 'none', full: 'There is no interior' };
  const value = `radius ${formatNumber(ball.radius)}`;
  const where = region.box ? 'about the Chebyshev centre, within the box' : 'about the Chebyshev centre';
  const how = ball.capped ? 'there are larger ones: the polytope has no largest ball' : where;
  return { name, value, full: formatFull(ball.radius), how };
}

function volumeFact({ volume }: PolytopeFacets, inputs: number): FacetFact[] {
  if (!volume) return [];
  const { value, standardError, method } = volume;
  const name = inputs === 1 ? 'Length' : inputs === 2 ? 'Area' : 'Volume';
  if (method !== 'random walk') return [{ name, value: formatNumber(value), full: formatFull(value), how: 'exact' }];
  return [
    {
      name,
      value: `${formatNumber(value, 3)} ± ${formatNumber(standardError, 2)}`,
      full: `${formatFull(value)} ± ${formatFull(standardError)}`,
      how: `estimated by ${formatCount(volume.samples)} steps of random walks; ± one standard error`,
    },
  ];
}

const NO_INTERIOR = {
  empty: 'The polytope does not meet the box.',
  flat: 'What there is is thinner than float64 can tell: the point lies on boundaries.',
  undecided: 'float64 cannot tell whether there is an interior.',
} as const;

/** Why there are no facets; null where there is an interior. */
export const noInterior = ({ ball }: PolytopeFacets): string | null =>
  ball.kind === 'interior' ? null : NO_INTERIOR[ball.kind];

/** Counts, proofs, bounds, ball and volume. */
export function facetFacts({ facets: found, seconds, network }: FoundFacets): readonly FacetFact[] {
  const { region, facets, boxFacets, redundant, undecided } = found;
  const redundantUnits = redundant.filter(({ constraint }) => constraint < region.count).length;
  const merged = found.halfSpaces > region.count ? { how: `${formatCount(found.halfSpaces)} bounds of units` } : {};
  const sides = `${formatCount(boxFacets?.length ?? 0)} of ${formatCount(region.constraints - region.count)}`;
  return [
    {
      name: 'Facets',
      value: `${formatCount(facets.length)} of ${formatCount(region.count)}`,
      full: `${facets.length} of ${region.count} hyperplanes of units`,
      ...merged,
    },
    ...(boxFacets ? [{ name: 'Sides of the box', value: sides, full: sides }] : []),
    { name: 'Redundant', ...counted(redundantUnits) },
    { name: 'Undecided', ...counted(undecided.length) },
    proofFact(found),
    boundedFact(found),
    ballFact(found),
    ...volumeFact(found, network.inputSize),
    { name: 'Time', value: `${formatNumber(seconds, 3)} s`, full: `${formatFull(seconds)} s` },
  ];
}

/** The nearest facets: units, distance, whether the foot is inside, bend. Keys are constraints. */
export const facetRows = (seen: readonly SeenFacet[], network: FoundFacets['network']): readonly DataRow[] =>
  seen.slice(0, MOST_FACETS).map(({ facet, distance, footInside }) => {
    const bend = bendOf(facet);
    return {
      key: facet.constraint,
      cells: [
        facetName(facet, network),
        numberCell(distance),
        footInside ? 'inside' : 'outside',
        bend === null ? '–' : numberCell(bend),
      ],
    };
  });
