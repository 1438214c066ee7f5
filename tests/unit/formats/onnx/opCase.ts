import type { FileAttributes, FileTensor, NodeOfFile } from '../../../support/onnxFiles';

/** One op of ONNX as a model of its own. */
export interface OpCase {
  readonly title: string;
  readonly shape: readonly number[];
  readonly opset: number;
  readonly nodes: readonly NodeOfFile[];
  readonly tensors: Readonly<Record<string, FileTensor>>;
  readonly outputs: readonly string[];
}

interface Extra {
  readonly opset?: number;
  readonly note?: string;
  readonly outputs?: number;
  /** Input names instead of x and the tensors in order. */
  readonly inputs?: readonly string[];
}

/** A node that takes x and tensors, named a, b, c … in order; `null` leaves one out. */
export function op(
  type: string,
  shape: readonly number[],
  tensors: readonly (FileTensor | null)[] = [],
  attributes: FileAttributes = {},
  extra: Extra = {},
): OpCase {
  const names = tensors.map((tensor, i) => (tensor ? 'abcdefg'.charAt(i) : ''));
  const outputs = Array.from({ length: extra.outputs ?? 1 }, (_, i) => `y${i}`);
  return {
    title: `${type} ${JSON.stringify(attributes)} ${extra.note ?? ''} [${shape.join()}] opset ${extra.opset ?? 18}`,
    shape,
    opset: extra.opset ?? 18,
    nodes: [{ op: type, inputs: extra.inputs ?? ['x', ...names], outputs, attributes, name: 'node' }],
    tensors: Object.fromEntries(tensors.flatMap((tensor, i) => (tensor ? [[names[i] as string, tensor]] : []))),
    outputs,
  };
}

export const picture = [1, 4, 7, 6];
export const float = (value: number): { readonly float: number } => ({ float: value });
export const one = (value: number): FileTensor => ({ shape: [], values: [value] });
export const list = (...values: number[]): FileTensor => ({ shape: [values.length], values });
