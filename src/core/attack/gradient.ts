import { f64 } from '../math/typed';
import { affineOp } from '../network/affine';
import { preActivations, readOut } from '../network/forward';
import { gatesAt } from '../network/localMap';
import type { Layer, Network } from '../network/network';
import { atOnce, type Steps } from '../partition/steps';
import { type ClassLoss, classLoss } from './loss';

/** A class's loss at an input, and where it leads: ∇_x loss = `rest` · `direction`. */
export interface LossGradient extends ClassLoss {
  readonly output: Float64Array;
  /** Aᵀ `weights`, of length d; zeros where the loss does not change on the polytope of x. */
  readonly direction: Float64Array;
}

/**
 * Loss and gradient of a class with respect to the input, from the local affine map of x: ∇_x loss = Aᵀ ∂loss/∂f by one product
 * a layer backwards, without forming A. The direction stays exact where the factor 1 − p in front of it is next to nothing. On a
 * boundary the gradient is that of the piece which x is taken to lie on. Cost: two passes. Throws a RangeError where there is no
 * such class.
 */
export const lossGradient = (network: Network, x: ArrayLike<number>, target: number): LossGradient =>
  atOnce(gradientSteps(network, x, target));

/** The same in two steps, a pass each. */
export function* gradientSteps(network: Network, x: ArrayLike<number>, target: number): Steps<LossGradient> {
  const z = preActivations(network, x);
  yield 1;
  const output = readOut(network, z[z.length - 1] as Float64Array);
  const loss = classLoss(output, target);
  const direction = backwards(network, z, loss.weights);
  yield 1;
  return { ...loss, output, direction };
}

/** ∇_x loss itself: a new array of length d. */
export const gradientOf = ({ rest, direction }: LossGradient): Float64Array => direction.map((value) => rest * value);

function backwards(network: Network, z: readonly Float64Array[], weights: Float64Array): Float64Array {
  const gates = gatesAt(network, z);
  let row = weights;
  for (let l = network.layers.length - 1; l >= 0; l--) {
    const layer = network.layers[l] as Layer;
    const { slopes } = gates[l] as (typeof gates)[number];
    const before = new Float64Array(layer.inputSize);
    affineOp(layer).applyTransposed(
      row.map((value, j) => value * f64(slopes, j)),
      before,
    );
    row = before;
  }
  return row;
}
