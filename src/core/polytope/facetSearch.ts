/** Which constraints of a region are facets: rays settle the easy ones, linear programs the rest (Clarkson 1994). */
import { createRandom, type Random } from '../math/random';
import { f64 } from '../math/typed';
import type { Inscribed } from './inscribed';
import type { LinearSolver } from './linear';
import { castRay, type Place, placeAt, pointAlong, type Witness, witnessOf } from './rays';
import { Programs, type Redundancy } from './redundancy';
import { normalOf, type Region } from './region';
import { centredWitness } from './witness';

export interface SearchOptions {
  /** Seed of the random directions; the facets do not depend on it, but their witnesses do. */
  readonly seed?: number;
  /** Also decide which sides of the box are facets; true by default. */
  readonly boxSides?: boolean;
}

/** Rays from the centre and along a random walk, for each half-space. */
const WALK_RAYS = 4;

/** Shots from points near the centre where a ray meets two hyperplanes at once. */
const RETRIES = 4;

/** A search in the making: `steps` yields after each ray or program. */
export class FacetSearch {
  readonly facets = new Map<number, Witness>();
  readonly redundant = new Map<number, Redundancy>();
  /** What neither proof decides. */
  readonly undecided: number[] = [];
  /** Linear programs solved so far. */
  programs = 0;
  /** Constraints to decide. */
  readonly total: number;
  private readonly random: Random;
  private readonly centre: Place;

  constructor(
    private readonly region: Region,
    private readonly ball: Inscribed,
    private readonly solver: LinearSolver,
    options: SearchOptions = {},
  ) {
    this.random = createRandom(options.seed ?? 1);
    this.centre = placeAt(region, ball.centre);
    this.total = options.boxSides === false ? region.count : region.constraints;
  }

  get decided(): number {
    return Math.min(this.total, this.facets.size + this.redundant.size + this.undecided.length);
  }

  *steps(): Generator<undefined, void, undefined> {
    yield* this.shootAtEach(this.centre);
    const start = placeAt(this.region, new Float64Array(this.region.size));
    if (start.slacks.every((slack) => slack > 0)) yield* this.shootAtEach(start);
    yield* this.walk();
    yield* this.decideRest();
    yield* this.centreWitnesses();
  }

  private *shootAtEach(place: Place): Generator<undefined, void, undefined> {
    for (let i = 0; i < this.total; i++) {
      if (this.facets.has(i)) continue;
      this.shoot(place, normalOf(this.region, i));
      yield;
    }
  }

  /** Hit and run: each step's two ends are looked at. A chord without an end is cut at some inscribed radii. */
  private *walk(): Generator<undefined, void, undefined> {
    const { size, count } = this.region;
    let place = this.centre;
    for (let step = 0; step < WALK_RAYS * count; step++) {
      const direction = Float64Array.from({ length: size }, () => this.random.normal());
      const ahead = this.shoot(place, direction);
      const back = this.shoot(
        place,
        direction.map((value) => -value),
      );
      const far = 4 * this.ball.radius;
      const t = this.random.between(-0.9 * Math.min(back, far), 0.9 * Math.min(ahead, far));
      place = placeAt(this.region, pointAlong(place, direction, t));
      if (!place.slacks.every((slack) => slack > 0)) place = this.centre;
      yield;
    }
  }

  /** Records the facet that a ray meets if the meeting proves it. Returns the distance; a facet beyond `total` is not kept. */
  private shoot(place: Place, direction: Float64Array): number {
    const { constraint, distance, next } = castRay(this.region, place, direction);
    if (constraint >= 0 && constraint < this.total && !this.facets.has(constraint) && next > distance)
      this.record(constraint, pointAlong(place, direction, distance));
    return distance;
  }

  private record(constraint: number, point: Float64Array): boolean {
    const witness = witnessOf(this.region, constraint, point);
    if (!witness) return false;
    this.facets.set(constraint, witness);
    return true;
  }

  private *decideRest(): Generator<undefined, void, undefined> {
    const rest = Array.from({ length: this.total }, (_, i) => i).filter((i) => !this.facets.has(i));
    if (rest.length === 0) return;
    const programs = new Programs(this.region, this.solver, this.centre, this.ball.radius);
    try {
      for (const i of this.facets.keys()) programs.use(i, true);
      for (const i of rest) if (!this.facets.has(i)) yield* this.decide(i, programs);
    } finally {
      programs.close();
    }
  }

  /** Against the facets known so far, more of which turn up on the way; at last against all that is not redundant. */
  private *decide(i: number, programs: Programs): Generator<undefined, void, undefined> {
    while (!this.facets.has(i)) {
      const verdict = programs.ask(i);
      this.programs++;
      yield;
      if (verdict.kind === 'redundant') {
        this.redundant.set(i, verdict.proof);
        return;
      }
      const known = this.facets.size;
      if (verdict.kind === 'beyond') this.shootBeyond(verdict.direction, programs);
      if (this.facets.size === known) break;
    }
    if (!this.facets.has(i)) this.decideAgainstAll(i, programs);
  }

  /** Shoots at a point that only unknown constraints cut off; from beside the centre where two are met at once. */
  private shootBeyond(direction: Float64Array, programs: Programs): void {
    for (let attempt = 0; attempt <= RETRIES; attempt++) {
      const place = attempt === 0 ? this.centre : this.nearCentre();
      const aim = direction.map(
        (value, k) => this.ball.radius * value + f64(this.centre.point, k) - f64(place.point, k),
      );
      const { constraint, distance, next } = castRay(this.region, place, aim);
      if (constraint < 0 || this.facets.has(constraint) || !(next > distance)) continue;
      if (!this.record(constraint, pointAlong(place, aim, distance))) continue;
      programs.use(constraint, true);
      return;
    }
  }

  private nearCentre(): Place {
    const { point } = this.centre;
    const step = (0.5 * this.ball.radius) / Math.sqrt(point.length);
    return placeAt(
      this.region,
      point.map((value) => value + step * this.random.between(-1, 1)),
    );
  }

  /**
   * Against all others that are not redundant: their farthest point in direction n_i is redundancy, or the segment from the
   * centre to it passes constraint i where all others are slack.
   */
  private decideAgainstAll(i: number, programs: Programs): void {
    const others = Array.from({ length: this.region.count }, (_, j) => j).filter(
      (j) => j !== i && !this.facets.has(j) && !this.redundant.has(j),
    );
    for (const j of others) programs.use(j, true);
    const verdict = programs.ask(i);
    this.programs++;
    for (const j of others) programs.use(j, false);
    if (verdict.kind === 'redundant') {
      this.redundant.set(i, verdict.proof);
      return;
    }
    if (verdict.kind === 'beyond') this.shootBeyond(verdict.direction, programs);
    if (!this.facets.has(i)) this.undecided.push(i);
  }

  private *centreWitnesses(): Generator<undefined, void, undefined> {
    // A ray at another constraint may have met one that its own program left open.
    const open = this.undecided.filter((i) => !this.facets.has(i));
    this.undecided.splice(0, this.undecided.length, ...open);
    for (const [i, witness] of this.facets) {
      if (i >= this.region.count) continue;
      this.facets.set(i, centredWitness(this.region, i, witness, this.ball.radius, this.random));
      yield;
    }
  }
}
