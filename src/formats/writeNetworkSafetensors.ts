import type { ActivationSpec, Network } from '../core/network';
import type { Polygon, Slice } from '../core/slice/slice';
import { chainOf } from './chainOf';
import { shortest } from './numberText';
import { precisionOf } from './parsedNetwork';
import { type NamedTensor, writeSafetensors } from './safetensors';
import { domainText, sliceText } from './writeNetworkJson';

/** What a network is seen by. */
export interface NetworkView {
  readonly slice: Slice;
  readonly domain: Polygon;
}

/** Longest text of slice and domain that a file carries: its header has room for no more than a megabyte. */
const MAX_VIEW_TEXT = 512 * 1024;

/** Slice and domain as texts of a file's metadata; null where they are too long for it (dense planes of some 10⁴ inputs). */
export function viewTexts({ slice, domain }: NetworkView): readonly (readonly [key: string, text: string])[] | null {
  const texts = [
    ['slice', sliceText(slice)],
    ['domain', domainText(domain, slice.origin.length === 1)],
  ] as const;
  return texts.reduce((sum, [, text]) => sum + text.length, 0) > MAX_VIEW_TEXT ? null : texts;
}

function activationText({ name, alpha = 0.01, eta }: ActivationSpec): string {
  if (name === 'leakyRelu') return `{"name":"${name}","alpha":${shortest(alpha)}}`;
  return eta === undefined ? `"${name}"` : `{"name":"${name}","eta":${shortest(eta)}}`;
}

/** An activation a layer; the code of a read-out stands for the last one. */
const activationsText = ({ layers, codeOutput }: Network): string =>
  `[${layers.map(({ activation }, i) => (codeOutput && i === layers.length - 1 ? `"${codeOutput}"` : activationText(activation))).join(',')}]`;

/**
 * A safetensors file of a network that `parseNetworkSafetensors` reads back bit for bit, and PyTorch's `load_state_dict`
 * takes: tensors are named as in `nn.Sequential`, where an activation other than the identity is a module, too. F32 where
 * all weights and biases are float32 values, else F64. Metadata: `format` (pt), `name`, `activations` (a JSON list), and with
 * `view` `slice` and `domain` as JSON, unless they are too long (`viewTexts`). Cost: linear in the parameters.
 */
export function writeNetworkSafetensors(network: Network, view?: NetworkView): Uint8Array {
  const single = precisionOf(network) === 'float32';
  const tensor = (name: string, shape: readonly number[], values: Float64Array): NamedTensor =>
    single ? { name, type: 'F32', shape, data: Float32Array.from(values) } : { name, type: 'F64', shape, data: values };
  const tensors: NamedTensor[] = [];
  let module = 0;
  for (const { weights, bias, inputSize, outputSize, activation } of chainOf(network)) {
    tensors.push(tensor(`${module}.weight`, [outputSize, inputSize], weights));
    tensors.push(tensor(`${module}.bias`, [outputSize], bias));
    module += activation.name === 'identity' ? 1 : 2;
  }
  const metadata: (readonly [string, string])[] = [
    ['format', 'pt'],
    ['name', network.name],
    ['activations', activationsText(network)],
  ];
  return writeSafetensors(tensors, new Map([...metadata, ...((view && viewTexts(view)) ?? [])]));
}
