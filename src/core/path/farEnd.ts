import { f64 } from '../math/typed';
import { affineOp } from '../network/affine';
import { settleContests } from '../network/contest';
import { writeEntry } from '../network/entries';
import { isHeld, layerPieces, unitPiece } from '../network/held';
import { codeLayout, type GatedLayer, type Layer, type Network } from '../network/network';
import type { Steps } from '../partition/steps';
import { rowNoise } from './sweepNoise';
import type { RayWalk } from './types';
import { requirePoint } from './vertices';

/** A ray behind its last crossing: there its code stays, and f is affine for ever. */
export interface FarEnd extends Pick<RayWalk, 'outputSize' | 'values' | 'slope' | 'slopeNoise'> {
  /** Settled. */
  readonly code: Uint32Array;
  /**
   * Lengths of the direction up to where the last unit changes its piece; 0: none does. `values` are f there. Behind it nothing
   * changes; a match of a contest that changes last may have no crossing there.
   */
  readonly last: number;
}

/** Values that are affine along the ray under the code far out: at its origin, and their change. */
interface Line {
  readonly start: Float64Array;
  readonly slope: Float64Array;
  /** Bounds of their rounding; null: inputs as they come. */
  readonly startErrors: Float64Array | null;
  readonly slopeErrors: Float64Array | null;
}

/**
 * Where the ray from `origin` along `direction` ends up, without walking there: far out the slope of each pre-activation decides its
 * piece, and where it has none (or within rounding) the constant does. The code found so is in force exactly where all
 * pre-activations under it keep to their pieces, which is behind the last change. Throws an EngineError as `walkRay` does. Cost: some
 * passes through the network, with bounds of the rounding; a step is a layer.
 */
export function* farEnd(network: Network, origin: ArrayLike<number>, direction: ArrayLike<number>): Steps<FarEnd> {
  requirePoint(origin, network.inputSize, 'origin');
  requirePoint(direction, network.inputSize, 'direction');
  const layout = codeLayout(network);
  const entries = new Map(layout.gated.map((entry) => [entry.layer, entry]));
  const code = new Uint32Array(layout.words);
  let line: Line = {
    start: Float64Array.from(origin),
    slope: Float64Array.from(direction),
    startErrors: null,
    slopeErrors: null,
  };
  let last = 0;
  for (const [index, layer] of network.layers.entries()) {
    const entry = entries.get(index + 1);
    const z = through(layer, index, line);
    yield layer.inputSize + layer.outputSize;
    last = Math.max(last, settleFar(layer, entry, z, code));
    line = z;
  }
  settleContests(layout, code);
  const { start, slope } = line;
  const slopeNoise = line.slopeErrors ?? new Float64Array(slope.length);
  const values = start.map((value, k) => value + last * f64(slope, k));
  return { outputSize: network.outputSize, code, last, values, slope, slopeNoise };
}

/** From the values before a layer to its pre-activations, in arrays of their own. */
function through(layer: Layer, index: number, { start, slope, startErrors, slopeErrors }: Line): Line & Bounded {
  const { inputSize: n, outputSize: m } = layer;
  const op = affineOp(layer);
  const columns = new Float64Array(2 * n);
  columns.set(slope);
  columns.set(start, n);
  const z = new Float64Array(2 * m);
  op.apply(columns, z, 2);
  return {
    start: z.subarray(m),
    slope: z.subarray(0, m),
    startErrors: rowNoise(op, start.map(Math.abs), startErrors, index),
    slopeErrors: rowNoise(op, slope.map(Math.abs), slopeErrors, index),
  };
}

interface Bounded {
  readonly startErrors: Float64Array;
  readonly slopeErrors: Float64Array;
}

/** Puts pre-activations through the activation, each on its piece far out, and writes the code. Returns where the last of them gets there. */
function settleFar(layer: Layer, entry: GatedLayer | undefined, z: Line & Bounded, code: Uint32Array): number {
  const f = entry?.activation ?? layerPieces(layer);
  const { thresholds } = f;
  const { start, slope, startErrors, slopeErrors } = z;
  let last = 0;
  for (let j = 0; j < slope.length; j++) {
    const [a, b] = [f64(start, j), f64(slope, j)];
    const grows = Math.abs(b) > f64(slopeErrors, j);
    // What stays within rounding of a threshold lies on it.
    const steady = thresholds.find((t) => Math.abs(a - t) <= f64(startErrors, j)) ?? a;
    const piece = unitPiece(f, layer.held, j, grows ? (b > 0 ? Infinity : -Infinity) : steady);
    if (entry && j < entry.size) {
      writeEntry(code, 0, entry.firstBit + j * entry.bits, entry.bits, piece);
      const bound = thresholds[b > 0 ? thresholds.length - 1 : 0];
      if (grows && bound !== undefined && !isHeld(layer.held, j)) last = Math.max(last, (bound - a) / b);
    }
    const steepness = f.slopes[piece] as number;
    start[j] = steepness * a + (f.offsets[piece] as number);
    slope[j] = steepness * b;
    startErrors[j] = Math.abs(steepness) * f64(startErrors, j);
    slopeErrors[j] = Math.abs(steepness) * f64(slopeErrors, j);
  }
  return last;
}
