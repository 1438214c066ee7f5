/** Which flat place of the input each flat place of the output takes, for ops that move values. */
import { gatherMap, type LinearMap } from '../linear/types';
import { type Shape, sizeOf } from './types';

/** Steps between neighbours along each axis of a row-major tensor. */
export function stridesOf(shape: Shape): number[] {
  const steps = new Array<number>(shape.length);
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    steps[axis] = step;
    step *= shape[axis] as number;
  }
  return steps;
}

/**
 * Flat input places for an output of `shape` whose place along each axis i goes to `along(axis, i)` of the input; a
 * negative one makes −1. `steps`: of the input, one an axis of the output.
 */
function places(shape: Shape, steps: readonly number[], along: (axis: number, i: number) => number): Int32Array {
  let found = Int32Array.of(0);
  shape.forEach((size, axis) => {
    const next = new Int32Array(found.length * size);
    for (let k = 0; k < found.length; k++)
      for (let i = 0; i < size; i++) {
        const at = along(axis, i);
        const before = found[k] as number;
        next[k * size + i] = before < 0 || at < 0 ? -1 : before + at * (steps[axis] as number);
      }
    found = next;
  });
  return found;
}

/** A tensor seen in the shape that it broadcasts to. */
export function broadcastIndices(shape: Shape, output: Shape): Int32Array {
  const padded = [...new Array<number>(output.length - shape.length).fill(1), ...shape];
  return places(output, stridesOf(padded), (axis, i) => (padded[axis] === 1 ? 0 : i));
}

export function transposeIndices(input: Shape, order: readonly number[]): Int32Array {
  const steps = stridesOf(input);
  return places(
    order.map((axis) => input[axis] as number),
    order.map((axis) => steps[axis] as number),
    (_, i) => i,
  );
}

export function cropIndices(
  input: Shape,
  { starts, sizes, steps }: { starts: readonly number[]; sizes: Shape; steps: readonly number[] },
): Int32Array {
  return places(sizes, stridesOf(input), (axis, i) => (starts[axis] as number) + i * (steps[axis] as number));
}

export function padIndices(
  input: Shape,
  output: Shape,
  before: readonly number[],
  mode: 'constant' | 'reflect' | 'edge',
): Int32Array {
  return places(output, stridesOf(input), (axis, i) => {
    const size = input[axis] as number;
    const at = i - (before[axis] as number);
    if (at >= 0 && at < size) return at;
    if (mode === 'constant') return -1;
    if (mode === 'edge') return at < 0 ? 0 : size - 1;
    return at < 0 ? -at : 2 * (size - 1) - at;
  });
}

/** One map an input, each to its part of what they are joined to along an axis. */
export function joinedMaps(inputs: readonly Shape[], output: Shape, axis: number): LinearMap[] {
  let before = 0;
  return inputs.map((shape) => {
    const start = before;
    const size = shape[axis] as number;
    before += size;
    const from = places(output, stridesOf(shape), (at, i) =>
      at !== axis ? i : i < start || i >= start + size ? -1 : i - start,
    );
    return gatherMap(sizeOf(shape), from);
  });
}
