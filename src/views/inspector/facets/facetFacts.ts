/** What was found of a polytope, in words and rows. */
import type { Facet, Inscribed, PassSummary, PolytopeFacets, SeenFacet } from '../../../core/polytope';
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

function proofFact({ facets, boxFacets, redundant, ball, passes }: PolytopeFacets): FacetFact {
  const margins = [...facets, ...(boxFacets ?? [])].map(({ margin }) => margin);
  const least = Math.min(...margins);
  const off = Math.max(
    0,
    ...facets.map(({ residual }) => residual),
    ...redundant.flatMap(({ residual, excess }) => [residual, excess]),
  );
  const inRadii =
    ball.kind === 'interior' && !passes ? ` (${formatNumber(least / ball.radius, 2)} of the ball’s radius)` : '';
  return {
    name: 'Proofs',
    value: 'all checked',
    full: 'Checked in float64, whatever the solver said',
    how:
      margins.length > 0
        ? `each facet has a point clear of all others, by ${passes ? 'about ' : ''}${formatError(least)} at least${inRadii}; largest residual ${formatError(off)}`
        : `largest residual ${formatError(off)}`,
  };
}

function boundedFact({ region, boundedness, passes }: PolytopeFacets): FacetFact {
  const name = 'Bounded';
  if (passes && !region.box)
    return { name, value: 'not asked', full: 'A search by rays does not tell whether a polytope is bounded' };
  if (region.box) return { name, value: 'by the box', full: 'Facets are those of the part in the box' };
  const { kind = 'undecided', lineality = 0 } = boundedness ?? {};
  if (kind === 'bounded') return { name, value: 'yes', full: 'Multipliers prove it' };
  if (kind === 'undecided') return { name, value: 'undecided', full: 'Neither proof holds in float64' };
  const how = lineality > 0 ? { how: `no unit bounds it along ${formatCount(lineality)} dimensions` } : {};
  return { name, value: 'no', full: 'A direction without an end proves it', ...how };
}

/** About the input, or where rays start: no larger one is searched for. */
function ballAtStart({ radius }: Inscribed, { fromInput, exactRadius }: PassSummary): FacetFact {
  const where = fromInput === 0 ? 'about the input' : `about a point inside, ${formatNumber(fromInput)} from the input`;
  return {
    name: 'Ball',
    value: `radius ${exactRadius ? '' : '≤ '}${formatNumber(radius)}`,
    full: formatFull(radius),
    how: `the largest ${where}; others may be larger`,
  };
}

function ballFact({ ball, region, passes }: PolytopeFacets): FacetFact {
  const name = 'Largest ball';
  if (passes && ball.kind === 'interior') return ballAtStart(ball, passes);
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
export const noInterior = ({ ball, passes }: PolytopeFacets): string | null => {
  if (ball.kind === 'interior') return null;
  return passes
    ? `No point inside was found: the input lies on ${formatCount(passes.onBoundaries)} boundaries, or outside the box.`
    : NO_INTERIOR[ball.kind];
};

/** Of a search by passes: at least so many, and what is open. */
function countsByPasses({ facets, boxFacets, region }: PolytopeFacets, passes: PassSummary): FacetFact[] {
  const sides = `at least ${formatCount(boxFacets?.length ?? 0)} of ${formatCount(region.constraints - region.count)}`;
  return [
    {
      name: 'Facets',
      value: `at least ${formatCount(facets.length)}`,
      full: `${facets.length} were found of ${passes.halfSpaces} half-spaces`,
      how: `of ${formatCount(passes.halfSpaces)} half-spaces, too many to be written out: found by ${formatCount(passes.rays)} rays`,
    },
    ...(boxFacets ? [{ name: 'Sides of the box', value: sides, full: sides }] : []),
    ...(region.box ? [{ name: 'Never in the box', ...counted(passes.outside) }] : []),
    { name: 'Undecided', ...counted(passes.undecided) },
  ];
}

/** Counts, proofs, bounds, ball and volume. */
export function facetFacts({ facets: found, seconds, network }: FoundFacets): readonly FacetFact[] {
  const { region, facets, boxFacets, redundant, undecided } = found;
  const redundantUnits = redundant.filter(({ constraint }) => constraint < region.count).length;
  const merged = found.halfSpaces > region.count ? { how: `${formatCount(found.halfSpaces)} bounds of units` } : {};
  const sides = `${formatCount(boxFacets?.length ?? 0)} of ${formatCount(region.constraints - region.count)}`;
  const rest = [
    proofFact(found),
    boundedFact(found),
    ballFact(found),
    ...volumeFact(found, network.inputSize),
    { name: 'Time', value: `${formatNumber(seconds, 3)} s`, full: `${formatFull(seconds)} s` },
  ];
  if (found.passes) return [...countsByPasses(found, found.passes), ...rest];
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
    ...rest,
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
        footInside === null ? '–' : footInside ? 'inside' : 'outside',
        bend === null ? '–' : numberCell(bend),
      ],
    };
  });
