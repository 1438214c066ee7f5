/** The search for facets by passes, as a run: without the matrix of all gradients. */
import { f64 } from '../../math/typed';
import { norm } from '../../math/vectors';
import type { Network } from '../../network/network';
import type { UnitBound } from '../boundList';
import type {
  BoxFacet,
  Facet,
  FacetOptions,
  FacetProgress,
  FacetRun,
  PassSummary,
  PolytopeFacets,
} from '../facetTypes';
import type { Inscribed, NoInterior } from '../inscribed';
import type { LinearSolver } from '../linear';
import { type Box, checkBounds, type Region } from '../region';
import { ballAbout } from './ball';
import { type NoisyPlace, PassBody } from './body';
import { placeInside } from './inside';
import { defaultPasses, MOST_NUMBERS } from './limits';
import { PassSearch } from './search';

const NO_PLACE: NoInterior = { kind: 'undecided', multipliers: new Float64Array(0), bound: Infinity, residual: 1 };

export class PassRun implements FacetRun {
  private readonly steps: Generator<undefined, void, undefined>;
  private readonly box: Box | null;
  private readonly input: Float64Array<ArrayBuffer>;
  private readonly most: number;
  private phase: FacetProgress['phase'] = 'ball';
  private body: PassBody | null = null;
  private search: PassSearch | null = null;
  private ball: Inscribed | NoInterior = NO_PLACE;
  /** Of the input, and where rays start. */
  private at: NoisyPlace | null = null;
  private start: NoisyPlace | null = null;
  private exactRadius = false;
  private ended = false;

  constructor(
    private readonly network: Network,
    x: ArrayLike<number>,
    private readonly solver: LinearSolver,
    private readonly options: FacetOptions,
  ) {
    this.input = Float64Array.from(x);
    this.box = options.box ?? null;
    if (this.box) checkBounds(network.inputSize, this.box);
    this.most = options.passes ?? defaultPasses(network);
    this.steps = this.run();
  }

  advance(steps: number): boolean {
    for (let i = 0; i < steps; i++) {
      if (this.ended && this.search) {
        this.phase = 'done';
        return true;
      }
      if (this.steps.next().done) return true;
    }
    return false;
  }

  enough(): void {
    this.ended = true;
  }

  close(): void {
    this.steps.return();
  }

  get progress(): FacetProgress {
    const { phase, search, body, most } = this;
    const done = Math.min(most, body?.count.taken ?? 0);
    const found = search?.facets.length ?? 0;
    return { phase, decided: search?.decided ?? 0, total: search?.total ?? 0, facets: found, passes: { done, most } };
  }

  private *run(): Generator<undefined, void, undefined> {
    this.body = yield* PassBody.of(this.network, this.input, this.box);
    yield;
    this.at = yield* this.body.place(this.input);
    yield;
    this.start = yield* placeInside(this.body, this.at, this.solver, this.most);
    if (this.start) {
      const { radius, exact } = yield* ballAbout(this.body, this.start, this.most);
      const centre = this.start.x.map((value, k) => value - f64(this.input, k));
      this.ball = { kind: 'interior', centre, radius, bound: Infinity, capped: true };
      this.exactRadius = exact;
      this.phase = 'facets';
      const { seed = 1, neighbours = true, boxSides = true } = this.options;
      const asked = { passes: this.most, numbers: MOST_NUMBERS, seed, neighbours, boxSides };
      this.search = new PassSearch(this.body, this.start, this.at, asked);
      yield* this.search.steps();
    }
    this.phase = 'done';
  }

  finish(): PolytopeFacets {
    const { ball, search, body, start } = this;
    if (this.phase !== 'done' || !body) throw new Error('finish() before advance() has returned true');
    const facets = [...(search?.facets ?? [])]
      .sort((a, b) => a.distance - b.distance)
      .map((facet, constraint): Facet => ({ ...facet, constraint }));
    const total = body.bounds;
    const passes: PassSummary = {
      halfSpaces: total,
      outside: search?.outside ?? 0,
      undecided: total - (search?.decided ?? 0),
      passes: body.count.taken,
      rays: search?.rays ?? 0,
      onBoundaries: this.at ? body.boundsAt(this.at) : 0,
      fromInput: ball.kind === 'interior' ? norm(ball.centre) : 0,
      exactRadius: this.exactRadius,
    };
    const boxFacets = search && this.box && this.options.boxSides !== false ? sorted(search.boxFacets) : null;
    return {
      region: regionOfFacets(body, facets),
      halfSpaces: total,
      ball,
      centre: start?.x.slice() ?? null,
      facets,
      boxFacets,
      redundant: [],
      undecided: [],
      boundedness: null,
      volume: null,
      programs: 0,
      passes,
    };
  }
}

const sorted = (sides: readonly BoxFacet[]): BoxFacet[] =>
  [...sides].sort((a, b) => a.input - b.input || Number(a.side === 'upper') - Number(b.side === 'upper'));

/** The half-spaces of the facets about the input, and the box. */
function regionOfFacets({ network, code, input, box }: PassBody, facets: readonly Facet[]): Region {
  const [size, count] = [input.length, facets.length];
  const normals = new Float64Array(count * size);
  facets.forEach(({ normal }, i) => {
    normals.set(normal, i * size);
  });
  const offsets = Float64Array.from(facets, ({ distance }) => distance);
  const rows = {
    size,
    count,
    normals,
    offsets,
    normalNoise: new Float64Array(count),
    offsetNoise: new Float64Array(count),
  };
  const bounds = facets.map(({ units }) => units[0] as UnitBound);
  const about = box && {
    lower: box.lower.map((value, k) => value - f64(input, k)),
    upper: box.upper.map((value, k) => value - f64(input, k)),
  };
  const sides = Array.from({ length: box ? 2 * size : 0 }, (): readonly UnitBound[] => []);
  return {
    ...rows,
    halfSpaces: { ...rows, network, code, origin: input, basis: null, bounds, broken: [] },
    constraints: count + sides.length,
    units: [...facets.map(({ units }) => units), ...sides],
    box: about,
  };
}
