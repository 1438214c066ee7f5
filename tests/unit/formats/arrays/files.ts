/** Files of arrays, written as their formats say. */
import { writeNpy } from '../../../../src/formats/npy';
import { writeNpz } from '../../../../src/formats/npz';

const sizes: Readonly<Record<number, number>> = { 8: 1, 9: 1, 11: 2, 12: 4, 13: 4, 14: 8 };

/** An IDX file: type code, shape, values. */
export function idxFile(code: number, shape: readonly number[], values: readonly number[]): Uint8Array {
  const start = 4 + 4 * shape.length;
  const size = sizes[code] as number;
  const bytes = new Uint8Array(start + size * values.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0, 0, code, shape.length]);
  shape.forEach((length, axis) => {
    view.setUint32(4 + 4 * axis, length);
  });
  values.forEach((value, i) => {
    const at = start + size * i;
    if (code === 8) view.setUint8(at, value);
    else if (code === 9) view.setInt8(at, value);
    else if (code === 11) view.setInt16(at, value);
    else if (code === 12) view.setInt32(at, value);
    else if (code === 13) view.setFloat32(at, value);
    else view.setFloat64(at, value);
  });
  return bytes;
}

/** `count` grey pictures of side × side bytes and labels from 0 to classes − 1, by a formula. */
export function pictureBytes(count: number, side: number, classes: number): { images: number[]; labels: number[] } {
  const labels = Array.from({ length: count }, (_, i) => i % classes);
  const images = labels.flatMap((label, i) =>
    Array.from({ length: side * side }, (_, k) => (k % classes === label ? 200 + (i % 50) : (7 * k + 11 * i) % 60)),
  );
  return { images, labels };
}

/** The same as a pair of IDX files. */
export function idxPair(count: number, side: number, classes: number): { images: Uint8Array; labels: Uint8Array } {
  const { images, labels } = pictureBytes(count, side, classes);
  return { images: idxFile(8, [count, side, side], images), labels: idxFile(8, [count], labels) };
}

/** An .npz file of Float64 inputs and Int32 targets under these names. */
export const npzFile = (
  inputs: readonly [name: string, shape: readonly number[], values: readonly number[]],
  targets: readonly [name: string, values: readonly number[]],
): Uint8Array =>
  writeNpz([
    { name: inputs[0], type: 'F64', shape: inputs[1], data: Float64Array.from(inputs[2]) },
    { name: targets[0], type: 'I32', shape: [targets[1].length], data: Int32Array.from(targets[1]) },
  ]);

export const npyFile = (shape: readonly number[], values: readonly number[]): Uint8Array =>
  writeNpy(Float64Array.from(values), shape);
