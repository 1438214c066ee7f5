import type { SparseMap } from '../linear/types';
import { stridesOf } from './indices';
import { type ResizeNode, type Shape, sizeOf } from './types';

/** What one place along one axis of the output takes: one or two places of the input with their weights. */
type Tap = readonly (readonly [place: number, weight: number])[];

/** Upsampling as a sparse map: the taps of all axes multiplied. */
export function resizeMap(input: Shape, { shape, mode, coordinates }: ResizeNode): SparseMap {
  const steps = stridesOf(input);
  const taps = shape.map((size, axis) => tapsOf(input[axis] as number, size, mode, coordinates));
  const rows = new Int32Array(sizeOf(shape) + 1);
  const columns: number[] = [];
  const weights: number[] = [];
  const index = shape.map(() => 0);
  for (let j = 0; j < sizeOf(shape); j++) {
    let entries: (readonly [number, number])[] = [[0, 1]];
    taps.forEach((axisTaps, axis) => {
      const tap = axisTaps[index[axis] as number] as Tap;
      entries = entries.flatMap(([at, weight]) =>
        tap.map(([place, w]) => [at + place * (steps[axis] as number), weight * w] as const),
      );
    });
    for (const [at, weight] of entries) {
      columns.push(at);
      weights.push(weight);
    }
    rows[j + 1] = columns.length;
    advance(index, shape);
  }
  return {
    kind: 'sparse',
    inputs: sizeOf(input),
    outputs: sizeOf(shape),
    rows,
    columns: Int32Array.from(columns),
    weights: Float64Array.from(weights),
  };
}

/** The next index of a row-major tensor, in place. */
function advance(index: number[], shape: Shape): void {
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index[axis] = (index[axis] as number) + 1;
    if ((index[axis] as number) < (shape[axis] as number)) return;
    index[axis] = 0;
  }
}

function tapsOf(size: number, out: number, mode: ResizeNode['mode'], coordinates: ResizeNode['coordinates']): Tap[] {
  return Array.from({ length: out }, (_, i): Tap => {
    if (size === out) return [[i, 1]];
    const at = source(i, size, out, coordinates);
    const clamp = (place: number): number => Math.max(0, Math.min(size - 1, place));
    if (mode === 'nearest') {
      // Half-way places go down, as ONNX's round_prefer_floor; asymmetric ones are cut.
      const place = coordinates === 'asymmetric' ? Math.floor(at) : Math.ceil(at - 0.5);
      return [[clamp(place), 1]];
    }
    const low = Math.floor(at);
    const share = at - low;
    const [a, b] = [clamp(low), clamp(low + 1)];
    return a === b || share === 0
      ? [[a, 1]]
      : [
          [a, 1 - share],
          [b, share],
        ];
  });
}

/** Where place i of `out` places lies among `size`. */
function source(i: number, size: number, out: number, coordinates: ResizeNode['coordinates']): number {
  if (coordinates === 'asymmetric') return (i * size) / out;
  if (coordinates === 'alignCorners') return out === 1 ? 0 : (i * (size - 1)) / (out - 1);
  return ((i + 0.5) * size) / out - 0.5;
}
