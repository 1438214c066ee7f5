import { f64 } from '../math/typed';
import type { Slice } from '../slice/slice';
import { affineOp } from './affine';
import { unitEntry } from './entries';
import { layerPieces, unitPiece } from './held';
import { codeLayout, type Layer, type Network } from './network';

/** f(x) = A x + c. A is rows × cols, row-major. */
export interface AffineMap {
  readonly rows: number;
  readonly cols: number;
  readonly A: Float64Array;
  readonly c: Float64Array;
}

export interface LocalMapOptions {
  /** Read out the pre-activation of this layer (from 1) instead of the network's output. */
  readonly readout?: number;
  /** Give A in slice coordinates (cols = 2) and c at the slice's origin. */
  readonly slice?: Slice;
}

/** Slopes and offsets of a layer's units in their present pieces. */
export interface Gates {
  readonly slopes: Float64Array;
  readonly offsets: Float64Array;
}

/** Slopes and offsets of every unit under a packed code, one pair a layer; layers without gates have one piece. */
export function gatesOf(network: Network, code: Uint32Array, start = 0): Gates[] {
  const gatedLayers = new Map(codeLayout(network).gated.map((gated) => [gated.layer, gated]));
  return network.layers.map((layer, index) => {
    const gated = gatedLayers.get(index + 1);
    const f = gated?.activation ?? layerPieces(layer);
    const slopes = new Float64Array(layer.outputSize);
    const offsets = new Float64Array(layer.outputSize);
    for (let j = 0; j < layer.outputSize; j++) {
      const piece = gated ? unitEntry(gated, code, start, j) : 0;
      slopes[j] = f.slopes[piece] as number;
      offsets[j] = f.offsets[piece] as number;
    }
    return { slopes, offsets };
  });
}

/** Slopes and offsets of every unit in the pieces that hold its pre-activations z, one pair a layer. */
export function gatesAt(network: Network, z: readonly Float64Array[]): Gates[] {
  return network.layers.map((layer, index) => {
    const f = layerPieces(layer);
    const values = z[index] as Float64Array;
    const slopes = new Float64Array(layer.outputSize);
    const offsets = new Float64Array(layer.outputSize);
    for (let j = 0; j < layer.outputSize; j++) {
      const piece = unitPiece(f, layer.held, j, f64(values, j));
      slopes[j] = f.slopes[piece] as number;
      offsets[j] = f.offsets[piece] as number;
    }
    return { slopes, offsets };
  });
}

/**
 * The local affine map of the polytope with this code: A_s = W_L D_{L−1} … D_1 W_1 and its constant (theory §1),
 * row by row from the read-out backwards. Cost: outputs × weights.
 */
export function localAffineMap(network: Network, code: Uint32Array, options: LocalMapOptions = {}): AffineMap {
  return mapOfGates(network, gatesOf(network, code), options);
}

/** The same, given the slopes and offsets of the units. */
export function mapOfGates(network: Network, gates: readonly Gates[], options: LocalMapOptions = {}): AffineMap {
  const layers = network.layers.slice(0, options.readout ?? network.layers.length);
  const rows = (layers[layers.length - 1] as Layer).outputSize;
  const cols = network.inputSize;
  const A = new Float64Array(rows * cols);
  const c = new Float64Array(rows);
  const chain = { layers, gates, constants: constantsOf(layers, gates), throughLast: options.readout === undefined };
  writeRows(
    chain,
    Array.from({ length: rows }, (_, r) => r),
    A,
    c,
  );
  const map = { rows, cols, A, c };
  return options.slice ? mapOnSlice(map, options.slice) : map;
}

/** The rows of the same map for some of the outputs, in their order. Cost: a pass backwards each. */
export function rowsOfMap(network: Network, gates: readonly Gates[], outputs: readonly number[]): AffineMap {
  const cols = network.inputSize;
  const A = new Float64Array(outputs.length * cols);
  const { layers } = network;
  const chain = { layers, gates, constants: constantsOf(layers, gates), throughLast: true };
  const c = new Float64Array(outputs.length);
  writeRows(chain, outputs, A, c);
  return { rows: outputs.length, cols, A, c };
}

/** Whether a layer has offsets or biases that are not 0: most of many layers have none. */
interface Constants {
  readonly offsets: boolean;
  readonly bias: boolean;
}

const isNotZero = (value: number): boolean => value !== 0;

const constantsOf = (layers: readonly Layer[], gates: readonly Gates[]): Constants[] =>
  layers.map(({ bias }, l) => ({ offsets: (gates[l] as Gates).offsets.some(isNotZero), bias: bias.some(isNotZero) }));

/** The layers that a map leads through. */
interface Chain {
  readonly layers: readonly Layer[];
  readonly gates: readonly Gates[];
  readonly constants: readonly Constants[];
  /** Whether it is read out behind the last activation. */
  readonly throughLast: boolean;
}

/** Rows that go backwards together through layers of structure: each weight is read once for all. */
const TOGETHER = 12;

/** Writes rows of A, those of the given outputs in order, and their constants. */
function writeRows(chain: Chain, outputs: readonly number[], A: Float64Array, c: Float64Array): void {
  const together = chain.layers.some(({ kind }) => kind === 'program') ? TOGETHER : 1;
  for (let first = 0; first < outputs.length; first += together)
    rowsTogether(chain, outputs.slice(first, first + together), A, c, first);
}

/** The rows of a few outputs side by side: entry j of row i is at j·count + i. */
function rowsTogether(
  { layers, gates, constants, throughLast }: Chain,
  outputs: readonly number[],
  A: Float64Array,
  c: Float64Array,
  first: number,
): void {
  const count = outputs.length;
  const last = layers.length - 1;
  let rows = new Float64Array((layers[last] as Layer).outputSize * count);
  outputs.forEach((r, i) => {
    rows[r * count + i] = 1;
  });
  for (let l = last; l >= 0; l--) {
    const layer = layers[l] as Layer;
    const { slopes, offsets } = gates[l] as Gates;
    const { offsets: hasOffsets, bias: hasBias } = constants[l] as Constants;
    if (l < last || throughLast) {
      if (hasOffsets) addProducts(rows, offsets, c, first, count);
      for (let j = 0, at = 0; j < slopes.length; j++)
        for (let i = 0; i < count; i++, at++) rows[at] = f64(rows, at) * f64(slopes, j);
    }
    if (hasBias) addProducts(rows, layer.bias, c, first, count);
    const before = new Float64Array(layer.inputSize * count);
    if (count === 1) affineOp(layer).applyTransposed(rows, before);
    else affineOp(layer).applyTransposedMany(rows, before, count);
    rows = before;
  }
  const cols = rows.length / count;
  for (let i = 0; i < count; i++) for (let k = 0; k < cols; k++) A[(first + i) * cols + k] = f64(rows, k * count + i);
}

/** c[first + i] += row i · b. */
function addProducts(rows: Float64Array, b: Float64Array, c: Float64Array, first: number, count: number): void {
  for (let i = 0; i < count; i++) {
    let sum = 0;
    for (let j = 0, at = i; j < b.length; j++, at += count) sum += f64(rows, at) * f64(b, j);
    c[first + i] = f64(c, first + i) + sum;
  }
}

/** The map as a function of slice coordinates: A [e1 e2] and A·origin + c. */
export function mapOnSlice(map: AffineMap, slice: Slice): AffineMap {
  const A = new Float64Array(map.rows * 2);
  const c = Float64Array.from(map.c);
  for (let r = 0; r < map.rows; r++) {
    let a1 = 0;
    let a2 = 0;
    let constant = f64(c, r);
    for (let k = 0; k < map.cols; k++) {
      const a = f64(map.A, r * map.cols + k);
      a1 += a * f64(slice.e1, k);
      a2 += a * f64(slice.e2, k);
      constant += a * f64(slice.origin, k);
    }
    A[2 * r] = a1;
    A[2 * r + 1] = a2;
    c[r] = constant;
  }
  return { rows: map.rows, cols: 2, A, c };
}

/** A x + c. */
export function applyMap(map: AffineMap, x: ArrayLike<number>): Float64Array {
  return map.c.map((constant, r) => {
    let sum = 0;
    for (let k = 0; k < map.cols; k++) sum += f64(map.A, r * map.cols + k) * (x[k] as number);
    return sum + constant;
  });
}
