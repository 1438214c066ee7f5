import { cos } from '../../../src/core/math/elementary';
import { createRandom, type Random, shuffle } from '../../../src/core/math/random';
import { f64 } from '../../../src/core/math/typed';
import { adam } from '../adam';
import type { Digits } from '../mnist';
import { batchGradient, type Cnn, scoresFor } from './network';

export interface CnnRecipe {
  readonly epochs: number;
  /** At the start; falls to 0 along half a cosine. */
  readonly learningRate: number;
  /** Pictures are moved by up to so many pixels each way, anew each time. */
  readonly shift: number;
  readonly seed: number;
}

/** Writes a square picture of grey bytes as values in [0, 1], moved by (dx, dy); what comes in is 0. */
function place(picture: Uint8Array, size: number, dx: number, dy: number, to: Float64Array): void {
  to.fill(0);
  for (let y = Math.max(0, dy); y < size + Math.min(0, dy); y++)
    for (let x = Math.max(0, dx); x < size + Math.min(0, dx); x++)
      to[y * size + x] = (picture[(y - dy) * size + x - dx] as number) / 255;
}

function loadBatch(cnn: Cnn, { images }: Digits, indices: ArrayLike<number>, shift: number, random?: Random): void {
  const { height: size, values } = cnn.input;
  const pixels = size * size;
  for (let n = 0; n < indices.length; n++) {
    const picture = images.subarray((indices[n] as number) * pixels, ((indices[n] as number) + 1) * pixels);
    const [dx, dy] = [0, 1].map(() => (random ? random.below(2 * shift + 1) - shift : 0)) as [number, number];
    place(picture, size, dx, dy, values.subarray(n * pixels, (n + 1) * pixels));
  }
}

/** Trains in place, deterministically, with Adam; an epoch visits every picture once, but for those that fill no batch. */
export function trainCnn(
  cnn: Cnn,
  digits: Digits,
  { epochs, learningRate, shift, seed }: CnnRecipe,
  onEpoch?: (epoch: number, loss: number) => void,
): void {
  const random = createRandom(seed);
  const order = Uint32Array.from(digits.labels, (_, i) => i);
  const batches = Math.floor(order.length / cnn.batch);
  const step = adam(cnn.nodes.flatMap(({ parameters }) => parameters));
  for (let epoch = 0, t = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    let loss = 0;
    for (let b = 0; b < batches; b++, t++) {
      const indices = order.subarray(b * cnn.batch, (b + 1) * cnn.batch);
      loadBatch(cnn, digits, indices, shift, random);
      loss += batchGradient(
        cnn,
        Array.from(indices, (i) => digits.labels[i] as number),
      );
      step((learningRate * (1 + cos((Math.PI * t) / (epochs * batches)))) / 2);
    }
    onEpoch?.(epoch + 1, loss / batches);
  }
}

/** Share of pictures whose largest score is their class's. */
export function cnnAccuracy(cnn: Cnn, digits: Digits): number {
  const classes = cnn.output.channels;
  const count = digits.labels.length;
  let right = 0;
  for (let from = 0; from < count; from += cnn.batch) {
    const indices = Array.from({ length: Math.min(cnn.batch, count - from) }, (_, i) => from + i);
    loadBatch(cnn, digits, indices, 0);
    const scores = scoresFor(cnn, indices.length);
    for (const [n, index] of indices.entries()) {
      let best = 0;
      for (let c = 1; c < classes; c++) if (f64(scores, n * classes + c) > f64(scores, n * classes + best)) best = c;
      if (best === digits.labels[index]) right++;
    }
  }
  return right / count;
}
