import { f64 } from '../math/typed';
import { affineOp } from '../network/affine';
import { forwardCost } from '../network/forwardCost';
import { activated, layerPieces } from '../network/held';
import type { Layer, Network } from '../network/network';
import { type Polygon, pointInInput, type Slice, type SlicePoint } from '../slice/slice';
import { EngineError } from './errors';
import { atOnce, type Steps } from './steps';

/**
 * A vertex counts as lying on a line when it is nearer than this, relative to the domain's diameter: cells thinner than
 * that are merged. Well above the rounding of a vertex (1e-16), well below what is promised (1e-12).
 */
export const MERGE_TOLERANCE = 1e-13;

/** How many units in the last place of a pre-activation's terms its rounding is taken to be. */
export const NOISE_FACTOR = 16 * 2 ** -53;

/** Magnitudes above this may overflow on the way. */
const LARGEST = 1e306;

/**
 * The rounding noise of each unit's pre-activation on the domain, one array a layer: NOISE_FACTOR × the magnitude of its
 * terms (Σ_k |W_jk| max|h_k| + |b_j|), and what the inputs' own noise adds (as the root of the sum of squares, since
 * worst-case bounds grow by ‖W‖₁ a layer and say nothing after ten). max|h_k| is taken over a grid of the domain.
 * Throws an EngineError naming layer and unit where a pre-activation may overflow.
 */
export const preActivationNoise = (network: Network, slice: Slice, domain: Polygon): Float64Array[] =>
  atOnce(noiseSteps(network, slice, domain));

/** The same in steps of a layer's pass. Together they cost `noiseCost`. */
export function* noiseSteps(network: Network, slice: Slice, domain: Polygon): Steps<Float64Array[]> {
  const input = largestInputs(slice, domain);
  const first = yield* checkOverflow(network, input);
  const largest = yield* largestActivations(network, slice, domain);
  let errors: Float64Array = input.map((h) => h * 2 ** -52);
  const all: Float64Array[] = [];
  for (const [index, layer] of network.layers.entries()) {
    const op = affineOp(layer);
    const noise = index === 0 ? first : new Float64Array(layer.outputSize);
    const inherited = new Float64Array(layer.outputSize);
    if (index > 0) {
      op.applyAbsolute(largest[index - 1] as Float64Array, noise);
      yield costOf(layer);
    }
    op.applyErrors(errors, inherited);
    addInherited(noise, inherited);
    const steepest = Math.max(...layerPieces(layer).slopes.map(Math.abs));
    errors = scaled(noise, steepest, 0);
    all.push(noise);
    yield costOf(layer);
  }
  return all;
}

const costOf = (layer: Layer): number => forwardCost({ layers: [layer] });

/** What the steps to the noise of a network cost, in multiplications. */
export function noiseCost(network: Network, domain: Polygon): number {
  const [first, ...later] = network.layers.map(costOf);
  const beyond = later.reduce((sum, cost) => sum + cost, 0);
  // The columns of the first layer serve all samples; the later layers have a pass for each, one for bounds, two for noise.
  return (first ?? 0) * (3 + 1 + 1) + beyond * (samplePoints(domain).length + 1 + 2);
}

/** Bounds of |x_k| on the domain. */
function largestInputs(slice: Slice, domain: Polygon): Float64Array {
  const extent = (axis: 0 | 1): number => Math.max(...domain.map((corner) => Math.abs(corner[axis])));
  const [p, q] = [extent(0), extent(1)];
  return slice.origin.map((o, i) => Math.abs(o) + p * Math.abs(f64(slice.e1, i)) + q * Math.abs(f64(slice.e2, i)));
}

/** Largest |h_k| after each layer, over a grid of the domain. The first layer is affine there: three columns of it serve. */
function* largestActivations(network: Network, slice: Slice, domain: Polygon): Steps<Float64Array[]> {
  const { layers } = network;
  const largest = layers.map((layer) => new Float64Array(layer.outputSize));
  const columns = firstColumns(layers[0] as Layer, slice, [0, 0]);
  yield 3 * costOf(layers[0] as Layer);
  for (const [p, q] of samplePoints(domain)) {
    let z = atPlace(columns, p, q);
    for (const [index, layer] of layers.entries()) {
      const h = activated(layer, z);
      keepLargest(largest[index] as Float64Array, h);
      const next = layers[index + 1];
      if (!next) continue;
      z = new Float64Array(next.outputSize);
      affineOp(next).apply(h, z, 1);
      yield costOf(next);
    }
  }
  return largest;
}

/** From sums of magnitudes to noise: their rounding, and what the inputs' noise adds. */
function addInherited(noise: Float64Array, inherited: Float64Array): void {
  for (let j = 0; j < noise.length; j++) noise[j] = NOISE_FACTOR * f64(noise, j) + f64(inherited, j);
}

function scaled(values: Float64Array, factor: number, offset: number): Float64Array {
  const out = new Float64Array(values.length);
  for (let j = 0; j < out.length; j++) out[j] = f64(values, j) * factor + offset;
  return out;
}

/** What three columns are at (p, q). Loops stand in functions of their own: in a generator they are not compiled as well. */
function atPlace(columns: Float64Array, p: number, q: number): Float64Array {
  const n = columns.length / 3;
  const z = new Float64Array(n);
  for (let j = 0; j < n; j++) z[j] = p * f64(columns, j) + q * f64(columns, n + j) + f64(columns, 2 * n + j);
  return z;
}

function keepLargest(most: Float64Array, values: Float64Array): void {
  for (let j = 0; j < most.length; j++) most[j] = Math.max(f64(most, j), Math.abs(f64(values, j)));
}

/** Columns (∂z/∂p, ∂z/∂q, z at the slice point `at`) of the first layer's pre-activations: 3 × size. */
export function firstColumns(layer: Layer, slice: Slice, at: SlicePoint): Float64Array {
  const columns = new Float64Array(3 * layer.inputSize);
  columns.set(slice.e1);
  columns.set(slice.e2, layer.inputSize);
  columns.set(pointInInput(slice, at), 2 * layer.inputSize);
  const z = new Float64Array(3 * layer.outputSize);
  affineOp(layer).apply(columns, z, 3);
  return z;
}

/** The corners and points between each corner and the centroid of corners. */
function samplePoints(domain: Polygon): SlicePoint[] {
  const n = domain.length;
  const cp = domain.reduce((sum, corner) => sum + corner[0] / n, 0);
  const cq = domain.reduce((sum, corner) => sum + corner[1] / n, 0);
  const points: SlicePoint[] = [[cp, cq]];
  for (const [p, q] of domain) for (const t of [0.5, 1]) points.push([cp + t * (p - cp), cq + t * (q - cq)]);
  return points;
}

/** Bounds of the first layer's terms, Σ_k |W_jk| |x_k| + |b_j|; throws where any layer's may overflow. */
function* checkOverflow(network: Network, input: Float64Array): Steps<Float64Array> {
  let bound: Float64Array = input;
  let first: Float64Array | null = null;
  for (const [index, layer] of network.layers.entries()) {
    const z = new Float64Array(layer.outputSize);
    affineOp(layer).applyAbsolute(bound, z);
    const unit = z.findIndex((value) => !(value < LARGEST));
    if (unit >= 0)
      throw new EngineError(
        `layer ${index + 1}, unit ${unit}: its weights are too large, the pre-activation overflows float64 on this domain`,
      );
    const f = layerPieces(layer);
    const slope = Math.max(...f.slopes.map(Math.abs));
    const offset = Math.max(...f.offsets.map(Math.abs));
    bound = scaled(z, slope, offset);
    first ??= z;
    yield costOf(layer);
  }
  return first as Float64Array;
}
