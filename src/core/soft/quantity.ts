/** One number of a softened network at each place of a slice: what soft fields show. */
import { f64 } from '../math/typed';
import { affineOp } from '../network/affine';
import { layerPieces, unitPiece } from '../network/held';
import type { Network } from '../network/network';
import { metric, pointInInput, type Slice } from '../slice/slice';
import { codeEntropy, expectedActive, type SoftPass, softPass } from './pass';
import type { Softness } from './softness';
import { quantityFault, type SoftQuantity } from './softQuantity';

/**
 * The number at slice coordinates (p, q), in float64. Cost: a soft forward pass; of the distance three columns through every
 * layer twice more. Throws a RangeError where `quantityFault` has something to say.
 */
export function softQuantity(
  network: Network,
  gates: Softness,
  slice: Slice,
  quantity: SoftQuantity,
): (p: number, q: number) => number {
  const fault = quantityFault(network, quantity);
  if (fault) throw new RangeError(fault);
  const read = quantity.kind === 'distance' ? mapDistance(network, slice) : reader(quantity);
  return (p, q) => read(softPass(network, gates, pointInInput(slice, [p, q])), p, q);
}

function reader(quantity: Exclude<SoftQuantity, { kind: 'distance' }>): (pass: SoftPass) => number {
  switch (quantity.kind) {
    case 'entropy':
      return (pass) => entropyAt(pass, quantity.layer, quantity.unit);
    case 'likeliest':
      return (pass) => Math.exp(likeliestLog(pass));
    case 'active':
      return expectedActive;
    case 'output':
      return ({ output }) => f64(output, quantity.index);
    default:
      throw new RangeError('invalid quantity');
  }
}

function entropyAt(pass: SoftPass, layer: number | null, unit: number | null): number {
  const { layers, total } = codeEntropy(pass);
  if (layer === null) return total;
  const at = pass.codes.findIndex((code) => code.layer === layer);
  return unit === null ? (layers[at] as number) : f64((pass.codes[at] as SoftPass['codes'][0]).entropies, unit);
}

/** ln of the largest p(s|x): each unit's likeliest piece, and each contest's likeliest winner. */
function likeliestLog({ codes }: SoftPass): number {
  let sum = 0;
  const add = (p: Float64Array): void => {
    let most = 0;
    for (const value of p) if (value > most) most = value;
    sum += Math.log(most);
  };
  for (const { size, pieces, probabilities, reach, entrants, windows } of codes) {
    for (let w = 0; entrants && windows && w + 1 < windows.length; w++)
      add(entrants.subarray(windows[w], windows[w + 1]));
    if (!reach) for (let j = 0; j < size; j++) add(probabilities.subarray(j * pieces, (j + 1) * pieces));
  }
  return sum;
}

/** What each layer multiplies its pre-activations with. */
type Slopes = readonly Float64Array[];

/**
 * ‖(A_soft − A_hard) E‖_F, E an orthonormal basis of the slice's plane: the soft map of all layers beside the map of the
 * polytope that the place lies in. Three columns go forwards: the two axes, and the hard network's input. A code that is read
 * out after the last layer is left out of both.
 */
export function mapDistance(network: Network, slice: Slice): (pass: SoftPass, p: number, q: number) => number {
  const norm = sliceNorm(network, slice);
  return (pass, p, q) =>
    norm(
      mapColumns(
        network,
        slice,
        pass.gates.map((gate) => gate.slopes),
      ),
      hardColumns(network, slice, pointInInput(slice, [p, q])),
    );
}

/** The same of the map of the polytope that x lies in. */
export const hardColumns = (network: Network, slice: Slice, x: Float64Array): Float64Array =>
  columns(network, slice, null, x);

/** A·e1 and A·e2, one after the other, of the map that multiplies each layer's pre-activations with these slopes. Cost: three passes. */
export const mapColumns = (network: Network, slice: Slice, slopes: Slopes): Float64Array =>
  columns(network, slice, slopes, new Float64Array(network.inputSize)).subarray(0, 2 * network.outputSize);

/** ‖(A − B) E‖_F from the columns of two maps; B absent: ‖A E‖_F. */
export function sliceNorm(network: Network, slice: Slice): (a: Float64Array, b?: Float64Array) => number {
  const { g11, g12, g22, areaScale } = metric(slice);
  const n = network.outputSize;
  return (a, b) => {
    let [pp, pq, qq] = [0, 0, 0];
    for (let r = 0; r < n; r++) {
      const dp = f64(a, r) - (b ? f64(b, r) : 0);
      const dq = f64(a, n + r) - (b ? f64(b, n + r) : 0);
      pp += dp * dp;
      pq += dp * dq;
      qq += dq * dq;
    }
    // With one input the two axes are not independent: the second one is none.
    if (network.inputSize === 1) return Math.sqrt(pp / g11);
    return Math.sqrt(Math.max(0, g22 * pp - 2 * g12 * pq + g11 * qq)) / areaScale;
  };
}

/** ∂/∂p, ∂/∂q and a third column after the last layer, under given slopes; null: those of the third column's hard code. */
function columns(network: Network, { e1, e2 }: Slice, slopes: Slopes | null, x: Float64Array): Float64Array {
  const d = network.inputSize;
  let h = new Float64Array(3 * d);
  h.set(e1);
  h.set(e2, d);
  h.set(x, 2 * d);
  network.layers.forEach((layer, l) => {
    const n = layer.outputSize;
    const z = new Float64Array(3 * n);
    affineOp(layer).apply(h, z, 3);
    const f = layerPieces(layer);
    for (let j = 0; j < n; j++) {
      const value = f64(z, 2 * n + j);
      const piece = slopes ? 0 : unitPiece(f, layer.held, j, value);
      const slope = slopes ? f64(slopes[l] as Float64Array, j) : (f.slopes[piece] as number);
      z[j] = slope * f64(z, j);
      z[n + j] = slope * f64(z, n + j);
      z[2 * n + j] = slopes ? 0 : slope * value + (f.offsets[piece] as number);
    }
    h = z;
  });
  return h;
}
