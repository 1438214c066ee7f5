import { describe, expect, it } from 'vitest';
import { formatErrorText } from '../../../src/formats/checks';
import { MAX_TENSOR_FILE } from '../../../src/formats/limits';
import { parseNetworkFile } from '../../../src/formats/networkFile';
import { parseNetworkSafetensors } from '../../../src/formats/networkSafetensors';
import { type NamedTensor, writeSafetensors } from '../../../src/formats/safetensors';
import { f32, fault, sequential, zeros } from './stateDicts';

describe('what is refused, each with its tensor', () => {
  const without = (name: string) => sequential().filter((tensor) => tensor.name !== name);
  const instead = (tensor: NamedTensor) => [...without(tensor.name), tensor];
  it.each<[string, readonly NamedTensor[], string]>([
    ['no tensors', [], 'empty; a network needs at least one layer'],
    ['a missing bias', without('2.bias'), 'tensor "2.bias": missing; expected 1 values, zeros where it has none'],
    ['a missing weight', without('0.weight'), 'tensor "0.weight": missing; tensor "0.bias" needs its weights'],
    [
      'a convolution',
      instead(zeros('0.weight', 3, 2, 3, 3)),
      'tensor "0.weight": 4 dimensions (3 × 2 × 3 × 3), as of a',
    ],
    [
      'a norm',
      [...sequential(), zeros('1.weight', 3), zeros('1.bias', 3)],
      'tensor "1.weight": 1 dimensions (3); a dense',
    ],
    [
      'a scalar',
      instead(f32('2.weight', [], [1])),
      'tensor "2.weight": 0 dimensions (one value); a dense layer has two',
    ],
    [
      'running means',
      [...sequential(), zeros('1.running_mean', 3)],
      'tensor "1.running_mean": is not supported; weights and biases of dense layers are: 0.weight, 0.bias',
    ],
    ['shapes apart', instead(f32('2.weight', [1, 2], [1, 2])), 'tensor "2.weight": 2 columns, layer 1 has 3 outputs'],
    ['a short bias', instead(zeros('0.bias', 2)), 'tensor "0.bias": its shape is (2), expected (3)'],
    [
      'a flat weight',
      instead(zeros('0.weight', 0, 2)),
      'tensor "0.weight": empty (0 × 2); a layer needs units and inputs',
    ],
    [
      'whole numbers',
      instead({ name: '2.bias', type: 'I32', shape: [1], data: Int32Array.of(1) }),
      'tensor "2.bias": dtype I32 is not supported for a layer; F32, F64, F16, BF16 are',
    ],
    [
      'NaN',
      instead(f32('0.weight', [3, 2], [1, 1, 1, 1, 1, Number.NaN])),
      'tensor "0.weight", [2][1]: not a finite number (found NaN)',
    ],
    [
      'infinity',
      instead(f32('0.bias', [3], [0, 1 / 0, 0])),
      'tensor "0.bias", [1]: not a finite number (found Infinity)',
    ],
    [
      'many layers',
      Array.from({ length: 65 }, (_, i) => [zeros(`${i}.weight`, 1, 1), zeros(`${i}.bias`, 1)]).flat(),
      '65 layers; at most 64',
    ],
    [
      'many inputs',
      [zeros('0.weight', 1, 65_537), zeros('0.bias', 1)],
      'tensor "0.weight": 65537 inputs; at most 65536',
    ],
    [
      'many parameters',
      [{ name: '0.weight', type: 'BF16', shape: [10_000, 1000], data: new Uint16Array(1e7) }, zeros('0.bias', 10_000)],
      'tensor "0.weight": 10010000 parameters up to here; at most 10000000 are taken',
    ],
    [
      'overflow',
      [
        { name: '0.weight', type: 'F64', shape: [1, 1], data: Float64Array.of(1e200) },
        zeros('0.bias', 1),
        { name: '1.weight', type: 'F64', shape: [1, 1], data: Float64Array.of(1e200) },
        zeros('1.bias', 1),
      ],
      'layer 2, unit 0: ',
    ],
  ])('%s', (_, tensors, message) => {
    expect(fault(tensors).slice(0, message.length)).toBe(message);
  });

  it.each<[string, Record<string, string>, string]>([
    [
      'an unknown activation',
      { activations: '["mish","identity"]' },
      'metadata, activations[0]: "mish" is not supported; ide',
    ],
    ['one for all', { activation: 'mish' }, 'metadata, activation: "mish" is not supported'],
    ['too few', { activations: '["relu"]' }, 'metadata, activations: 1 of them, the file has 2 layers'],
    ['no JSON', { activations: 'relu' }, 'metadata, activations: not valid JSON: '],
    ['a slice of three inputs', { slice: '{"u":[1,0,0],"v":[0,1,0]}' }, 'slice.u: 3 values, expected 2'],
    ['a domain that is none', { domain: '[[0,0],[1,1]]' }, 'domain: 2 corners'],
  ])('metadata with %s', (_, metadata, message) => {
    expect(fault(sequential(), metadata).slice(0, message.length)).toBe(message);
  });

  it('files beyond the limit, before they are looked at', () => {
    const result = parseNetworkSafetensors(new Uint8Array(MAX_TENSOR_FILE + 1));
    expect(result.ok ? '' : result.error.message).toMatch(/^the file has \d+ bytes; at most \d+ are read$/);
  });
});

describe('the one door', () => {
  const text = '{"layers":[{"W":[[1,2]],"b":[3]}]}';
  const encoded = new TextEncoder().encode(`\uFEFF${text}`);
  it('tells files by what they hold, and names the network after the file', () => {
    const bytes = writeSafetensors(sequential());
    for (const [content, name] of [
      [text, 'a.json'],
      [encoded, 'a.JSON'],
      [bytes, 'a.safetensors'],
      [bytes, 'a'],
    ] as const) {
      const result = parseNetworkFile(content, name);
      expect(result.ok && result.network.name).toBe('a');
    }
  });

  it.each<[string, Uint8Array, string, string]>([
    [
      'a checkpoint of PyTorch',
      new TextEncoder().encode('PK\u0003\u0004rest'),
      'a.pt',
      'a zip archive, as torch.save makes them; ',
    ],
    ['JSON by the wrong name', encoded, 'a.safetensors', 'a header of '],
    ['an empty file', new Uint8Array(0), 'a.safetensors', 'not a safetensors file: shorter than 8 bytes'],
    ['broken JSON', encoded.subarray(0, 20), 'a.json', 'not valid JSON'],
    ['no layer', new TextEncoder().encode('{"layers":[]}'), 'a.json', 'layers: empty'],
  ])('%s', (_, bytes, name, message) => {
    const result = parseNetworkFile(bytes, name);
    expect(result.ok ? '' : formatErrorText(result.error).slice(0, message.length)).toBe(message);
  });
});
