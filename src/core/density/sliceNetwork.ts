import { f64 } from '../math/typed';
import { affineOp } from '../network/affine';
import { layerPieces, unitPiece } from '../network/held';
import type { Layer, Network } from '../network/network';
import type { Slice } from '../slice/slice';

/** A network as a function of slice coordinates: the first layer is multiplied with the plane once. */
export interface SliceNetwork {
  /** Pre-activations of the point asked about last, one array a layer: the same arrays again and again. */
  readonly z: readonly Float64Array[];
  /** Fills z at (p, q), moved by `step` in z_1 (what a vector of the input space changes it by), `sign` times. */
  at(p: number, q: number, step?: Float64Array, sign?: number): void;
  /** What z_1 changes by along a vector of the input space. Cost: the first layer's weights. */
  along(vector: Float64Array): Float64Array;
}

/** h = act(z) into `h`. */
type Activate = (z: Float64Array, h: Float64Array) => void;

function activation(layer: Layer): Activate {
  const f = layerPieces(layer);
  if (layer.activation.name === 'relu' && !layer.held)
    return (z, h) => {
      for (let j = 0; j < z.length; j++) h[j] = f64(z, j) > 0 ? f64(z, j) : 0;
    };
  return (z, h) => {
    for (let j = 0; j < z.length; j++) {
      const piece = unitPiece(f, layer.held, j, f64(z, j));
      h[j] = (f.slopes[piece] as number) * f64(z, j) + (f.offsets[piece] as number);
    }
  };
}

/** z_1 as a function of the plane: columns e1, e2 and origin (with the bias) of the first layer's units. */
function planeColumns(layer: Layer, { origin, e1, e2 }: Slice): Float64Array {
  const d = layer.inputSize;
  const input = new Float64Array(3 * d);
  input.set(e1);
  input.set(e2, d);
  input.set(origin, 2 * d);
  const columns = new Float64Array(3 * layer.outputSize);
  affineOp(layer).apply(input, columns, 3);
  return columns;
}

/**
 * The pre-activations on a slice. Rounding differs from a forward pass from the input by the order of sums alone. Cost a point:
 * the weights of the layers after the first.
 */
export function sliceNetwork(network: Network, slice: Slice): SliceNetwork {
  const { layers } = network;
  const first = layers[0] as Layer;
  const n = first.outputSize;
  const columns = planeColumns(first, slice);
  const z = layers.map((layer) => new Float64Array(layer.outputSize));
  const h = layers.map((layer) => new Float64Array(layer.outputSize));
  const activations = layers.map(activation);
  const ops = layers.map(affineOp);
  return {
    z,
    at(p, q, step, sign = 1) {
      const z1 = z[0] as Float64Array;
      for (let j = 0; j < n; j++) {
        const value = f64(columns, 2 * n + j) + p * f64(columns, j) + q * f64(columns, n + j);
        z1[j] = step ? value + sign * f64(step, j) : value;
      }
      for (let l = 1; l < layers.length; l++) {
        activations[l - 1]?.(z[l - 1] as Float64Array, h[l - 1] as Float64Array);
        ops[l]?.apply(h[l - 1] as Float64Array, z[l] as Float64Array, 1);
      }
    },
    along(vector) {
      // The bias is added to the last column only, which is left.
      const pair = new Float64Array(2 * first.inputSize);
      pair.set(vector);
      const both = new Float64Array(2 * n);
      affineOp(first).apply(pair, both, 2);
      return both.slice(0, n);
    },
  };
}
