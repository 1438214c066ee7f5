import { f64 } from '../math/typed';
import { affineOp } from '../network/affine';
import { requireAllGradients } from '../network/allGradients';
import type { Gates } from '../network/localMap';
import type { Layer, Network } from '../network/network';
import { rowSpace } from '../network/rowSpace';
import { rowNorm } from '../network/rows';
import { weightMatrix } from '../network/weightMatrix';
import { gradientNoise, ROUNDING, throughSlopes, valueNoise } from './sumNoise';

/** What is known of the units of one layer, inside one polytope. */
export interface LayerAffine {
  readonly layer: number;
  /** ∇z, units × columns, row-major. */
  readonly gradients: Float64Array;
  /** How far ‖∇z‖ may be off by rounding, one a unit. */
  readonly gradientNoise: Float64Array;
  /** z at the origin, and how far it may be off. */
  readonly values: Float64Array;
  readonly valueNoise: Float64Array;
}

/** Units of all layers as affine functions of x, and in which coordinates their gradients are. */
export interface UnitAffine {
  readonly columns: number;
  /** Orthonormal rows, columns × d: gradients are coordinates in them. Null: gradients are in R^d. */
  readonly basis: Float64Array | null;
  readonly layers: readonly LayerAffine[];
}

/**
 * Every unit's pre-activation as an affine function under these gates: gradient, and value at `origin`. With `reduced` and
 * more inputs than units in layer 1, gradients are coordinates in the row space of layer 1, where all of them lie.
 * Layers 1 … `upTo`. Cost: columns × the weights after layer 1. Throws a RangeError where that is too much.
 */
export function unitAffine(
  network: Network,
  gates: readonly Gates[],
  origin: Float64Array,
  upTo: number,
  reduced: boolean,
): UnitAffine {
  requireAllGradients(network);
  const first = network.layers[0] as Layer;
  const space = reduced && first.inputSize > first.outputSize ? rowSpace(first) : null;
  const columns = space?.rank ?? network.inputSize;
  const layers: LayerAffine[] = [];
  let input: Float64Array = origin;
  let inputNoise: Float64Array = new Float64Array(origin.length);
  for (let index = 0; index < upTo; index++) {
    const layer = network.layers[index] as Layer;
    const before = layers[index - 1];
    const slopes = before ? (gates[index - 1] as Gates).slopes : null;
    const steps =
      before && slopes
        ? nextGradients(layer, before, slopes, columns)
        : firstGradients(layer, space?.coordinates ?? null, columns);
    const level = { layer: index + 1, ...steps, ...valuesOf(layer, input, inputNoise) };
    layers.push(level);
    const { slopes: own, offsets } = gates[index] as Gates;
    input = level.values.map((z, j) => f64(own, j) * z + f64(offsets, j));
    inputNoise = throughSlopes(level.valueNoise, own);
  }
  return { columns, basis: space?.basis ?? null, layers };
}

function firstGradients(layer: Layer, coordinates: Float64Array | null, columns: number): Gradients {
  const noise = new Float64Array(layer.outputSize);
  const gradients = coordinates ?? weightMatrix(layer);
  // Coordinates come from projections, weights are what they are.
  if (coordinates)
    for (let j = 0; j < layer.outputSize; j++) noise[j] = ROUNDING * rowNorm(gradients, j * columns, columns);
  return { gradients, gradientNoise: noise };
}

type Gradients = Pick<LayerAffine, 'gradients' | 'gradientNoise'>;

function nextGradients(layer: Layer, before: Gradients, slopes: Float64Array, columns: number): Gradients {
  const gradients = new Float64Array(layer.outputSize * columns);
  affineOp(layer).applyRows(before.gradients, columns, slopes, gradients);
  const lengths = slopes.map((slope, k) => Math.abs(slope) * rowNorm(before.gradients, k * columns, columns));
  const noise = gradientNoise(layer, lengths, throughSlopes(before.gradientNoise, slopes));
  return { gradients, gradientNoise: noise };
}

function valuesOf(
  layer: Layer,
  input: Float64Array,
  inputNoise: Float64Array,
): Omit<LayerAffine, 'layer' | keyof Gradients> {
  const values = new Float64Array(layer.outputSize);
  affineOp(layer).apply(input, values, 1);
  return { values, valueNoise: valueNoise(layer, input, inputNoise) };
}
