/** Soft codes along a path: their total variation, beside which the hard crossings are counted. */
import { f64 } from '../math/typed';
import { affineOp, applyDirection } from '../network/affine';
import { isHeld, layerPieces } from '../network/held';
import type { Network } from '../network/network';
import { pathPoint } from '../path/read';
import type { PathWalk } from '../path/types';
import { type SoftPass, softPass } from './pass';
import type { Softness } from './softness';
import { detour, turningWays } from './turns';
import { type SoftVariation, VariationSums } from './variationSums';

/** A look at the soft codes, and how fast pre-activations change along the leg there. */
interface Look {
  readonly t: number;
  readonly pass: SoftPass;
  readonly rates: readonly Float64Array[];
}

const UNIFORM = 64;
const MAX_DEPTH = 24;
const MAX_LOOKS = 20_000;
/** A change of a probability between two looks that is looked at more closely, and how often in a row for that alone. */
const FLIP = 0.25;
const RESOLVED = 5;

/**
 * Σ_j ∫|dt_j| along the path through `vertices` that was walked hard (`walk`). It looks at the hard crossings, between them and
 * on an even grid, and once more in the middle wherever units may turn back by more than their share of `tolerance` (which is
 * for a path of one leg). As β → 1 it tends to the count of crossings of the walk. Cost: two forward passes a look.
 */
export function softVariation(
  network: Network,
  gates: Softness,
  vertices: readonly ArrayLike<number>[],
  walk: Pick<PathWalk, 'knots'>,
  tolerance = 1e-3,
): SoftVariation {
  const run = startSoftVariation(network, gates, vertices, walk, tolerance);
  run.advance(() => false);
  return run.finish();
}

/** A variation in the making. */
export interface SoftVariationRun {
  /** Goes on until `pause` says so, asked after each look; true when all is done. */
  advance(pause: () => boolean): boolean;
  /** What there is, once `advance` has said true. */
  finish(): SoftVariation;
}

/** The same in steps, for networks whose passes take long. */
export function startSoftVariation(
  network: Network,
  gates: Softness,
  vertices: readonly ArrayLike<number>[],
  walk: Pick<PathWalk, 'knots'>,
  tolerance = 1e-3,
): SoftVariationRun {
  const looks = new Looks(network, gates, vertices, tolerance);
  const times = firstTimes(walk.knots, vertices.length - 1);
  looks.begin(times[0] as number);
  let next = 1;
  return {
    advance(pause) {
      while (looks.isBetween || next < times.length) {
        if (looks.isBetween) looks.halve();
        else looks.goOn(times[next++] as number);
        if (pause()) break;
      }
      return !looks.isBetween && next >= times.length;
    },
    finish: () => looks.summary(),
  };
}

/** The knots, the middles between them, and an even grid. */
function firstTimes(knots: Float64Array, legs: number): number[] {
  const times = [...knots];
  for (let k = 0; k + 1 < knots.length; k++) times.push((f64(knots, k) + f64(knots, k + 1)) / 2);
  for (let i = 0; i <= UNIFORM * legs; i++) times.push(i / UNIFORM);
  times.sort((a, b) => a - b);
  return times.filter((t, i) => i === 0 || t > (times[i - 1] as number));
}

/** A look that lies ahead; `depth`: how often the stretch before it was halved. */
interface Ahead {
  readonly look: Look;
  readonly depth: number;
}

/** Looks along a path in their order, and what was summed up to the last of them. */
class Looks {
  /** The last look of which all before it is summed. */
  private at: Look | null = null;
  /** Those that lie ahead, the nearest last. */
  private readonly ahead: Ahead[] = [];
  private readonly kept: VariationSums;
  /** Σ of what units may turn back between the looks. */
  private missing = 0;
  private budget = MAX_LOOKS;

  constructor(
    private readonly network: Network,
    private readonly gates: Softness,
    private readonly vertices: readonly ArrayLike<number>[],
    private readonly tolerance: number,
  ) {
    this.kept = new VariationSums(network);
  }

  /** Whether looks lie ahead that are not summed yet. */
  get isBetween(): boolean {
    return this.ahead.length > 0;
  }

  /** The look at the path's start. */
  begin(t: number): void {
    this.at = this.look(t, Math.floor(t));
    this.kept.add(t, this.at.pass, null);
  }

  /** Looks ahead to t. */
  goOn(t: number): void {
    if (this.at) this.ahead.push({ look: this.look(t, Math.floor(this.at.t)), depth: 0 });
  }

  private look(t: number, leg: number): Look {
    const pass = softPass(this.network, this.gates, pathPoint(this.vertices, t));
    const [a, b] = [this.vertices[leg], this.vertices[leg + 1]] as [ArrayLike<number>, ArrayLike<number>];
    let along: Float64Array = Float64Array.from(b, (value, k) => value - (a[k] as number));
    const rates = this.network.layers.map((layer, l) => {
      const rate = applyDirection(affineOp(layer), along);
      const { derivatives } = pass.gates[l] as SoftPass['gates'][number];
      along = rate.map((value, j) => value * f64(derivatives, j));
      return rate;
    });
    return { t, pass, rates };
  }

  /** Looks at the middle of the stretch at hand where units may turn there; else sums it. */
  halve(): void {
    const { at: a } = this;
    const next = this.ahead.pop();
    if (!a || !next) return;
    const { look: b, depth } = next;
    const missing = this.turns(a, b);
    const middle = (a.t + b.t) / 2;
    const unsure = missing > this.tolerance * (b.t - a.t) || (depth < RESOLVED && this.flips(a, b));
    const more = unsure && depth < MAX_DEPTH && this.budget > 0;
    if (more && middle > a.t && middle < b.t) {
      this.budget--;
      const c = this.look(middle, Math.floor(a.t));
      this.ahead.push({ look: b, depth: depth + 1 }, { look: c, depth: depth + 1 });
      return;
    }
    this.missing += missing;
    this.kept.add(b.t, b.pass, a.pass);
    this.at = this.isBetween ? b : this.turned(b);
  }

  /** At a vertex a leg ends and another begins, with other rates. */
  private turned(end: Look): Look {
    const leg = Math.floor(end.t);
    return leg === end.t && leg < this.vertices.length - 1 ? this.look(end.t, leg) : end;
  }

  /** Whether a unit that later ones hear of goes so far between two looks that the tangents of those tell little. */
  private flips(a: Look, b: Look): boolean {
    return a.pass.codes.slice(0, -1).some(({ probabilities }, g) => {
      const after = b.pass.codes[g]?.probabilities;
      return probabilities.some((p, i) => after !== undefined && Math.abs(f64(after, i) - p) > FLIP);
    });
  }

  /** How much all units may turn back between two looks. */
  private turns(a: Look, b: Look): number {
    let sum = 0;
    a.pass.codes.forEach(({ layer, size, pieces, probabilities, reach }, g) => {
      const gate = this.gates[layer - 1];
      const own = this.network.layers[layer - 1];
      const after = b.pass.codes[g]?.probabilities;
      // The matches of a contest turn with each other: what they may do between two looks is not bounded here.
      if (!gate || !own || !after || reach) return;
      const f = layerPieces(own);
      for (let j = 0; j < size; j++) {
        if (isHeld(own.held, j)) continue;
        for (const way of turningWays(f, unitOf(a, layer - 1, j), unitOf(b, layer - 1, j), b.t - a.t))
          sum += detour(f, gate, way, probabilities, after, j * pieces);
      }
    });
    return sum;
  }

  summary(): SoftVariation {
    return this.kept.summary(this.missing);
  }
}

const unitOf = ({ pass, rates }: Look, l: number, j: number): { z: number; rate: number } => ({
  z: f64(pass.preActivations[l] as Float64Array, j),
  rate: f64(rates[l] as Float64Array, j),
});
