import { f64 } from '../math/typed';
import { affineOp } from '../network/affine';
import { preActivationsAfter } from '../network/forward';
import type { Layer, Network } from '../network/network';
import type { Slice } from '../slice/slice';

/** A network as a function of slice coordinates: the first layer is multiplied with the plane once. */
export interface SliceNetwork {
  /** z_1 at (p, q), into a new array. Cost: three terms a unit of the first layer. */
  first(p: number, q: number): Float64Array;
  /** z_1 … z_L at (p, q), one array a layer; without the first layer's cost in the inputs. */
  preActivations(p: number, q: number): Float64Array[];
  /** What z_1 changes by along a vector of the input space. Cost: the first layer's weights. */
  along(vector: Float64Array): Float64Array;
}

/** The pre-activations on a slice. Rounding differs from a forward pass from the input by the order of sums alone. */
export function sliceNetwork(network: Network, { origin, e1, e2 }: Slice): SliceNetwork {
  const layer = network.layers[0] as Layer;
  const { inputSize: d, outputSize: n } = layer;
  const op = affineOp(layer);
  const input = new Float64Array(3 * d);
  input.set(e1);
  input.set(e2, d);
  input.set(origin, 2 * d);
  const columns = new Float64Array(3 * n);
  op.apply(input, columns, 3);
  const first = (p: number, q: number): Float64Array => {
    const z = new Float64Array(n);
    for (let j = 0; j < n; j++) z[j] = f64(columns, 2 * n + j) + p * f64(columns, j) + q * f64(columns, n + j);
    return z;
  };
  return {
    first,
    preActivations: (p, q) => preActivationsAfter(network, first(p, q)),
    along(vector) {
      // The bias is added to the last column only, which is left.
      const pair = new Float64Array(2 * d);
      pair.set(vector);
      const both = new Float64Array(2 * n);
      op.apply(pair, both, 2);
      return both.slice(0, n);
    },
  };
}
