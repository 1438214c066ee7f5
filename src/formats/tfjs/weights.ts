/** Weights of tfjs models: shards of bytes and the manifest that says what lies in them. */

import { Fault, finiteAt, type JsonObject, listAt, objectAt, shown } from '../checks';
import { fileAt } from '../filePaths';
import { MAX_GRAPH_PARAMETERS } from '../limits';
import { entriesOf, numbersOf, type Tensor, tensorFrom } from '../tensors';

/** One weight of a model. */
export type Weight =
  | { readonly kind: 'numbers'; readonly tensor: Tensor }
  | { readonly kind: 'texts'; readonly shape: readonly number[]; readonly texts: readonly string[] }
  /** A type that is skipped. */
  | { readonly kind: 'other'; readonly type: string };

const plainBytes: Readonly<Record<string, number>> = {
  float32: 4,
  int32: 4,
  bool: 1,
  uint8: 1,
  float16: 2,
  complex64: 8,
};
const quantisedBytes: Readonly<Record<string, number>> = { uint8: 1, uint16: 2, float16: 2 };

/**
 * All weights that a `weightsManifest` names. Quantised ones become the float32 values that tfjs makes of them: value · scale +
 * min. Throws a `Fault` that names a missing shard, or the weight that does not fit its shard. Cost: linear in the bytes.
 */
export function readWeights(manifest: unknown, files: ReadonlyMap<string, Uint8Array>): Map<string, Weight> {
  const weights = new Map<string, Weight>();
  let entries = 0;
  for (const [i, item] of listAt(manifest, 'weightsManifest').entries()) {
    const group = objectAt(item, `weightsManifest[${i}]`);
    const bytes = shardsOf(group.paths, files, `weightsManifest[${i}], paths`);
    let place = 0;
    for (const [j, given] of listAt(group.weights, `weightsManifest[${i}], weights`).entries()) {
      const spec = objectAt(given, `weightsManifest[${i}], weights[${j}]`);
      if (typeof spec.name !== 'string')
        throw new Fault(`weightsManifest[${i}], weights[${j}]`, `its name is ${shown(spec.name)}`);
      const where = `weight ${JSON.stringify(spec.name)}`;
      if (weights.has(spec.name)) throw new Fault(where, 'named twice');
      const shape = listAt(spec.shape, `${where}, shape`) as readonly number[];
      const size = entriesOf(shape, where);
      entries += size;
      if (entries > MAX_GRAPH_PARAMETERS)
        throw new Fault(where, `with it there are more than ${MAX_GRAPH_PARAMETERS} values`);
      const { weight, end } = weightAt(spec, shape, size, bytes, place);
      place = end;
      weights.set(spec.name, weight);
    }
    if (place < bytes.length)
      throw new Fault(`weightsManifest[${i}]`, `${bytes.length - place} bytes at the end belong to no weight`);
  }
  return weights;
}

function shardsOf(paths: unknown, files: ReadonlyMap<string, Uint8Array>, where: string): Uint8Array {
  const shards = listAt(paths, where).map((path) => {
    if (typeof path !== 'string') throw new Fault(where, `${shown(path)} is no path`);
    const bytes = fileAt(files, path);
    if (!bytes)
      throw new Fault('', `the weights file ${JSON.stringify(path)} is missing: open it together with the model`);
    return bytes;
  });
  // A list that names one file again and again must not fill the memory.
  const total = shards.reduce((sum, shard) => sum + shard.length, 0);
  if (total > 8 * MAX_GRAPH_PARAMETERS)
    throw new Fault(where, `${total} bytes; at most ${8 * MAX_GRAPH_PARAMETERS} are read`);
  const [only] = shards;
  if (only && shards.length === 1) return only;
  const bytes = new Uint8Array(total);
  let place = 0;
  for (const shard of shards) {
    bytes.set(shard, place);
    place += shard.length;
  }
  return bytes;
}

function weightAt(
  spec: JsonObject,
  shape: readonly number[],
  size: number,
  bytes: Uint8Array,
  place: number,
): { weight: Weight; end: number } {
  const where = `weight ${JSON.stringify(spec.name)}`;
  const { dtype } = spec;
  if (dtype === 'string') return textsAt(shape, size, bytes, place, where);
  const quantisation = spec.quantization === undefined ? null : objectAt(spec.quantization, `${where}, quantization`);
  const stored = quantisation ? quantisation.dtype : dtype;
  const known = quantisation ? quantisedBytes : plainBytes;
  const length = typeof stored === 'string' && Object.hasOwn(known, stored) ? known[stored] : undefined;
  if (length === undefined) throw new Fault(where, `dtype ${shown(stored)} is not supported`);
  const end = place + size * length;
  if (end > bytes.length) throw new Fault(where, `ends at byte ${end}; its shards hold ${bytes.length}`);
  const own = bytes.subarray(place, end);
  if (quantisation)
    return { weight: { kind: 'numbers', tensor: dequantised(quantisation, dtype, shape, own, where) }, end };
  return { weight: plainWeight(stored as string, shape, own, where), end };
}

function plainWeight(stored: string, shape: readonly number[], bytes: Uint8Array, where: string): Weight {
  const types = { float32: 'F32', int32: 'I32', bool: 'BOOL', uint8: 'U8', float16: 'F16' } as const;
  if (!Object.hasOwn(types, stored)) return { kind: 'other', type: stored };
  return { kind: 'numbers', tensor: tensorFrom(types[stored as keyof typeof types], shape, bytes, where) };
}

function dequantised(
  spec: JsonObject,
  dtype: unknown,
  shape: readonly number[],
  bytes: Uint8Array,
  where: string,
): Tensor {
  if (spec.dtype === 'float16') {
    const halves = tensorFrom('F16', shape, bytes, where);
    return { type: 'F32', shape, data: Float32Array.from(numbersOf(halves)) };
  }
  const scale = finiteAt(spec.scale, `${where}, scale`);
  const min = finiteAt(spec.min, `${where}, min`);
  const { buffer } = new Uint8Array(bytes);
  const stored = spec.dtype === 'uint16' ? new Uint16Array(buffer) : new Uint8Array(buffer);
  const values = Float64Array.from(stored, (value) => value * scale + min);
  if (dtype === 'int32') return { type: 'I32', shape, data: Int32Array.from(values, Math.round) };
  if (dtype === 'float32') return { type: 'F32', shape, data: Float32Array.from(values) };
  throw new Fault(where, `quantised values of dtype ${shown(dtype)} are not supported`);
}

/** Each text is its length in bytes (32 bits, little endian) and its bytes. */
function textsAt(
  shape: readonly number[],
  size: number,
  bytes: Uint8Array,
  start: number,
  where: string,
): { weight: Weight; end: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const texts: string[] = [];
  let place = start;
  for (let i = 0; i < size; i++) {
    const begin = place + 4;
    const end = begin <= bytes.length ? begin + view.getUint32(place, true) : Infinity;
    if (end > bytes.length) throw new Fault(where, `its text ${i} ends behind the ${bytes.length} bytes of its shards`);
    texts.push(new TextDecoder().decode(bytes.subarray(begin, end)));
    place = end;
  }
  return { weight: { kind: 'texts', shape, texts }, end: place };
}
