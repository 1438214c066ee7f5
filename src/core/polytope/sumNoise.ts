/** What rounding may make of values and gradients under fixed gates: the one place of these bounds. */
import { f64 } from '../math/typed';
import { affineOp } from '../network/affine';
import type { Layer } from '../network/network';

/** Rounding of one sum of products, relative to the magnitude of its terms. */
export const ROUNDING = 2 ** -50;

/** How far z of a layer may be off where its inputs may be by `noise`. Cost: two passes through the layer. */
export function valueNoise(layer: Layer, input: Float64Array, noise: Float64Array): Float64Array<ArrayBuffer> {
  const terms = new Float64Array(layer.outputSize);
  affineOp(layer).applyAbsolute(input.map(Math.abs), terms);
  return withRounding(layer, noise, terms);
}

/**
 * How far ‖∇z‖ of a layer's units may be off, where the gradients of its inputs have these lengths and may be off by `noise`. Cost: two
 * passes through the layer.
 */
export function gradientNoise(layer: Layer, lengths: Float64Array, noise: Float64Array): Float64Array<ArrayBuffer> {
  const terms = new Float64Array(layer.outputSize);
  affineOp(layer).applyMagnitudes(lengths, terms);
  return withRounding(layer, noise, terms);
}

function withRounding(layer: Layer, noise: Float64Array, terms: Float64Array): Float64Array<ArrayBuffer> {
  const off = new Float64Array(layer.outputSize);
  affineOp(layer).applyErrors(noise, off);
  for (let j = 0; j < off.length; j++) off[j] = f64(off, j) + ROUNDING * f64(terms, j);
  return off;
}

/** What is positive of each unit, behind its slope. */
export const throughSlopes = (positive: Float64Array, slopes: Float64Array): Float64Array<ArrayBuffer> =>
  Float64Array.from(positive, (value, j) => Math.abs(f64(slopes, j)) * value);
