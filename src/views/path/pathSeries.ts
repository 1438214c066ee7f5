/** The figures of a path as lines to draw: exact at every knot, places given as shares of the path's length. */
import { euclideanNorm } from '../../core/analysis/norms';
import type { Network } from '../../core/network';
import { hasAllGradients } from '../../core/network/allGradients';
import { layerAngles, outputsAt, pathNorms, pathProfile, type SampledNorm } from '../../core/path';
import type { WalkedPath } from '../../state/types';
import { shareAt, timeAt } from './pathPlaces';

/** x, y, x, y, …; x is a share of the path's length. */
export type Line = Float64Array;

/** Outputs drawn at most: those of the largest spread along the path. */
export const MOST_OUTPUTS = 10;
/** Places at which what is not piecewise linear is computed. */
const SAMPLES = 128;

/** The share of the length at which each piece starts, and 1. */
export const knotShares = (path: WalkedPath): Float64Array => path.walk.knots.map((t) => shareAt(path, t));

/** Where each unit changes, row by row for the gated layers. */
export function crossingShares(path: WalkedPath): readonly Float64Array[] {
  const { crossings, layout } = path.walk;
  return layout.gated.map(({ layer }) =>
    Float64Array.from(
      Array.from(crossings.t.keys())
        .filter((i) => crossings.layer[i] === layer)
        .map((i) => shareAt(path, crossings.t[i] as number)),
    ),
  );
}

/** The outputs to draw, by the spread of their values. */
export function drawnOutputs({ walk: { values, outputSize } }: WalkedPath): readonly number[] {
  const spread = Array.from({ length: outputSize }, (_, k) => {
    let largest = Number.NEGATIVE_INFINITY;
    for (let i = k; i < values.length; i += outputSize) largest = Math.max(largest, values[i] as number);
    return { k, largest };
  });
  return spread
    .sort((a, b) => b.largest - a.largest)
    .slice(0, MOST_OUTPUTS)
    .map(({ k }) => k)
    .sort((a, b) => a - b);
}

/**
 * One output along the path: straight between knots, so nothing is left out. Each piece has both its ends, since behind steps
 * (the hard limit of sigmoid and tanh) f jumps at a knot.
 */
export function outputLine(path: WalkedPath, shares: Float64Array, output: number): Line {
  const { values, slopes, knots, outputSize } = path.walk;
  const pieces = knots.length - 1;
  const line = new Float64Array(4 * pieces);
  for (let p = 0; p < pieces; p++) {
    const value = values[p * outputSize + output] as number;
    const length = (knots[p + 1] as number) - (knots[p] as number);
    const end = value + length * (slopes[p * outputSize + output] as number);
    line.set([shares[p] as number, value, shares[p + 1] as number, end], 4 * p);
  }
  return line;
}

/** Knots and evenly spaced places, rising. */
function places(shares: Float64Array): Float64Array {
  const even = Array.from({ length: SAMPLES + 1 }, (_, i) => i / SAMPLES);
  return Float64Array.from([...shares, ...even])
    .sort()
    .filter((share, i, all) => i === 0 || share !== all[i - 1]);
}

/** Softmax probability of the winner; of a single output σ(|z|), that of its side. */
export function confidenceOf(outputs: Float64Array): number {
  const [first = 0] = outputs;
  if (outputs.length === 1) return 1 / (1 + Math.exp(-Math.abs(first)));
  const top = outputs.reduce((most, value) => Math.max(most, value), first);
  return 1 / outputs.reduce((sum, value) => sum + Math.exp(value - top), 0);
}

/** Softmax of the winner, or of a single output the sigmoid of its side: exact at each place of a dense line. */
export function confidenceLine(path: WalkedPath, shares: Float64Array): Line {
  const at = places(shares);
  const line = new Float64Array(2 * at.length);
  at.forEach((share, i) => {
    line[2 * i] = share;
    line[2 * i + 1] = confidenceOf(outputsAt(path.walk, timeAt(path, share)));
  });
  return line;
}

/** One number a piece as a line of steps. */
export function stepLine(shares: Float64Array, valueAt: (piece: number) => number): Line {
  const pieces = shares.length - 1;
  const line = new Float64Array(4 * pieces);
  for (let p = 0; p < pieces; p++) {
    const value = valueAt(p);
    line[4 * p] = shares[p] as number;
    line[4 * p + 1] = value;
    line[4 * p + 2] = shares[p + 1] as number;
    line[4 * p + 3] = value;
  }
  return line;
}

/** Crossings so far and Hamming distance from the start, over all gated layers, one a piece. */
export function runningCounts({ walk }: WalkedPath): { readonly crossings: Int32Array; readonly hamming: Int32Array } {
  if (!('codes' in walk))
    return { crossings: Int32Array.from(walk.crossingOffsets.subarray(1)), hamming: walk.distances };
  const { layers, pieces, crossings, hamming } = pathProfile(walk);
  const sum = (rows: Int32Array): Int32Array =>
    Int32Array.from({ length: pieces }, (_, p) =>
      layers.reduce((total, _layer, row) => total + (rows[row * pieces + p] as number), 0),
    );
  return { crossings: sum(crossings), hamming: sum(hamming) };
}

/** One number a sample as a line. */
const sampleLine = (path: WalkedPath, times: ArrayLike<number>, values: ArrayLike<number>): Line =>
  Float64Array.from(Array.from(times, (t, i) => [shareAt(path, t), values[i] as number]).flat());

/** Norms of maps along the path, with what they are of: on each piece, or where those are too many at samples. */
export interface NormLine extends Pick<SampledNorm, 'of'> {
  readonly points: Line;
}

/** None where they are not there yet, or maps of all inputs are too many. Cost: see `pathNorms`; of samples none. */
export function normLines(path: WalkedPath, shares: Float64Array): readonly NormLine[] {
  const { network, walk, samples } = path;
  if (samples) return samples.norms.map(({ of, values }) => ({ of, points: sampleLine(path, samples.times, values) }));
  if (!('codes' in walk) || !hasAllGradients(network)) return [];
  const { spectral } = pathNorms(network, walk);
  return [{ of: 'all', points: stepLine(shares, (piece) => spectral[piece] as number) }];
}

const degrees = (angles: Float64Array): Float64Array => angles.map((angle) => (angle / Math.PI) * 180);

/** Angles in degrees between the activations of all hidden layers (without any: the inputs) at each place and at the start; none while samples are awaited. */
export function angleLines(path: WalkedPath): readonly Line[] {
  const { network, walk, samples } = path;
  if (samples) return samples.angles.map((angles) => sampleLine(path, samples.times, degrees(angles)));
  if (!('codes' in walk)) return [];
  const last = lastHidden(network);
  const layers = last === 0 ? [0] : Array.from({ length: last }, (_, i) => i + 1);
  const at = Array.from({ length: SAMPLES / 2 + 1 }, (_, i) => (2 * i) / SAMPLES);
  const times = at.map((share) => timeAt(path, share));
  return layerAngles(network, path.vertices, layers, times).map((angles) =>
    Float64Array.from(Array.from(degrees(angles), (angle, i) => [at[i] as number, angle]).flat()),
  );
}

/** The last hidden layer of the network walked; 0 where it has none: its inputs. */
export const lastHidden = ({ layers }: Network): number => layers.length - 1;

/** Distance between the ends, in the space in which the path is straight. */
export function endDistance({ vertices }: WalkedPath): number {
  const [a, b] = [vertices[0], vertices[vertices.length - 1]];
  return a && b ? euclideanNorm(a.map((value, k) => value - (b[k] as number))) : 0;
}
