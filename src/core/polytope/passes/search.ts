import { createRandom, type Random } from '../../math/random';
import { f64, u8 } from '../../math/typed';
import type { BoxFacet, Facet } from '../facetTypes';
import { aimAt, outOfReach, Targets } from './aim';
import { moved, type NoisyPlace, type PassBody } from './body';
import { facetAt, type ProvenPoint, proofAt } from './facetOf';

/** What is known of a constraint. */
const [OPEN, FACET, OUTSIDE] = [0, 1, 2];

/** Share of a chord's half that a step of the walk keeps to. */
const WITHIN = 0.9;

/** Passes that finding out what is constant may take before a place of the walk is given up. */
const MOST_ASKED = 16;

export interface PassSearchOptions {
  /** Passes through the network that it may take. */
  readonly passes: number;
  /** Numbers that all facets may hold: five vectors of R^d each. */
  readonly numbers: number;
  readonly seed: number;
  readonly neighbours: boolean;
  readonly boxSides: boolean;
}

/**
 * Facets by rays: at the boundaries, the nearest first, and along a random walk. What a ray meets first, alone, is a facet. Which
 * constraints are none stays open, but for those whose half-space holds the whole box. Yields between passes.
 */
export class PassSearch {
  readonly facets: Omit<Facet, 'constraint'>[] = [];
  readonly boxFacets: BoxFacet[] = [];
  /** Half-spaces that hold the whole box, with all of it inside: proven. */
  outside = 0;
  rays = 0;
  private readonly states: Uint8Array;
  private readonly random: Random;
  private found = 0;

  constructor(
    private readonly body: PassBody,
    private readonly start: NoisyPlace,
    private readonly input: NoisyPlace,
    private readonly options: PassSearchOptions,
  ) {
    this.states = new Uint8Array(body.constraints);
    this.random = createRandom(options.seed);
  }

  /** Half-spaces that have a gradient, as far as it is known. */
  get total(): number {
    return this.body.bounds;
  }

  get decided(): number {
    return this.found + this.outside;
  }

  private get goesOn(): boolean {
    const { passes, numbers } = this.options;
    const kept = 5 * this.body.input.length * this.facets.length;
    return this.body.count.taken < passes && kept < numbers;
  }

  *steps(): Generator<undefined, void, undefined> {
    yield* this.leaveOut();
    let [place, from, walked] = [this.start, this.start, 0];
    let targets = this.targetsFrom(from);
    while (this.goesOn && this.isOpen()) {
      const target = targets.next();
      if (target >= 0) yield* this.aim(from, target);
      else {
        // All were aimed at from there: from somewhere else others may be seen.
        if (walked === 0) return;
        [from, walked] = [place, 0];
        targets = this.targetsFrom(from);
      }
      if (!this.goesOn) return;
      place = yield* this.walk(place);
      walked++;
    }
  }

  /** Whether anything that is asked for is left to decide. */
  private isOpen(): boolean {
    const asked = this.options.boxSides ? this.states : this.states.subarray(0, this.body.list.count);
    return asked.some((state, i) => state === OPEN && !this.body.isConstant(i));
  }

  private targetsFrom(place: NoisyPlace): Targets {
    return new Targets(this.body, place.slacks, (i) => u8(this.states, i) !== OPEN);
  }

  /** Half-spaces that the box never leaves, by bounds of what z can be in it. */
  private *leaveOut(): Generator<undefined, void, undefined> {
    const { list, fixed, lengths, box } = this.body;
    if (!box) return;
    const middle = yield* this.body.place(box.lower.map((value, k) => (value + f64(box.upper, k)) / 2));
    yield;
    const spread = fixed.spread(box.lower.map((value, k) => (f64(box.upper, k) - value) / 2));
    for (let i = 0; i < list.count; i++) {
      const [slack, noise] = [f64(middle.slacks, i), f64(middle.noise, i)];
      if (outOfReach(slack, list.sum(i, spread), noise) && !lengths.isConstant(i)) this.leave(i);
    }
    yield;
  }

  private leave(i: number): void {
    this.states[i] = OUTSIDE;
    this.outside++;
  }

  private *aim(from: NoisyPlace, target: number): Generator<undefined, void, undefined> {
    const aim = aimAt(this.body, from, target);
    yield;
    if (aim?.kind === 'outside') this.leave(target);
    if (aim?.kind === 'direction') yield* this.shoot(from, aim.direction, false);
  }

  /** Hit and run: both ends of a chord are looked at. Directions are as long as there is room to the sides of the box. */
  private *walk(place: NoisyPlace): Generator<undefined, NoisyPlace, undefined> {
    const { box } = this.body;
    const direction = place.x.map((value, k) => {
      const room = box ? Math.min(value - f64(box.lower, k), f64(box.upper, k) - value) : 1;
      return room * this.random.normal();
    });
    const ends = yield* this.shoot(place, direction, true);
    const far = 4 * Math.min(ends.ahead, ends.back);
    if (!Number.isFinite(far)) return place;
    const t = this.random.between(-WITHIN * Math.min(ends.back, far), WITHIN * Math.min(ends.ahead, far));
    const next = yield* this.body.place(moved(place.x, direction, t));
    yield;
    const near = yield* this.body.touching(next, MOST_ASKED);
    return near?.length === 0 ? next : this.start;
  }

  private *shoot(
    place: NoisyPlace,
    direction: Float64Array,
    both: boolean,
  ): Generator<undefined, { ahead: number; back: number }, undefined> {
    const speeds = this.body.speeds(direction);
    yield;
    const ends = [false, true].map((back) => (back && !both ? null : this.body.cast(place.slacks, speeds, back)));
    for (const [n, hit] of ends.entries()) {
      if (!hit) continue;
      this.rays++;
      if (hit.constraint < 0) continue;
      yield* this.meet(hit.constraint, moved(place.x, direction, n === 0 ? hit.distance : -hit.distance));
    }
    return { ahead: ends[0]?.distance ?? Infinity, back: ends[1]?.distance ?? Infinity };
  }

  /** A ray meets a constraint at a point. */
  private *meet(i: number, point: Float64Array<ArrayBuffer>): Generator<undefined, void, undefined> {
    const ofBox = i >= this.body.list.count;
    if (u8(this.states, i) !== OPEN || (ofBox && !this.options.boxSides)) return;
    const proof = yield* proofAt(this.body, i, point);
    yield;
    if (!proof) return;
    const [{ neighbours }, { random }] = [this.options, this];
    const side = proof.group.find((j) => j >= this.body.list.count);
    if (side !== undefined) this.boxFacets.push(this.boxFacet(side - this.body.list.count, proof));
    else this.facets.push(yield* facetAt(this.body, proof, this.input, { neighbours, random }));
    // Not before it is listed: a search may be ended at any step.
    for (const j of proof.group) {
      this.states[j] = FACET;
      if (j < this.body.list.count) this.found++;
    }
    yield;
  }

  private boxFacet(side: number, { group, place, margin }: ProvenPoint): BoxFacet {
    const { list } = this.body;
    return {
      input: side >> 1,
      side: side % 2 === 1 ? 'upper' : 'lower',
      units: group.filter((j) => j < list.count).map((j) => list.bound(j)),
      witness: place.x,
      margin,
    };
  }
}
