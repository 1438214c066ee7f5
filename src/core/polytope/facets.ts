/** The facets of the polytope of an input, with their proofs: in steps, so that a worker can show progress and stop. */
import { localAffineMap } from '../network/localMap';
import type { Network } from '../network/network';
import { type Boundedness, boundednessOf } from './bounded';
import type { UnitBound } from './boundList';
import { FacetSearch } from './facetSearch';
import type { BoxFacet, Facet, FacetOptions, FacetProgress, FacetRun, PolytopeFacets } from './facetTypes';
import { halfSpacesAt } from './halfSpaces';
import { type Inscribed, inscribedBall, type NoInterior } from './inscribed';
import type { LinearSolver } from './linear';
import { neighbourAcross } from './neighbour';
import { facetsByMatrix } from './passes/limits';
import { PassRun } from './passes/run';
import { directionOfRegion, normalOf, offsetOf, pointOfRegion, type Region, regionOf } from './region';
import { isFootInside } from './seen';
import { MOST_VOLUME_INPUTS, type Volume, volumeSteps } from './volume';
import { widthAt } from './witness';

/**
 * Begins to look for the facets of the polytope of x: of all half-spaces, or by passes where these are too many to be written out.
 * Throws a RangeError on a box that is none.
 */
export function startFacets(
  network: Network,
  x: ArrayLike<number>,
  solver: LinearSolver,
  options: FacetOptions = {},
): FacetRun {
  const byMatrix = options.way ? options.way === 'matrix' : facetsByMatrix(network);
  return byMatrix ? new Run(network, x, solver, options) : new PassRun(network, x, solver, options);
}

/** All facets at once. */
export function facetsOf(
  network: Network,
  x: ArrayLike<number>,
  solver: LinearSolver,
  options: FacetOptions = {},
): PolytopeFacets {
  const run = startFacets(network, x, solver, options);
  while (!run.advance(1 << 20));
  return run.finish();
}

class Run implements FacetRun {
  private readonly region: Region;
  private readonly steps: Generator<undefined, void, undefined>;
  private phase: FacetProgress['phase'] = 'ball';
  private search: FacetSearch | null = null;
  private ball: Inscribed | NoInterior | null = null;
  private facets: Facet[] = [];
  private boundedness: Boundedness | null = null;
  private volume: Volume | null = null;

  constructor(
    private readonly network: Network,
    x: ArrayLike<number>,
    private readonly solver: LinearSolver,
    private readonly options: FacetOptions,
  ) {
    const box = options.box ?? null;
    this.region = regionOf(halfSpacesAt(network, x, { reduced: !box }), box);
    this.steps = this.run();
  }

  advance(steps: number): boolean {
    for (let i = 0; i < steps; i++) if (this.steps.next().done) return true;
    return false;
  }

  get progress(): FacetProgress {
    const { phase, search } = this;
    return {
      phase,
      decided: search?.decided ?? 0,
      total: search?.total ?? this.region.constraints,
      facets: search?.facets.size ?? 0,
    };
  }

  enough(): void {
    // Here every constraint is decided: nothing is left out.
  }

  close(): void {
    this.steps.return();
  }

  private *run(): Generator<undefined, void, undefined> {
    const { region, solver, options } = this;
    if (!region.box) this.boundedness = boundednessOf(region, solver);
    yield;
    // Without constraints there is nothing across, and no largest ball.
    const bounded = region.constraints > 0 && this.boundedness?.boundedAcross !== false;
    this.ball = inscribedBall(region, solver, bounded);
    yield;
    if (this.ball.kind === 'interior') {
      this.phase = 'facets';
      this.search = new FacetSearch(region, this.ball, solver, options);
      yield* this.search.steps();
      this.phase = 'neighbours';
      yield* this.describe(this.search);
      this.phase = 'volume';
      if (options.volume && region.box && region.size <= MOST_VOLUME_INPUTS)
        this.volume = yield* volumeSteps(region, this.ball, options);
    }
    this.phase = 'done';
  }

  private *describe(search: FacetSearch): Generator<undefined, void, undefined> {
    const { network, region } = this;
    const { code } = region.halfSpaces;
    const map = this.options.neighbours === false ? null : localAffineMap(network, code);
    for (const [constraint, { point, margin, residual }] of search.facets) {
      if (constraint >= region.count) continue;
      const units = region.units[constraint] as readonly UnitBound[];
      const normal = directionOfRegion(region, normalOf(region, constraint));
      const witness = pointOfRegion(region, point);
      const place = { witness, normal, margin, units };
      const neighbour = map && neighbourAcross({ network, code, map }, place);
      const width = widthAt(region, constraint, point);
      const distance = offsetOf(region, constraint);
      const footInside = isFootInside(region, constraint, new Float64Array(region.size));
      this.facets.push({
        constraint,
        units,
        normal,
        distance,
        footInside,
        witness,
        margin,
        residual,
        width,
        neighbour,
      });
      yield;
    }
    this.facets.sort((a, b) => a.distance - b.distance || a.constraint - b.constraint);
  }

  finish(): PolytopeFacets {
    const { region, ball, search } = this;
    if (this.phase !== 'done' || !ball) throw new Error('finish() before advance() has returned true');
    const boxSides = region.box && this.options.boxSides !== false && search;
    return {
      region,
      halfSpaces: region.halfSpaces.count,
      ball,
      centre: ball.kind === 'interior' ? pointOfRegion(region, ball.centre) : null,
      facets: this.facets,
      boxFacets: boxSides ? boxFacetsOf(region, search) : null,
      redundant: search ? [...search.redundant.values()] : [],
      undecided: search ? search.undecided : [],
      boundedness: this.boundedness,
      volume: this.volume,
      programs: search?.programs ?? 0,
      passes: null,
    };
  }
}

function boxFacetsOf(region: Region, search: FacetSearch): BoxFacet[] {
  return [...search.facets]
    .filter(([constraint]) => constraint >= region.count)
    .sort(([a], [b]) => a - b)
    .map(([constraint, { point, margin }]) => ({
      input: (constraint - region.count) >> 1,
      side: (constraint - region.count) % 2 === 1 ? 'upper' : 'lower',
      units: region.units[constraint] as readonly UnitBound[],
      witness: pointOfRegion(region, point),
      margin,
    }));
}
