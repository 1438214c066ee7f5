import { layerDistance } from '../analysis/codeDistance';
import { f64 } from '../math/typed';
import { hiddenActivation } from '../network/activations';
import { codeOf } from '../network/code';
import { preActivations } from '../network/forward';
import { activated } from '../network/held';
import { type CodeLayout, codeLayout, type Layer, type Network } from '../network/network';
import { tailAfter } from './activationSpace';
import { angleBetween } from './angle';

/** A pre-activation nearer to a threshold than so much of the largest one of its layer lies on it, as far as passes tell. */
const ROUNDING = 1e-11;

/** What the layers after a scaled activation are at some scales. */
export interface ScaleLook {
  /** The layer whose activation is scaled; 0: the inputs. */
  readonly layer: number;
  readonly scales: Float64Array;
  /** How many of them have been looked at, from the first on. */
  readonly done: number;
  /** A row for each layer after it, the last: the outputs. Radians between its activation at each scale and at 1; NaN where one is 0. */
  readonly angles: readonly Float64Array[];
  /**
   * A row for each gated layer after it: units on other pieces than at the scale before, so many crossings at least; of contests all rows
   * together.
   */
  readonly differing: readonly Int32Array[];
}

/**
 * The activation of layer `layer` at x, multiplied by each of `scales`, through the layers after it. Yields what it has so far, in
 * the same arrays, after every pass. Throws an EngineError for a layer that has none after it. Cost: a forward pass a scale.
 */
export function* lookAtScales(
  network: Network,
  x: ArrayLike<number>,
  layer: number,
  scales: Float64Array,
): Generator<ScaleLook, ScaleLook, undefined> {
  const tail = tailAfter(network, layer);
  const layout = codeLayout(tail);
  const h = hiddenActivation(network, x, layer);
  const passAt = (k: number) => {
    const z = preActivations(
      tail,
      h.map((value) => k * value),
    );
    return { z, rows: z.map((values, l) => activated(tail.layers[l] as Layer, values)) };
  };
  const whole = passAt(1).rows;
  const angles = tail.layers.map(() => new Float64Array(scales.length).fill(Number.NaN));
  const differing = layout.gated.map(() => new Int32Array(scales.length));
  const look = (done: number): ScaleLook => ({ layer, scales, done, angles, differing });
  let before: readonly Float64Array[] | null = null;
  for (const [i, k] of scales.entries()) {
    const { z, rows } = passAt(k);
    const code = codeOf(layout, z);
    const codeBefore: Uint32Array = before ? codeOf(layout, clearOf(layout, before, z)) : code;
    for (const [l, values] of rows.entries())
      (angles[l] as Float64Array)[i] = angleBetween(values, whole[l] as Float64Array);
    for (const [row, gated] of layout.gated.entries())
      (differing[row] as Int32Array)[i] = layerDistance(layout, gated, codeBefore, 0, code, 0);
    before = z;
    yield look(i + 1);
  }
  return look(scales.length);
}

/**
 * Pre-activations `z`, but of units that lie on a threshold here or there those that are next: a unit that leaves a boundary
 * crosses none (without biases all begin on theirs), and equal candidates of a contest differ by rounding alone.
 */
function clearOf(
  { gated }: CodeLayout,
  z: readonly Float64Array[],
  next: readonly Float64Array[],
): readonly Float64Array[] {
  const clear = [...z];
  for (const { layer, activation } of gated) {
    const [here, there] = [z[layer - 1], next[layer - 1]] as [Float64Array, Float64Array];
    const largest = here.reduce((most, value, j) => Math.max(most, Math.abs(value), Math.abs(f64(there, j))), 0);
    const lies = (value: number): boolean =>
      activation.thresholds.some((threshold) => Math.abs(value - threshold) <= ROUNDING * largest);
    clear[layer - 1] = here.map((value, j) => (lies(value) || lies(f64(there, j)) ? f64(there, j) : value));
  }
  return clear;
}
