/** One number a face: what the page colours, lists and sorts polytopes by. Arrays are in the order of the faces. */
import { exp } from '../math/elementary';
import { f64, i32, u32 } from '../math/typed';
import type { PiecewiseLinear } from '../network/activation';
import type { UnitRef } from '../network/boundaryGradient';
import { readEntry } from '../network/entries';
import type { GatedLayer } from '../network/network';
import { type Cells, type Coded, cellCount, layersOfUnits, unitIndex } from './cells';
import { layerDistance, popCount, wordMask } from './codeDistance';

/**
 * Which pieces count as active: where the activation has a flat piece (ReLU, hard tanh, ReLU6), those that are not flat;
 * where it has none (leaky ReLU, abs), those above the first threshold.
 */
export function activePieces({ slopes, thresholds }: PiecewiseLinear): readonly boolean[] {
  // Beyond its own there may be pieces that clamped units are held on (`layerPieces`): these say nothing of the others.
  const isFlat = slopes.slice(0, thresholds.length + 1).includes(0);
  return slopes.map((slope, piece) => (isFlat || piece > thresholds.length ? slope !== 0 : piece > 0));
}

/** Active units of each face (see `activePieces`), of all gated layers or of one. Cost: faces × words for two pieces. */
export function activeUnits(cells: Coded, layer?: number): Int32Array {
  const counts = new Int32Array(cellCount(cells));
  for (const gated of cells.layout.gated)
    if (layer === undefined || gated.layer === layer)
      for (let f = 0; f < counts.length; f++)
        counts[f] = i32(counts, f) + activeOfLayer(gated, cells.codes, f * cells.layout.words);
  return counts;
}

function activeOfLayer({ size, bits, firstBit, activation }: GatedLayer, codes: Uint32Array, start: number): number {
  const active = activePieces(activation);
  const end = firstBit + bits * size;
  let count = 0;
  if (bits === 1 && active[1] && !active[0]) {
    for (let w = firstBit >>> 5; 32 * w < end; w++)
      count += popCount(u32(codes, start + w) & wordMask(w, firstBit, end));
    return count;
  }
  for (let bit = firstBit; bit < end; bit += bits) if (active[readEntry(codes, start, bit, bits)]) count++;
  return count;
}

/**
 * The deepest layer (from 1) that cuts the face out of its surroundings: the largest among the units on its edges, those
 * on the domain's border aside. 0 where nothing cuts, or only a decision boundary does.
 */
export function lastCutLayers(cells: Cells): Int32Array {
  const { edgeFaces, edgeUnitOffsets, edgeUnits, layout } = cells;
  const layers = layersOfUnits(layout);
  const deepest = new Int32Array(cellCount(cells));
  for (let e = 0; 2 * e < edgeFaces.length; e++) {
    const left = i32(edgeFaces, 2 * e);
    const right = i32(edgeFaces, 2 * e + 1);
    if (left < 0 || right < 0) continue;
    let layer = 0;
    for (let i = u32(edgeUnitOffsets, e); i < u32(edgeUnitOffsets, e + 1); i++)
      layer = Math.max(layer, i32(layers, i32(edgeUnits, i)));
    deepest[left] = Math.max(layer, i32(deepest, left));
    deepest[right] = Math.max(layer, i32(deepest, right));
  }
  return deepest;
}

/**
 * Hamming distance of each face's code to a packed code: units in another piece (for several pieces entries count, not
 * bits). A complex that was cut by the first layers only takes the whole network's code, too, and compares those layers.
 * Throws a RangeError where the code has too few words.
 */
export function hammingTo(cells: Coded, code: Uint32Array): Int32Array {
  const { layout, codes } = cells;
  if (code.length < layout.words) throw new RangeError(`invalid code: ${code.length} words, not ${layout.words}`);
  const distances = new Int32Array(cellCount(cells));
  for (const gated of layout.gated)
    for (let f = 0; f < distances.length; f++)
      distances[f] = i32(distances, f) + layerDistance(layout, gated, codes, f * layout.words, code, 0);
  return distances;
}

/** The piece that one gated unit is in on each face (ReLU: 0 or 1). Throws a RangeError where the codes lack the unit. */
export function unitPieces(cells: Coded, unit: UnitRef): Uint8Array {
  const { layout, codes } = cells;
  const index = unitIndex(layout, unit);
  const { bits, firstBit, firstUnit } = layout.gated.find((gated) => gated.layer === unit.layer) as GatedLayer;
  const bit = firstBit + (index - firstUnit) * bits;
  return Uint8Array.from({ length: cellCount(cells) }, (_, f) => readEntry(codes, f * layout.words, bit, bits));
}

/** One output of each face, of `outputs` (faces × size, as `faceOutputs` gives them). RangeError for no such output. */
export function oneOutput(outputs: Float64Array, size: number, output: number): Float64Array {
  if (!(Number.isInteger(output) && output >= 0 && output < size))
    throw new RangeError(`invalid output: ${output} of ${size}`);
  return new Float64Array(outputs.length / size).map((_, f) => f64(outputs, f * size + output));
}

/**
 * Probability of one class at each face: the softmax of its outputs (faces × size); of a single output the logistic
 * function σ(z), whichever class is asked for. Without overflow, the same bits on every machine.
 */
export function probabilities(outputs: Float64Array, size: number, output: number): Float64Array {
  const values = oneOutput(outputs, size, size === 1 ? 0 : output);
  if (size === 1) return values.map((z) => 1 / (1 + exp(-z)));
  return values.map((z, f) => 1 / exponentialSum(outputs, f * size, size, z));
}

/** Σ e^(z_i − z) of a row of outputs; Infinity where z is far below the others. */
function exponentialSum(outputs: Float64Array, start: number, size: number, z: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += exp(f64(outputs, start + i) - z);
  return sum;
}

/**
 * Probability of the winning class at each face, from 1/size to 1: the largest softmax probability; of a single output
 * that of its sign's side, σ(|z|), from ½.
 */
export function confidences(outputs: Float64Array, size: number): Float64Array {
  return new Float64Array(outputs.length / size).map((_, f) => {
    let top = f64(outputs, f * size);
    if (size === 1) return 1 / (1 + exp(-Math.abs(top)));
    for (let i = 1; i < size; i++) top = Math.max(top, f64(outputs, f * size + i));
    return 1 / exponentialSum(outputs, f * size, size, top);
  });
}
