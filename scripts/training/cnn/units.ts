import type { Random } from '../../../src/core/math/random';
import { f64 } from '../../../src/core/math/typed';
import { addScaled } from '../../../src/core/math/vectors';
import { entriesOf, nodeOf, parameter, rounded, type TrainingNode } from './node';

/** ReLU; its gradient at 0 is 0. */
export function relu(name: string, from: TrainingNode, batch: number): TrainingNode {
  const node = nodeOf(name, from, batch);
  const { values, delta } = node;
  const size = entriesOf(node);
  return {
    ...node,
    forward: (count) => {
      const source = from.values;
      for (let i = 0; i < count * size; i++) values[i] = Math.max(0, f64(source, i));
    },
    backward: (count) => {
      const below = from.delta;
      for (let i = 0; i < count * size; i++) if (f64(values, i) > 0) below[i] = f64(below, i) + f64(delta, i);
    },
    toGraph: () => [{ name, op: 'activation', inputs: [from.name], activation: { name: 'relu' } }],
  };
}

/** The sum of two nodes of one shape. */
export function sum(name: string, from: readonly [TrainingNode, TrainingNode], batch: number): TrainingNode {
  const [a, b] = from;
  const node = nodeOf(name, a, batch);
  const { values, delta } = node;
  const size = entriesOf(node);
  if (entriesOf(b) !== size) throw new RangeError(`${a.name} and ${b.name} differ in shape`);
  return {
    ...node,
    forward: (count) => {
      const [x, y] = [a.values, b.values];
      for (let i = 0; i < count * size; i++) values[i] = f64(x, i) + f64(y, i);
    },
    backward: (count) => {
      for (const { delta: below } of from)
        for (let i = 0; i < count * size; i++) below[i] = f64(below, i) + f64(delta, i);
    },
    toGraph: () => [{ name, op: 'add', inputs: [a.name, b.name] }],
  };
}

/** Entry of the picture for each entry of a 2 × 2 pooled one: the first of its window; the others are a column, a row off. */
function windowStarts({ height, width, channels }: TrainingNode): Int32Array {
  const starts: number[] = [];
  for (let y = 0; y + 1 < height; y += 2)
    for (let x = 0; x + 1 < width; x += 2)
      for (let c = 0; c < channels; c++) starts.push((y * width + x) * channels + c);
  return Int32Array.from(starts);
}

/** Largest of each 2 × 2 window; the gradient goes to the first of equals. */
export function maxPool(name: string, from: TrainingNode, batch: number): TrainingNode {
  const extent = { height: from.height >> 1, width: from.width >> 1, channels: from.channels };
  const node = nodeOf(name, extent, batch);
  const { values, delta } = node;
  const starts = windowStarts(from);
  const offsets = [0, from.channels, from.width * from.channels, (from.width + 1) * from.channels];
  const winners = new Int32Array(values.length);
  const fromSize = entriesOf(from);
  return {
    ...node,
    forward: (count) => {
      const source = from.values;
      for (let n = 0, to = 0; n < count; n++)
        for (let i = 0; i < starts.length; i++, to++) {
          const start = n * fromSize + (starts[i] as number);
          let best = start;
          for (let o = 1; o < 4; o++) {
            const place = start + (offsets[o] as number);
            if (f64(source, place) > f64(source, best)) best = place;
          }
          winners[to] = best;
          values[to] = f64(source, best);
        }
    },
    backward: (count) => {
      const below = from.delta;
      for (let i = 0; i < count * starts.length; i++) {
        const at = winners[i] as number;
        below[at] = f64(below, at) + f64(delta, i);
      }
    },
    toGraph: () => [
      {
        name,
        op: 'maxPool',
        inputs: [from.name],
        kernel: [2, 2],
        strides: [2, 2],
        pads: [0, 0, 0, 0],
        dilations: [1, 1],
        channels: 'last',
      },
    ],
  };
}

/** The values of a node in a row, then y = W x + b. He's initial weights, halved in variance: what follows is no ReLU. */
export function readOut(name: string, from: TrainingNode, units: number, batch: number, random: Random): TrainingNode {
  const size = entriesOf(from);
  const weights = parameter(new Float64Array(units * size).map(() => random.normal() / Math.sqrt(size)));
  const bias = parameter(new Float64Array(units));
  const node = nodeOf(name, { height: 1, width: 1, channels: units }, batch, [weights, bias]);
  const { values, delta } = node;
  return {
    ...node,
    forward: (count) => {
      const [w, source] = [weights.values, from.values];
      for (let n = 0, to = 0; n < count; n++)
        for (let u = 0; u < units; u++, to++) {
          let y = f64(bias.values, u);
          for (let i = 0; i < size; i++) y += f64(w, u * size + i) * f64(source, n * size + i);
          values[to] = y;
        }
    },
    backward: (count) => {
      for (let n = 0, at = 0; n < count; n++)
        for (let u = 0; u < units; u++, at++) {
          const part = (array: Float64Array) => array.subarray(u * size, (u + 1) * size);
          bias.gradient[u] = f64(bias.gradient, u) + f64(delta, at);
          addScaled(part(weights.gradient), f64(delta, at), from.values.subarray(n * size, (n + 1) * size));
          addScaled(from.delta.subarray(n * size, (n + 1) * size), f64(delta, at), part(weights.values));
        }
    },
    toGraph: () => [
      { name: 'flatten', op: 'reshape', inputs: [from.name], shape: [size] },
      { name, op: 'dense', inputs: ['flatten'], units, weights: rounded(weights.values), bias: rounded(bias.values) },
    ],
  };
}
