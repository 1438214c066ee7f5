import type { onnx } from 'onnx-proto';
import { sizeOf } from '../../src/core/graph/types';
import { encodeModel } from '../../src/formats/onnx/proto';

/** Attributes by name: lists and plain numbers are whole, floats are marked. */
export type FileAttributes = Readonly<
  Record<string, number | string | readonly number[] | { readonly float: number } | { readonly tensor: FileTensor }>
>;

export interface FileTensor {
  readonly shape: readonly number[];
  readonly values: readonly number[];
  readonly integer?: boolean;
  /** A number of the format's types: 8 bits (2: from 0 on, 3: signed), int32 (6), truth values (9), 4 bits (21: from 0 on, 22: signed). Else int64 or float32. */
  readonly type?: 2 | 3 | 6 | 9 | 21 | 22;
}

/** Type of op, inputs, outputs, attributes. */
export interface NodeOfFile {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: FileAttributes;
  readonly name?: string;
  readonly domain?: string;
}

export interface ModelOfFile {
  readonly opset?: number;
  /** Sizes; a text is an open axis of that name. */
  readonly inputs: Readonly<Record<string, readonly (number | string)[]>>;
  readonly outputs: readonly string[];
  readonly tensors?: Readonly<Record<string, FileTensor>>;
  readonly nodes: readonly NodeOfFile[];
}

const attributeOf = ([name, value]: [string, FileAttributes[string]]): onnx.IAttributeProto => {
  if (typeof value === 'number') return { name, type: 2, i: value };
  if (typeof value === 'string') return { name, type: 3, s: new TextEncoder().encode(value) };
  if ('float' in value) return { name, type: 1, f: value.float };
  if ('tensor' in value) return { name, type: 4, t: tensorProto('', value.tensor) };
  return { name, type: 7, ints: [...value] };
};

const nibble = (value = 0): number => value & 15;

/** Raw little-endian bytes. */
export function tensorProto(name: string, { shape, values, integer, type }: FileTensor): onnx.ITensorProto {
  if (type) {
    const rawData =
      type === 6
        ? new Uint8Array(Int32Array.from(values).buffer)
        : type > 20
          ? Uint8Array.from(
              { length: Math.ceil(values.length / 2) },
              (_, i) => nibble(values[2 * i]) | (nibble(values[2 * i + 1]) << 4),
            )
          : Uint8Array.from(values, (value) => value & 255);
    return { name, dims: [...shape], dataType: type, rawData };
  }
  const bytes = new Uint8Array(values.length * (integer ? 8 : 4));
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    if (integer) view.setBigInt64(8 * i, BigInt(value), true);
    else view.setFloat32(4 * i, value, true);
  });
  return { name, dims: [...shape], dataType: integer ? 7 : 1, rawData: bytes };
}

/** The messages of a model, to be changed before they are written. */
export function modelProto({ opset = 18, inputs, outputs, tensors = {}, nodes }: ModelOfFile): onnx.IModelProto & {
  graph: onnx.IGraphProto;
} {
  return {
    irVersion: 8,
    producerName: 'tests',
    opsetImport: ['', ...new Set(nodes.flatMap(({ domain }) => domain || []))].map((domain) => ({
      domain,
      version: domain === '' ? opset : 1,
    })),
    graph: {
      name: 'model',
      node: nodes.map(({ op, attributes = {}, inputs: input, outputs: output, name = '', domain = '' }) => ({
        opType: op,
        name,
        domain,
        input: [...input],
        output: [...output],
        attribute: Object.entries(attributes).map(attributeOf),
      })),
      initializer: Object.entries(tensors).map(([name, tensor]) => tensorProto(name, tensor)),
      input: Object.entries(inputs).map(([name, sizes]) => ({
        name,
        type: {
          tensorType: {
            elemType: 1,
            shape: { dim: sizes.map((size) => (typeof size === 'string' ? { dimParam: size } : { dimValue: size })) },
          },
        },
      })),
      output: outputs.map((name) => ({ name, type: { tensorType: { elemType: 1 } } })),
    },
  };
}

export const modelBytes = (model: ModelOfFile): Uint8Array => encodeModel(modelProto(model));

/** Float32 numbers in [−span, span) from a seed; the same everywhere. */
export function numbers(count: number, seed: number, span = 1): number[] {
  let state = (seed * 2654435761 + 12345) >>> 0;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.fround((state / 2 ** 31 - 1) * span);
  });
}

export const tensorOf = (shape: readonly number[], seed: number, span = 1): FileTensor => ({
  shape,
  values: numbers(sizeOf(shape), seed, span),
});

export const wholes = (...values: number[]): FileTensor => ({ shape: [values.length], values, integer: true });

/** A dense layer on two inputs whose weights lie in `net.onnx.data`. */
export function onnxWithData(): { readonly model: Uint8Array; readonly data: Uint8Array } {
  const model = modelProto({
    inputs: { x: [1, 2] },
    outputs: ['y'],
    tensors: { w: tensorOf([2, 2], 1) },
    nodes: [
      { op: 'MatMul', name: 'fc', inputs: ['x', 'w'], outputs: ['h'] },
      { op: 'Relu', name: 'act', inputs: ['h'], outputs: ['y'] },
    ],
  });
  const [weights] = model.graph.initializer ?? [];
  const data = weights?.rawData as Uint8Array;
  const externalData = [{ key: 'location', value: 'net.onnx.data' }];
  Object.assign(weights ?? {}, { rawData: undefined, dataLocation: 1, externalData });
  return { model: encodeModel(model), data };
}
