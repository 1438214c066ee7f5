import { describe, expect, it } from 'vitest';
import { type ActivationSpec, denseNetwork, type Network } from '../../../src/core/network';
import type { CodeOutput } from '../../../src/core/network/network';
import { formatErrorText } from '../../../src/formats/checks';
import { parseNetworkJson } from '../../../src/formats/networkJson';
import { parseNetworkSafetensors } from '../../../src/formats/networkSafetensors';
import { writeNetworkJson } from '../../../src/formats/writeNetworkJson';
import { writeNetworkSafetensors } from '../../../src/formats/writeNetworkSafetensors';
import { dense } from '../../support/build';
import { fault, parse, small, withLayer } from './small';
import { read, sequential, fault as tensorFault } from './stateDicts';

const firstOf = (change: Record<string, unknown>): ActivationSpec | undefined =>
  parse(withLayer(0, change)).network.layers[0]?.activation;
const lastOf = (
  activation: unknown,
): { activation: ActivationSpec | undefined; codeOutput: CodeOutput | undefined } => {
  const { layers, codeOutput } = parse(withLayer(2, { activation })).network;
  return { activation: layers[2]?.activation, codeOutput };
};

describe('smooth activations in plain JSON', () => {
  it.each<[string, ActivationSpec]>([
    ['gelu', { name: 'gelu' }],
    ['GELU', { name: 'gelu' }],
    ['silu', { name: 'swish' }],
    ['SiLU', { name: 'swish' }],
    ['swish', { name: 'swish' }],
    ['quick_gelu', { name: 'swish', eta: 1.702 }],
    ['QuickGELU', { name: 'swish', eta: 1.702 }],
    ['Softplus', { name: 'softplus' }],
    ['sigmoid', { name: 'sigmoid' }],
    ['Tanh', { name: 'tanh' }],
  ])('%s is %o', (written, spec) => {
    expect(firstOf({ activation: written })).toEqual(spec);
    expect(firstOf({ activation: { name: written } })).toEqual(spec);
  });

  it('takes the slope of the gate of swish and softplus, within or beside the activation', () => {
    expect(firstOf({ activation: { name: 'swish', eta: 2.5 } })).toEqual({ name: 'swish', eta: 2.5 });
    expect(firstOf({ activation: 'softplus', eta: 4 })).toEqual({ name: 'softplus', eta: 4 });
    expect(parse({ ...small(), activation: { name: 'silu', eta: 3 } }).network.layers[1]?.activation).toEqual({
      name: 'swish',
      eta: 3,
    });
  });

  it.each<[Record<string, unknown>, string]>([
    [{ activation: 'swish', eta: 0 }, 'layers[0].eta: 0; the slope of a gate is above 0'],
    [{ activation: 'swish', eta: -1 }, 'layers[0].eta: -1; the slope of a gate is above 0'],
    [{ activation: { name: 'softplus', eta: '2' } }, 'layers[0].activation.eta'],
    [{ activation: 'gelu', eta: 2 }, 'layers[0].eta: only swish and softplus take an eta, this is "gelu"'],
    [{ activation: 'quickgelu', eta: 2 }, 'layers[0].eta: only swish and softplus take an eta, this is "quickgelu"'],
    [{ activation: 'gelu', alpha: 0.1 }, 'layers[0].alpha: only leakyRelu takes an alpha, this is gelu'],
    [{ activation: 'mish' }, 'layers[0].activation: "mish" is not supported; identity, relu, leakyRelu'],
    [
      { activation: 'softmax' },
      'layers[0].activation: softmax stands between layers; it is taken after the last one alone',
    ],
    [{ activation: { name: 'Softmax' } }, 'layers[0].activation: softmax stands between layers'],
  ])('refuses %o', (change, message) => {
    expect(fault(withLayer(0, change)).startsWith(message), fault(withLayer(0, change))).toBe(true);
  });

  it.each(['sigmoid', 'tanh', 'softmax'] as const)('after the last layer %s is a code that is read off', (name) => {
    expect(lastOf(name)).toEqual({ activation: { name: 'identity' }, codeOutput: name });
    expect(lastOf({ name: name.toUpperCase() })).toEqual({ activation: { name: 'identity' }, codeOutput: name });
  });

  it('other smooth ones after the last layer stay gates of it', () => {
    expect(lastOf('gelu')).toEqual({ activation: { name: 'gelu' }, codeOutput: undefined });
  });
});

describe('layers that are not max-affine', () => {
  const withNorm = (at: number, type: string) => {
    const { layers } = small();
    return { layers: [...layers.slice(0, at), { type, gamma: [1, 1] }, ...layers.slice(at)] };
  };

  it.each([
    ['LayerNorm', 'layer normalisation'],
    ['layer_norm', 'layer normalisation'],
    ['MultiheadAttention', 'attention'],
    ['self-attention', 'attention'],
  ])('%s ends the reading, with a note', (type, what) => {
    const { network, notes } = parse(withNorm(2, type));
    expect(network.layers.map((layer) => layer.outputSize)).toEqual([3, 2]);
    expect(network.layers.map((layer) => layer.activation.name)).toEqual(['relu', 'identity']);
    expect(notes).toContain(
      `layers[2] is ${what}, which is not max-affine: the lens stops before it and reads out layer 2; 2 layers are left out.`,
    );
  });

  it('counts a single layer that is left out, and refuses one that is first', () => {
    const { layers } = small();
    expect(parse({ layers: [...layers, { type: 'LayerNorm' }] }).notes.join()).toContain('; 1 layer is left out.');
    expect(fault(withNorm(0, 'attention'))).toBe(
      'layers[0]: attention is not max-affine, and there is no layer before it that could be shown',
    );
  });

  it('other layers are still refused, by their name', () => {
    expect(fault(withNorm(1, 'conv2d'))).toContain('layers[1]: a layer of type "conv2d" is not supported');
  });
});

describe('smooth activations in safetensors', () => {
  const named = (...activations: unknown[]) => ({ activations: JSON.stringify(activations) });

  it('come from the metadata', () => {
    const { network } = read(sequential(), named({ name: 'swish', eta: 2 }, 'softmax'));
    expect(network.layers.map((layer) => layer.activation)).toEqual([{ name: 'swish', eta: 2 }, { name: 'identity' }]);
    expect(network.codeOutput).toBe('softmax');
    expect(read(sequential(), { activation: 'gelu' }).network.layers[0]?.activation).toEqual({ name: 'gelu' });
  });

  it('a softmax between layers is refused', () => {
    expect(tensorFault(sequential(), named('softmax', 'identity'))).toContain('activations[0]: softmax stands between');
  });
});

const specs: readonly ActivationSpec[] = [
  { name: 'gelu' },
  { name: 'swish' },
  { name: 'swish', eta: 1.702 },
  { name: 'softplus', eta: 3 },
  { name: 'sigmoid' },
  { name: 'tanh' },
];
const codes: readonly (CodeOutput | undefined)[] = [undefined, 'sigmoid', 'tanh', 'softmax'];
const cases = specs.flatMap((spec) => codes.map((codeOutput) => [spec, codeOutput] as const));

describe('through writing and reading', () => {
  it.each(cases)('%o with the code %s comes back as it was', (spec, codeOutput) => {
    const plain = denseNetwork('n', [
      dense(
        [
          [1, 0.1],
          [-0.5, 3],
        ],
        [0.25, 1 / 3],
        spec,
      ),
      dense([[1, -1]], [0.5], { name: 'identity' }),
    ]);
    const network: Network = codeOutput ? { ...plain, codeOutput } : plain;
    const text = parseNetworkJson(writeNetworkJson(network));
    const bytes = parseNetworkSafetensors(writeNetworkSafetensors(network));
    for (const result of [text, bytes]) {
      if (!result.ok) throw new Error(formatErrorText(result.error));
      expect(result.network).toEqual(network);
    }
  });
});
