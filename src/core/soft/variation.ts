/** Soft codes along a path: their total variation, beside which the hard crossings are counted. */
import { f64 } from '../math/typed';
import type { Network } from '../network/network';
import { pathPoint } from '../path/read';
import type { PathWalk } from '../path/types';
import { codeEntropy, type SoftLayer, softPass } from './pass';
import type { Softness } from './softness';

export interface SoftVariation {
  /** Gated layers, from 1. */
  readonly layers: Int32Array;
  /** Rising parameters of the path at which it was looked. */
  readonly times: Float64Array;
  /** Layers × times: Σ_j ∫|dt_j| from the path's start; for units of more pieces half the sum over their pieces. */
  readonly variation: Float64Array;
  /** Layers × times: entropy of the layer's code in nats. */
  readonly entropy: Float64Array;
  /** Σ over layers at the path's end. A lower bound: between two looks a unit may turn back by at most `tolerance`. */
  readonly total: number;
  readonly tolerance: number;
}

/** A look at the soft codes. */
interface Look {
  readonly t: number;
  readonly codes: readonly SoftLayer[];
  readonly entropies: readonly number[];
}

const UNIFORM = 64;
const MAX_DEPTH = 10;
const MAX_LOOKS = 20_000;

/**
 * Σ_j ∫|dt_j| along the path through `vertices` that was walked hard (`walk`). It looks at the hard crossings and between them,
 * and wherever the middle of two looks shows that some units turn back by more than `tolerance` in all, once more. As β → 1
 * it tends to the count of crossings of the walk. Cost: a soft forward pass a look.
 */
export function softVariation(
  network: Network,
  gates: Softness,
  vertices: readonly ArrayLike<number>[],
  walk: Pick<PathWalk, 'knots'>,
  tolerance = 1e-3,
): SoftVariation {
  const look = (t: number): Look => {
    const pass = softPass(network, gates, pathPoint(vertices, t));
    return { t, codes: pass.codes, entropies: codeEntropy(pass).layers };
  };
  const starts = firstTimes(walk.knots, vertices.length - 1).map(look);
  const looks = refine(starts, look, tolerance / Math.max(1, starts.length));
  return summed(looks, tolerance);
}

/** The knots, the middles between them, and an even grid. */
function firstTimes(knots: Float64Array, legs: number): number[] {
  const times = [...knots];
  for (let k = 0; k + 1 < knots.length; k++) times.push((f64(knots, k) + f64(knots, k + 1)) / 2);
  for (let i = 0; i <= UNIFORM * legs; i++) times.push(i / UNIFORM);
  times.sort((a, b) => a - b);
  return times.filter((t, i) => i === 0 || t > (times[i - 1] as number));
}

/** More looks between those where a middle adds more than `least`. */
function refine(starts: readonly Look[], look: (t: number) => Look, least: number): Look[] {
  const all: Look[] = [starts[0] as Look];
  let budget = MAX_LOOKS;
  const between = (a: Look, b: Look, depth: number): void => {
    const middle = (a.t + b.t) / 2;
    if (depth < MAX_DEPTH && budget > 0 && middle > a.t && middle < b.t) {
      budget--;
      const c = look(middle);
      if (change(a, c) + change(c, b) - change(a, b) > least) {
        between(a, c, depth + 1);
        between(c, b, depth + 1);
        return;
      }
    }
    all.push(b);
  };
  for (let i = 0; i + 1 < starts.length; i++) between(starts[i] as Look, starts[i + 1] as Look, 0);
  return all;
}

const change = (a: Look, b: Look): number => a.codes.reduce((sum, code, l) => sum + layerChange(code, b.codes[l]), 0);

/** ½ Σ |Δp|: for two pieces |Δt|. */
function layerChange({ probabilities: p }: SoftLayer, after: SoftLayer | undefined): number {
  let sum = 0;
  for (let i = 0; after && i < p.length; i++) sum += Math.abs(f64(p, i) - f64(after.probabilities, i));
  return sum / 2;
}

function summed(looks: readonly Look[], tolerance: number): SoftVariation {
  const count = looks.length;
  const layers = Int32Array.from((looks[0] as Look).codes, ({ layer }) => layer);
  const variation = new Float64Array(layers.length * count);
  const entropy = new Float64Array(layers.length * count);
  let total = 0;
  for (let l = 0; l < layers.length; l++) {
    let sum = 0;
    looks.forEach((look, i) => {
      const before = looks[i - 1];
      if (before) sum += layerChange(before.codes[l] as SoftLayer, look.codes[l]);
      variation[l * count + i] = sum;
      entropy[l * count + i] = look.entropies[l] as number;
    });
    total += sum;
  }
  return { layers, times: Float64Array.from(looks, ({ t }) => t), variation, entropy, total, tolerance };
}
