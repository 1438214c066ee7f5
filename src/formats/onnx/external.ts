/** Values that large models keep in files beside them. Fields: https://onnx.ai/onnx/repo-docs/ExternalData.html. */
import type { onnx } from 'onnx-proto';
import { sizeOf } from '../../core/graph/types';
import { Fault, shown } from '../checks';
import { fileAt, isBeside } from '../filePaths';
import { MAX_GRAPH_PARAMETERS } from '../limits';
import { asNumber, decodeModel } from './proto';

const isExternal = (tensor: onnx.ITensorProto): boolean =>
  tensor.dataLocation === 1 || (tensor.externalData?.length ?? 0) > 0;

const fieldOf = ({ externalData }: onnx.ITensorProto, name: string): string | undefined =>
  externalData?.find(({ key }) => key === name)?.value ?? undefined;

/** The files that lie beside a model, and how much was taken of them. */
export class ExternalData {
  private readonly taken = new Map<onnx.ITensorProto, Uint8Array>();
  private values = 0;

  constructor(private readonly files: ReadonlyMap<string, Uint8Array> = new Map()) {}

  /** The bytes of a tensor that lie in another file; null where its own file has them. Throws a `Fault` at `where`. */
  bytesOf(tensor: onnx.ITensorProto, where: string): Uint8Array | null {
    if (!isExternal(tensor)) return null;
    const known = this.taken.get(tensor);
    if (known) return known;
    // Many tensors may name the same bytes: what they become is limited in all.
    this.values += sizeOf((tensor.dims ?? []).map(asNumber));
    if (!(this.values <= MAX_GRAPH_PARAMETERS))
      throw new Fault(where, `with it there are more than ${MAX_GRAPH_PARAMETERS} values in other files`);
    const bytes = this.found(tensor, where);
    this.taken.set(tensor, bytes);
    return bytes;
  }

  private found(tensor: onnx.ITensorProto, where: string): Uint8Array {
    const location = fieldOf(tensor, 'location');
    if (!location) throw new Fault(where, 'its values are in another file, which is not named');
    if (!isBeside(location))
      throw new Fault(where, `its values are in ${shown(location)}, which is not beside the model: it is not read`);
    const file = fileAt(this.files, location);
    if (!file)
      throw new Fault(
        where,
        `external data missing: its values are in another file, '${location}'; open it together with the model`,
      );
    const number = (name: string, absent: number): number => {
      const text = fieldOf(tensor, name);
      if (text === undefined) return absent;
      if (!/^\d{1,15}$/.test(text)) throw new Fault(where, `external data: its ${name} is ${shown(text)}`);
      return Number(text);
    };
    const offset = number('offset', 0);
    const length = number('length', Math.max(0, file.length - offset));
    if (offset + length > file.length || offset > file.length)
      throw new Fault(
        where,
        `external data: bytes ${offset} to ${offset + length} of ${shown(location)}, which has ${file.length}`,
      );
    return file.subarray(offset, offset + length);
  }
}

/** Paths of the files that a model keeps values in, as it names them: those beside it; none of a damaged model. */
export function externalPaths(bytes: Uint8Array): readonly string[] {
  try {
    const paths = tensorsOf(decodeModel(bytes).graph).map((tensor) =>
      isExternal(tensor) ? fieldOf(tensor, 'location') : undefined,
    );
    return [...new Set(paths)].filter((path): path is string => path !== undefined && isBeside(path));
  } catch (error) {
    if (error instanceof Fault) return [];
    throw error;
  }
}

/** All tensors of a graph and of the bodies in it. */
function tensorsOf(graph: onnx.IGraphProto): readonly onnx.ITensorProto[] {
  const attributes = (graph.node ?? []).flatMap(({ attribute }) => attribute ?? []);
  const constants = attributes.flatMap(({ t }) => t ?? []);
  return [...(graph.initializer ?? []), ...constants, ...attributes.flatMap(({ g }) => (g ? tensorsOf(g) : []))];
}
