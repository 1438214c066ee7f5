import { f64 } from '../math/typed';
import { piecewiseLinear } from '../network/activation';
import { affineOp } from '../network/affine';
import { activate, preActivations } from '../network/forward';
import type { Layer, Network } from '../network/network';
import { type Polygon, pointInInput, type Slice, type SlicePoint } from '../slice/slice';
import { EngineError } from './errors';

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
export function preActivationNoise(network: Network, slice: Slice, domain: Polygon): Float64Array[] {
  const largest = largestActivations(network, slice, domain);
  let errors = (largest[0] as Float64Array).map((h) => h * 2 ** -52);
  checkOverflow(network, largest[0] as Float64Array);
  return network.layers.map((layer, index) => {
    const op = affineOp(layer);
    const noise = new Float64Array(layer.outputSize);
    const inherited = new Float64Array(layer.outputSize);
    op.applyAbsolute(largest[index] as Float64Array, noise);
    op.applyErrors(errors, inherited);
    for (let j = 0; j < noise.length; j++) noise[j] = NOISE_FACTOR * f64(noise, j) + f64(inherited, j);
    const steepest = Math.max(...piecewiseLinear(layer.activation).slopes.map(Math.abs));
    errors = noise.map((e) => e * steepest);
    return noise;
  });
}

/** Largest |h_k| of the input and after each layer: exact bounds for the input, a grid of the domain for the rest. */
function largestActivations(network: Network, slice: Slice, domain: Polygon): Float64Array[] {
  const extent = (axis: 0 | 1): number => Math.max(...domain.map((corner) => Math.abs(corner[axis])));
  const [p, q] = [extent(0), extent(1)];
  const largest = [
    slice.origin.map((o, i) => Math.abs(o) + p * Math.abs(f64(slice.e1, i)) + q * Math.abs(f64(slice.e2, i))),
    ...network.layers.map((layer) => new Float64Array(layer.outputSize)),
  ];
  for (const sample of samplePoints(domain)) {
    preActivations(network, pointInInput(slice, sample)).forEach((z, index) => {
      const f = piecewiseLinear((network.layers[index] as Layer).activation);
      const most = largest[index + 1] as Float64Array;
      for (let j = 0; j < z.length; j++) most[j] = Math.max(f64(most, j), Math.abs(activate(f, f64(z, j))));
    });
  }
  return largest;
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

function checkOverflow(network: Network, input: Float64Array): void {
  let bound = input;
  network.layers.forEach((layer, index) => {
    const z = new Float64Array(layer.outputSize);
    affineOp(layer).applyAbsolute(bound, z);
    const unit = z.findIndex((value) => !(value < LARGEST));
    if (unit >= 0)
      throw new EngineError(
        `layer ${index + 1}, unit ${unit}: its weights are too large, the pre-activation overflows float64 on this domain`,
      );
    const f = piecewiseLinear(layer.activation);
    const slope = Math.max(...f.slopes.map(Math.abs));
    const offset = Math.max(...f.offsets.map(Math.abs));
    bound = z.map((value) => value * slope + offset);
  });
}
