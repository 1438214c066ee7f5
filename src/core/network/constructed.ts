/** Networks that are built to show one thing, exactly. All weights are float32 values. */
import { cos, sin } from '../math/elementary';
import { initialiseNetwork } from './initialise';
import { type DenseLayer, denseNetwork, type Network } from './network';

/** Powers of two with either sign: multiplying by one changes no digit, so that boundaries coincide to the last bit. */
const COPY_SCALES = [2, -1, 0.5, -2, 0.25, -0.5, 4, -4] as const;

/**
 * The ReLU network 2-2n-m-1 whose units n … 2n − 1 of layer 1 are units 0 … n − 1 times a power of two, some with the sign
 * turned: 2n units draw n lines, and each such edge changes two units. All else is drawn from the seed.
 */
export function copiedNetwork(name: string, originals: number, second: number, seed: number): Network {
  const network = initialiseNetwork({
    name,
    widths: [2, 2 * originals, second, 1],
    activation: { name: 'relu' },
    seed,
    scheme: 'he',
    bias: 0.5,
  });
  const [first, ...rest] = network.layers as readonly [DenseLayer, ...DenseLayer[]];
  const weights = first.weights.slice();
  const bias = first.bias.slice();
  for (let unit = 0; unit < originals; unit++) {
    const scale = COPY_SCALES[unit % COPY_SCALES.length] as number;
    const copy = originals + unit;
    for (let i = 0; i < 2; i++) weights[2 * copy + i] = scale * (weights[2 * unit + i] as number);
    bias[copy] = scale * (bias[unit] as number);
  }
  return denseNetwork(name, [{ ...first, weights, bias }, ...rest]);
}

const rotation = (angle: number): Float64Array =>
  Float64Array.of(cos(angle), -sin(angle), sin(angle), cos(angle)).map((w) => Math.fround(w));

const QUARTER = 1.5707963267948966;

/**
 * A kaleidoscope: `folds` layers of two abs units each fold the plane, the first into a quadrant, each next one the sector
 * that is left in two. What the ReLU layers after them draw in the last sector appears in all 2^(folds + 1) of them,
 * mirrored at each fold. Rotations are rounded to float32, so that the mirror images are off by as much.
 */
export function kaleidoscope(name: string, folds: number, units: readonly number[], seed: number): Network {
  const folding = Array.from({ length: folds }, (_, k): DenseLayer => {
    // After fold k the plane lies in a sector of this angle; turning it by half of it makes the next fold cut its middle.
    const sector = QUARTER / 2 ** (k - 1);
    return {
      kind: 'dense',
      inputSize: 2,
      outputSize: 2,
      weights: k === 0 ? Float64Array.of(1, 0, 0, 1) : rotation(-sector / 2),
      bias: new Float64Array(2),
      activation: { name: 'abs' },
    };
  });
  const pattern = initialiseNetwork({
    name,
    widths: [2, ...units, 1],
    activation: { name: 'relu' },
    seed,
    scheme: 'he',
    bias: 0.9,
  });
  return denseNetwork(name, [...folding, ...(pattern.layers as readonly DenseLayer[])]);
}
