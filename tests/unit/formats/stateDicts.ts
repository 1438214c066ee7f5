/** Safetensors files of networks, as others write them. */
import { formatErrorText } from '../../../src/formats/checks';
import { parseNetworkSafetensors } from '../../../src/formats/networkSafetensors';
import { type NamedTensor, writeSafetensors } from '../../../src/formats/safetensors';

export const f32 = (name: string, shape: readonly number[], values: readonly number[]): NamedTensor => ({
  name,
  type: 'F32',
  shape,
  data: Float32Array.from(values),
});
export const zeros = (name: string, ...shape: number[]): NamedTensor =>
  f32(name, shape, Array(shape.reduce((product, length) => product * length, 1)).fill(0));
export const read = (tensors: readonly NamedTensor[], metadata: Record<string, string> = {}) => {
  const result = parseNetworkSafetensors(writeSafetensors(tensors, new Map(Object.entries(metadata))), 'a file');
  if (!result.ok) throw new Error(formatErrorText(result.error));
  return result;
};
export const fault = (tensors: readonly NamedTensor[], metadata: Record<string, string> = {}): string => {
  const result = parseNetworkSafetensors(writeSafetensors(tensors, new Map(Object.entries(metadata))));
  return result.ok ? 'accepted' : formatErrorText(result.error);
};

/** The state dict of nn.Sequential(Linear(2, 3), ReLU(), Linear(3, 1)). */
export const sequential = (): NamedTensor[] => [
  f32('0.weight', [3, 2], [1, 0, 0, 1, 1, 1]),
  f32('0.bias', [3], [0, 0, -0.5]),
  f32('2.weight', [1, 3], [1, 2, -4]),
  f32('2.bias', [1], [0.25]),
];
