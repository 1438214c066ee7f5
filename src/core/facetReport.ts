/** The plain-JSON report of a polytope's facets, as the command line prints it. */
import { norm } from './math/vectors';
import type { UnitRef } from './network';
import type { Box, Facet, Neighbour, PassSummary, PolytopeFacets, UnitBound, Volume } from './polytope';

/** A unit's boundary. Crossing it changes the unit's piece by `step`. Layers count from 1, units from 0. */
export interface FacetUnit {
  readonly layer: number;
  readonly unit: number;
  readonly threshold: number;
  readonly step: 1 | -1;
}

export interface NeighbourReport {
  /** Units that change their piece across the facet, by a forward pass. */
  readonly units: readonly { readonly layer: number; readonly unit: number }[];
  /** ‖ΔA‖ (Frobenius) across the facet, where ΔA = u vᵀ. */
  readonly bend: number;
  /** What is left of ΔA, and the largest |ΔA x + Δc| at the witness, both relative. */
  readonly rankResidual: number;
  readonly continuity: number;
  /** With `vectors`: a point of the neighbour, and the factors of ΔA. */
  readonly point?: number[];
  readonly u?: number[];
  readonly v?: number[];
}

export interface FacetReport {
  readonly units: readonly FacetUnit[];
  /** From the input to the facet's hyperplane, and whether the nearest point of that lies on the facet. */
  readonly distance: number;
  readonly footInside: boolean;
  /** The proof: a witness so far from all other constraints, and so far off the hyperplane. */
  readonly margin: number;
  readonly residual: number;
  /** From the witness straight through the polytope; null where that has no end. */
  readonly width: number | null;
  /** With `vectors`. */
  readonly witness?: number[];
  /** Null where float64 cannot step across. */
  readonly neighbour: NeighbourReport | null;
}

/** A constraint by its units, or by its input and side of the box. */
export interface ConstraintReport {
  readonly units: readonly FacetUnit[];
  readonly input?: number;
  readonly side?: 'lower' | 'upper';
}

export interface FacetsReport {
  readonly inputs: number;
  /** Bounds of gated units, and the different hyperplanes that they make. */
  readonly constraints: number;
  readonly hyperplanes: number;
  readonly box: { readonly lower: number[]; readonly upper: number[] } | null;
  /** Whether there is an interior: without one nothing below is decided. */
  readonly interior: 'interior' | 'empty' | 'flat' | 'undecided';
  /** Nearest hyperplane first. */
  readonly facets: readonly FacetReport[];
  /** Sides of the box that are facets; null without a box. */
  readonly boxFacets: number | null;
  /** Hyperplanes that are not needed, each with its proof; the largest residual of these. */
  readonly redundant: number;
  readonly redundantResidual: number;
  readonly undecided: readonly ConstraintReport[];
  /** With a box always true; null where it was not decided. `lineality`: dimensions without a bound either way. */
  readonly bounded: boolean | null;
  readonly lineality: number;
  /** Chebyshev centre and radius; `radiusBound`: what no inscribed ball exceeds. Without a box a large enough ball ends the search. */
  readonly centre: number[] | null;
  readonly radius: number | null;
  readonly radiusBound: number | null;
  readonly volume: Volume | null;
  /** Linear programs solved for single constraints. */
  readonly programs: number;
  /**
   * Of a search by passes, where the half-spaces are too many to be written out; else null. Then there are at least these facets,
   * `constraints` and `hyperplanes` are half-spaces, `undecided` is counted here, margins are estimates, and the ball is about
   * the place where rays start (`centre`): the input, or a point near it.
   */
  readonly passes: PassSummary | null;
  readonly seconds: number;
}

export interface FacetReportOptions {
  readonly box: Box | null;
  /** Also the vectors: witnesses, points of neighbours, factors of ΔA. */
  readonly vectors: boolean;
  readonly seconds: number;
}

/** The report of a search for facets. */
export function facetsReport(found: PolytopeFacets, options: FacetReportOptions): FacetsReport {
  const { region, ball, boundedness } = found;
  const { box, vectors, seconds } = options;
  const ofUnits = found.redundant.filter(({ constraint }) => constraint < region.count);
  const inside = ball.kind === 'interior' ? ball : null;
  const kind = boundedness?.kind ?? (found.passes && !box ? 'undecided' : 'bounded');
  return {
    inputs: region.halfSpaces.origin.length,
    constraints: found.halfSpaces,
    hyperplanes: found.passes ? found.halfSpaces : region.count,
    box: box && { lower: Array.from(box.lower), upper: Array.from(box.upper) },
    interior: ball.kind,
    facets: found.facets.map((facet) => facetFields(facet, vectors)),
    boxFacets: found.boxFacets?.length ?? null,
    redundant: ofUnits.length,
    redundantResidual: ofUnits.reduce((most, { residual, excess }) => Math.max(most, residual, excess), 0),
    undecided: found.undecided.map((constraint) => constraintFields(found, constraint)),
    bounded: kind === 'undecided' ? null : kind === 'bounded',
    lineality: boundedness?.lineality ?? 0,
    centre: found.centre && Array.from(found.centre),
    radius: inside?.radius ?? null,
    radiusBound: inside && !inside.capped ? inside.bound : null,
    volume: found.volume,
    programs: found.programs,
    passes: found.passes,
    seconds,
  };
}

const unitFields = ({ layer, unit, threshold, step }: UnitBound): FacetUnit => ({ layer, unit, threshold, step });
const refFields = ({ layer, unit }: UnitRef) => ({ layer, unit });

function facetFields(facet: Facet, vectors: boolean): FacetReport {
  const { distance, footInside, margin, residual, width, neighbour } = facet;
  return {
    units: facet.units.map(unitFields),
    distance,
    footInside,
    margin,
    residual,
    width: Number.isFinite(width) ? width : null,
    ...(vectors ? { witness: Array.from(facet.witness) } : {}),
    neighbour: neighbour && neighbourFields(neighbour, vectors),
  };
}

function neighbourFields(
  { units, u, v, rankResidual, continuity, point }: Neighbour,
  vectors: boolean,
): NeighbourReport {
  return {
    units: units.map(refFields),
    bend: norm(u) * norm(v),
    rankResidual,
    continuity,
    ...(vectors ? { point: Array.from(point), u: Array.from(u), v: Array.from(v) } : {}),
  };
}

function constraintFields({ region }: PolytopeFacets, constraint: number): ConstraintReport {
  const units = (region.units[constraint] ?? []).map(unitFields);
  if (constraint < region.count) return { units };
  const side = constraint - region.count;
  return { units, input: side >> 1, side: side % 2 === 1 ? 'upper' : 'lower' };
}
