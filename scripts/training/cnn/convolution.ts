import type { Random } from '../../../src/core/math/random';
import { f64 } from '../../../src/core/math/typed';
import { entriesOf, parameter, placesOf, room, rounded, type TrainingNode } from './node';

/** Filters whose products are summed side by side; positions likewise in the gradient. */
const BLOCK = 4;

const WINDOWS = {
  kernel: [3, 3],
  strides: [1, 1],
  pads: [1, 1, 1, 1],
  dilations: [1, 1],
  groups: 1,
  channels: 'last',
} as const;

/** How a picture's 3 × 3 neighbourhoods are laid out as rows: places × (channels × 3 × 3), 0 outside. */
interface Patches {
  readonly rows: Float64Array;
  readonly rowSize: number;
  /** Entry of the picture that an entry of `rows` comes from; −1 outside. */
  readonly sources: Int32Array;
}

function patchesOf({ height, width, channels }: TrainingNode): Patches {
  const rowSize = channels * 9;
  const sources = new Int32Array(height * width * rowSize).fill(-1);
  for (let y = 0, to = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < channels; c++)
        for (let tap = 0; tap < 9; tap++, to++) {
          const [row, column] = [y + Math.floor(tap / 3) - 1, x + (tap % 3) - 1];
          if (row >= 0 && row < height && column >= 0 && column < width)
            sources[to] = (row * width + column) * channels + c;
        }
  return { rows: new Float64Array(sources.length), rowSize, sources };
}

function gather({ rows, sources }: Patches, picture: Float64Array): void {
  for (let i = 0; i < rows.length; i++) {
    const source = sources[i] as number;
    rows[i] = source < 0 ? 0 : f64(picture, source);
  }
}

/** Adds each row's entry to the entry of the picture that it came from. */
function scatter({ rows, sources }: Patches, picture: Float64Array): void {
  for (let i = 0; i < rows.length; i++) {
    const source = sources[i] as number;
    if (source >= 0) picture[source] = f64(picture, source) + f64(rows, i);
  }
}

/** output = rows · weightsᵀ; weights are filters × rowSize, output places × filters. */
function products({ rows, rowSize }: Patches, weights: Float64Array, filters: number, output: Float64Array): void {
  for (let from = 0, to = 0; from < rows.length; from += rowSize)
    for (let f = 0; f < filters; f += BLOCK, to += BLOCK) {
      const w = f * rowSize;
      let [a, b, c, d] = [0, 0, 0, 0];
      for (let k = 0; k < rowSize; k++) {
        const x = f64(rows, from + k);
        a += x * f64(weights, w + k);
        b += x * f64(weights, w + rowSize + k);
        c += x * f64(weights, w + 2 * rowSize + k);
        d += x * f64(weights, w + 3 * rowSize + k);
      }
      output[to] = a;
      output[to + 1] = b;
      output[to + 2] = c;
      output[to + 3] = d;
    }
}

/** gradient += deltaᵀ · rows, four places at a time. */
function addWeightGradient({ rows, rowSize }: Patches, delta: Float64Array, filters: number, gradient: Float64Array) {
  for (let from = 0, at = 0; from < rows.length; from += BLOCK * rowSize, at += BLOCK * filters)
    for (let f = 0; f < filters; f++) {
      const g = f * rowSize;
      const a = f64(delta, at + f);
      const b = f64(delta, at + filters + f);
      const c = f64(delta, at + 2 * filters + f);
      const d = f64(delta, at + 3 * filters + f);
      for (let k = 0, r = from; k < rowSize; k++, r++)
        gradient[g + k] =
          f64(gradient, g + k) +
          a * f64(rows, r) +
          b * f64(rows, r + rowSize) +
          c * f64(rows, r + 2 * rowSize) +
          d * f64(rows, r + 3 * rowSize);
    }
}

/** rows = delta · weights. */
function deltaRows({ rows, rowSize }: Patches, delta: Float64Array, weights: Float64Array, filters: number): void {
  rows.fill(0);
  for (let from = 0, at = 0; from < rows.length; from += rowSize)
    for (let f = 0; f < filters; f += BLOCK, at += BLOCK) {
      const w = f * rowSize;
      const [a, b, c, d] = [f64(delta, at), f64(delta, at + 1), f64(delta, at + 2), f64(delta, at + 3)];
      for (let k = 0; k < rowSize; k++)
        rows[from + k] =
          f64(rows, from + k) +
          a * f64(weights, w + k) +
          b * f64(weights, w + rowSize + k) +
          c * f64(weights, w + 2 * rowSize + k) +
          d * f64(weights, w + 3 * rowSize + k);
    }
}

/**
 * A 3 × 3 convolution that keeps the size (0 outside), without bias: a batch norm follows. He's initial weights. Throws a
 * RangeError where filters or places are no multiple of four.
 */
export function convolution(
  name: string,
  from: TrainingNode,
  filters: number,
  batch: number,
  random: Random,
): TrainingNode {
  const extent = { height: from.height, width: from.width, channels: filters };
  if (filters % BLOCK !== 0 || placesOf(extent) % BLOCK !== 0)
    throw new RangeError(`filters and places must be multiples of ${BLOCK}`);
  const patches = patchesOf(from);
  const spread = Math.sqrt(2 / patches.rowSize);
  const weights = parameter(new Float64Array(filters * patches.rowSize).map(() => spread * random.normal()));
  const { values, delta } = room(extent, batch);
  const [size, fromSize] = [entriesOf(extent), entriesOf(from)];
  const sample = (array: Float64Array, n: number, of: number) => array.subarray(n * of, (n + 1) * of);
  const below = from.differentiable;
  return {
    ...extent,
    name,
    values,
    delta,
    parameters: [weights],
    differentiable: true,
    forward: (count) => {
      for (let n = 0; n < count; n++) {
        gather(patches, sample(from.values, n, fromSize));
        products(patches, weights.values, filters, sample(values, n, size));
      }
    },
    backward: (count) => {
      for (let n = 0; n < count; n++) {
        const above = sample(delta, n, size);
        gather(patches, sample(from.values, n, fromSize));
        addWeightGradient(patches, above, filters, weights.gradient);
        if (!below) continue;
        deltaRows(patches, above, weights.values, filters);
        scatter(patches, sample(from.delta, n, fromSize));
      }
    },
    toGraph: () => [{ name, op: 'conv', inputs: [from.name], filters, ...WINDOWS, weights: rounded(weights.values) }],
  };
}
