/** The protobuf of ONNX files. It is read by a package that only this folder imports; the page loads the folder when a file needs it. */
import type { onnx } from 'onnx-proto';
// A CommonJS module: Node knows no names of it, so the default is taken.
import onnxProto from 'onnx-proto';
import { Fault } from '../checks';
import { MAX_ONNX_FILE } from '../limits';

/** Whole numbers of the protobuf: a number, or a pair of halves where the platform has the `long` package. */
export type WholeNumber = number | { toNumber(): number };

/** Whole numbers as float64; beyond 2^53 the nearest. */
export const asNumber = (value: WholeNumber | null | undefined): number =>
  typeof value === 'object' && value !== null ? value.toNumber() : (value ?? 0);

/** The messages of a file. Throws a `Fault` for what is no ONNX file. */
export function decodeModel(bytes: Uint8Array): onnx.IModelProto & { readonly graph: onnx.IGraphProto } {
  if (bytes.length > MAX_ONNX_FILE)
    throw new Fault('', `the file has ${bytes.length} bytes; at most ${MAX_ONNX_FILE} are read`);
  const model = decoded(bytes);
  const { graph } = model;
  if (!graph?.node) throw new Fault('', 'not an ONNX model: it holds no graph');
  return Object.assign(model, { graph });
}

function decoded(bytes: Uint8Array): onnx.IModelProto {
  try {
    // As plain bytes: of Node's own kind the package makes views by a constructor that Node warns of.
    return onnxProto.onnx.ModelProto.decode(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    // The package throws plain errors for bad wire types, cut-off messages and too deep nesting.
    throw new Fault(
      '',
      `not an ONNX file, or a damaged one (${error instanceof Error ? error.message : 'unreadable'})`,
    );
  }
}

/** Bytes of a model; a copy, as Node's are a view of a shared pool. */
export const encodeModel = (model: onnx.IModelProto): Uint8Array<ArrayBuffer> =>
  new Uint8Array(onnxProto.onnx.ModelProto.encode(model).finish());
