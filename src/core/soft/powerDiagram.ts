/**
 * A layer of max-affine splines as a vector quantiser: the cells of its codes are those of a power diagram. Source: Balestriero,
 * Cosentino, Aazhang & Baraniuk, "The Geometry of Deep Networks: Power Diagram Subdivision" (1905.08443).
 */
import { orthonormalAxes } from '../analysis/coordinates';
import { f64 } from '../math/typed';
import { type PiecewiseLinear, piecewiseLinear } from '../network/activation';
import { affineOp } from '../network/affine';
import { readEntry } from '../network/entries';
import { layerPieces } from '../network/held';
import { type CodeLayout, codeLayout, type Layer, type Network } from '../network/network';
import { pointInInput, type Slice } from '../slice/slice';

/** Whether the pieces are a maximum of affine functions: they meet, and the slopes rise. */
export function isMaxAffine({ slopes, offsets, thresholds }: PiecewiseLinear): boolean {
  return thresholds.every((t, r) => {
    const [a, b] = [slopes[r] as number, slopes[r + 1] as number];
    const [o, u] = [offsets[r] as number, offsets[r + 1] as number];
    return a < b && Math.abs(a * t + o - (b * t + u)) <= 1e-12 * (1 + Math.abs(t));
  });
}

/** The cells of some codes, in orthonormal coordinates s of the slice: x = origin + s₁ u₁ + s₂ u₂. */
export interface PowerCells {
  /** Codes × 2. */
  readonly centres: Float64Array;
  /** w of each cell, argmin ‖s − centre‖² − w: a squared radius, which may be negative. Only differences matter. */
  readonly weights: Float64Array;
  /** By how much rounding may move a power at an s of length r: `noise[0] + noise[1]·r + noise[2]·r²`. */
  readonly noise: readonly [number, number, number];
}

/**
 * Centres and weights of the codes (packed, `words` each) of a network's first layer, on a slice of its inputs. Source: a code
 * has the value Σ_j (a_j·x + b_j) = μ·x + b, which is largest where ‖x − μ‖² − ‖μ‖² − 2b is least; on the slice μ is
 * projected. Throws a RangeError where the first layer is no max-affine one.
 */
export function powerCells(network: Network, slice: Slice, codes: Uint32Array): PowerCells {
  const layer = network.layers[0] as Layer;
  const spline = piecewiseLinear(layer.activation);
  if (spline.slopes.length < 2 || !isMaxAffine(spline))
    throw new RangeError(`layer 1 is no layer of max-affine splines (${layer.activation.name})`);
  // A clamped unit adds the same affine function to every code that there is.
  const f = layerPieces(layer);
  const { lines, sizes } = unitLines(layer, slice);
  const layout = codeLayout(network, 1);
  const count = codes.length / layout.words;
  const centres = new Float64Array(2 * count);
  const weights = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const { u, v, constant } = valueOfCode(layout, f, lines, codes, i * layout.words);
    centres[2 * i] = u;
    centres[2 * i + 1] = v;
    weights[i] = u * u + v * v + 2 * constant;
  }
  return { centres, weights, noise: roundingOf(layer, f, lines, sizes) };
}

/** Of sums of as many terms as there are units and inputs, each no larger than those of all units together. */
function roundingOf(
  { inputSize, outputSize }: Layer,
  { slopes, offsets }: PiecewiseLinear,
  lines: Float64Array,
  sizes: Float64Array,
): PowerCells['noise'] {
  const most = (values: readonly number[]): number => values.reduce((top, value) => Math.max(top, Math.abs(value)), 0);
  let gradient = 0;
  let constant = 0;
  for (let j = 0; j < outputSize; j++) {
    gradient += most(slopes) * (Math.abs(f64(lines, 3 * j)) + Math.abs(f64(lines, 3 * j + 1)));
    constant += most(slopes) * f64(sizes, j) + most(offsets);
  }
  const unit = (inputSize + outputSize + 8) * 2 ** -52;
  return [unit * (gradient * gradient + 2 * constant), 2 * unit * gradient, unit];
}

/**
 * z_j = u·s₁ + v·s₂ + constant of each unit of the first layer, in orthonormal coordinates of the slice: units × 3. `sizes`: the
 * sum of the sizes of what is added up to each constant.
 */
function unitLines(layer: Layer, slice: Slice): { readonly lines: Float64Array; readonly sizes: Float64Array } {
  const [first, second] = orthonormalAxes(slice);
  const origin = pointInInput(slice, [0, 0]);
  const { inputSize: n, outputSize: m } = layer;
  const op = affineOp(layer);
  const places = new Float64Array(3 * n);
  places.set(first);
  places.set(second, n);
  places.set(origin, 2 * n);
  const columns = new Float64Array(3 * m);
  op.apply(places, columns, 3);
  const lines = new Float64Array(3 * m);
  for (let j = 0; j < m; j++) for (let c = 0; c < 3; c++) lines[3 * j + c] = f64(columns, c * m + j);
  const sizes = new Float64Array(m);
  op.applyAbsolute(origin.map(Math.abs), sizes);
  return { lines, sizes };
}

function valueOfCode(
  { gated }: CodeLayout,
  { slopes, offsets }: PiecewiseLinear,
  lines: Float64Array,
  codes: Uint32Array,
  start: number,
): { u: number; v: number; constant: number } {
  let u = 0;
  let v = 0;
  let constant = 0;
  const entry = gated[0];
  for (let j = 0; entry && j < entry.size; j++) {
    const piece = readEntry(codes, start, entry.firstBit + j * entry.bits, entry.bits);
    const slope = slopes[piece] as number;
    u += slope * f64(lines, 3 * j);
    v += slope * f64(lines, 3 * j + 1);
    constant += slope * f64(lines, 3 * j + 2) + (offsets[piece] as number);
  }
  return { u, v, constant };
}

/** The cell that holds s: the least ‖s − centre‖² − w, the first of equals. */
export function powerCellAt(
  { centres, weights }: Pick<PowerCells, 'centres' | 'weights'>,
  [s1, s2]: readonly [number, number],
): number {
  let best = 0;
  let least = Infinity;
  for (let i = 0; i < weights.length; i++) {
    const power = (s1 - f64(centres, 2 * i)) ** 2 + (s2 - f64(centres, 2 * i + 1)) ** 2 - f64(weights, i);
    if (power < least) {
      least = power;
      best = i;
    }
  }
  return best;
}
