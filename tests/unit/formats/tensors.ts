import fc from 'fast-check';
import type { Tensor } from '../../../src/formats/tensors';

const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 });
const product = (shape: readonly number[]) => shape.reduce((n, length) => n * length, 1);
const list = <T>(value: fc.Arbitrary<T>, length: number) => fc.array(value, { minLength: length, maxLength: length });

/** Tensors of every type, with every bit pattern that JavaScript keeps apart. */
export const tensors: fc.Arbitrary<Tensor> = shapes.chain((shape) => {
  const count = product(shape);
  const one = fc.constant(shape);
  return fc.oneof(
    fc.record({
      type: fc.constant('F64' as const),
      shape: one,
      data: list(fc.double(), count).map((v) => Float64Array.from(v)),
    }),
    fc.record({
      type: fc.constant('F32' as const),
      shape: one,
      data: list(fc.float(), count).map((v) => Float32Array.from(v)),
    }),
    fc.record({
      type: fc.constant('F16' as const),
      shape: one,
      data: list(fc.nat(65_535), count).map((v) => Uint16Array.from(v)),
    }),
    fc.record({
      type: fc.constant('I32' as const),
      shape: one,
      data: list(fc.integer(), count).map((v) => Int32Array.from(v)),
    }),
    fc.record({
      type: fc.constant('I64' as const),
      shape: one,
      data: list(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), count).map((v) => BigInt64Array.from(v)),
    }),
    fc.record({
      type: fc.constant('U8' as const),
      shape: one,
      data: list(fc.nat(255), count).map((v) => Uint8Array.from(v)),
    }),
    fc.record({
      type: fc.constant('BOOL' as const),
      shape: one,
      data: list(fc.nat(1), count).map((v) => Uint8Array.from(v)),
    }),
  );
});

export const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

/** Changes of a file: bytes overwritten, the end cut off or lengthened. */
export const damages = fc.record({
  bytes: fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { minLength: 1, maxLength: 3 }),
  cut: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(400) }),
  more: fc.nat(9),
});

export function damaged(
  file: Uint8Array,
  { bytes, cut, more }: { bytes: [number, number][]; cut: number | null; more: number },
) {
  const copy = new Uint8Array(file.length + (cut === null && more > 6 ? more : 0));
  copy.set(file);
  for (const [at, byte] of bytes) copy[at % copy.length] = byte;
  return cut === null ? copy : copy.subarray(0, cut % copy.length);
}
