/**
 * The digits network on the planes of its scenes, for their pictures: 22 kB instead of all weights and digits. Layout of the
 * file (float32): for each plane half the width of its square domain and the first layer on the plane (W, then b), then
 * the layers that all planes share.
 */
import type { Network } from '../../core/network';
import { flatWeights, withWeights } from '../../core/network/flatWeights';
import { initialiseNetwork } from '../../core/network/initialise';
import { type DenseLayer, networkOf } from '../../core/network/network';
import { restrictToSlice } from '../../core/network/restrict';
import type { Slice } from '../../core/slice/slice';
import { float32Values } from '../floatBytes';
import type { ReadFile } from '../scenesFiles';

const FILE = 'digits/planes.bin';

/** Scenes in the order of the file. */
export const DIGIT_PLANES = ['digits', 'within', 'random'] as const;

const FIRST = 64 * 2 + 64;
const SHARED = 64 * 64 + 64 + 64 * 10 + 10;
const OWN = 1 + FIRST;
const VALUES = DIGIT_PLANES.length * OWN + SHARED;

export interface DigitsPlane {
  readonly network: Network;
  /** The domain is [−half, half]². */
  readonly half: number;
}

const shape = (): Network =>
  initialiseNetwork({
    name: 'digits on a plane',
    widths: [2, 64, 64, 10],
    activation: { name: 'relu' },
    seed: 0,
    scheme: 'he',
    bias: 0,
  });

/** The values of the file for planes of one network, in the order of `DIGIT_PLANES`. */
export function planesValues(network: Network, planes: readonly { slice: Slice; half: number }[]): Float32Array {
  const own = planes.flatMap(({ slice, half }) => {
    const [first] = restrictToSlice(network, slice).layers as readonly [DenseLayer, ...DenseLayer[]];
    return [half, ...first.weights, ...first.bias];
  });
  const rest = flatWeights(networkOf('', network.layers.slice(1)));
  return Float32Array.from([...own, ...rest]);
}

/** One of the planes. Rejects when the file is missing or damaged. */
export async function digitsPlane(id: (typeof DIGIT_PLANES)[number], read: ReadFile): Promise<DigitsPlane> {
  const values = float32Values(await read(FILE, 4 * VALUES), FILE, VALUES);
  const from = DIGIT_PLANES.indexOf(id) * OWN;
  const shared = values.subarray(DIGIT_PLANES.length * OWN);
  const network = withWeights(shape(), [...values.subarray(from + 1, from + OWN), ...shared]);
  return { network, half: values[from] as number };
}
