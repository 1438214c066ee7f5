import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forward } from '../../../../src/core';
import { graphOutput } from '../../../../src/core/graph';
import { type Architecture, graphOfArchitecture, guessArchitecture } from '../../../../src/formats/architecture';
import { formatErrorText } from '../../../../src/formats/checks';
import { parseNetworkSafetensors } from '../../../../src/formats/networkSafetensors';
import { writeSafetensors } from '../../../../src/formats/safetensors';
import type { Tensor } from '../../../../src/formats/tensors';
import { seeded } from '../../../support/build';
import { holds } from '../../../support/holds';
import { guessed, layer, norm, state, words } from './support';

const numbersOf = (tensors: ReadonlyMap<string, Tensor>, name: string): number[] =>
  Array.from(tensors.get(name)?.data as Float32Array);
const point = (size: number, seed: number): number[] => {
  const random = seeded(seed);
  return Array.from({ length: size }, () => 2 * random() - 1);
};
const textOf = (result: { ok: true } | { ok: false; error: { where: string; message: string } }): string =>
  result.ok ? 'accepted' : formatErrorText(result.error);

describe('the graph of an architecture', () => {
  it('of dense layers gives what the reader of dense files gives', () => {
    const tensors = state({ ...layer('0', 6, 4), ...layer('2', 5, 6), ...layer('4', 3, 5) });
    const file = writeSafetensors([...tensors].map(([name, tensor]) => ({ name, ...tensor })));
    const dense = parseNetworkSafetensors(file);
    if (!dense.ok) throw new Error(dense.error.message);
    const { graph } = guessed(tensors);
    for (let seed = 1; seed < 20; seed++)
      expect([...graphOutput(graph, point(4, seed))]).toEqual([
        ...forward(dense.network, Float64Array.from(point(4, seed))),
      ]);
  });

  it('of a convolution, batch norm, pooling and a dense layer, by their definitions', () => {
    const tensors = state({ ...layer('0', 2, 1, 3, 3), ...norm('1', 2), ...layer('5', 3, 2 * 2 * 2) });
    const { graph, architecture } = guessed(tensors, { inputShape: [1, 4, 4] });
    expect(words(architecture)).toBe('0 s1p1 | 1 | relu | pool 2s2p0 | flatten | 5');
    for (let seed = 1; seed < 10; seed++) {
      const x = point(16, seed);
      const expected = byDefinition(tensors, x);
      expect([...graphOutput(graph, x)].every((y, i) => Math.abs(y - (expected[i] as number)) < 1e-12)).toBe(true);
    }
  });

  /** The network above on a 4 × 4 picture, written out. */
  function byDefinition(tensors: ReadonlyMap<string, Tensor>, x: readonly number[]): number[] {
    const get = (name: string) => (i: number) => numbersOf(tensors, name)[i] as number;
    const pixel = (r: number, c: number) => (r < 0 || c < 0 || r > 3 || c > 3 ? 0 : (x[4 * r + c] as number));
    const unit = (k: number, r: number, c: number): number => {
      let z = get('0.bias')(k);
      for (let i = 0; i < 9; i++) z += get('0.weight')(9 * k + i) * pixel(r + Math.floor(i / 3) - 1, c + (i % 3) - 1);
      const scale = get('1.weight')(k) / Math.sqrt(get('1.running_var')(k) + 1e-5);
      return Math.max(0, (z - get('1.running_mean')(k)) * scale + get('1.bias')(k));
    };
    const pooled = [0, 1].flatMap((k) =>
      [0, 2].flatMap((r) =>
        [0, 2].map((c) => Math.max(unit(k, r, c), unit(k, r, c + 1), unit(k, r + 1, c), unit(k, r + 1, c + 1))),
      ),
    );
    return [0, 1, 2].map((j) => pooled.reduce((sum, h, i) => sum + h * get('5.weight')(8 * j + i), get('5.bias')(j)));
  }

  it('takes every kind of step as a person edits it', () => {
    const tensors = state({ ...layer('conv', 2, 1, 3, 3), ...layer('ln', 2), ...layer('fc', 2, 2) });
    const architecture: Architecture = {
      inputShape: [1, 4, 4],
      steps: [
        {
          kind: 'conv',
          name: 'conv',
          weight: 'conv.weight',
          bias: 'conv.bias',
          stride: [1, 1],
          padding: [1, 1],
          dilation: [1, 1],
          groups: 1,
        },
        { kind: 'averagePool', name: 'mean', kernel: [2, 2], stride: [2, 2], padding: [0, 0] },
        { kind: 'activation', name: 'leak', activation: { name: 'leakyRelu', alpha: 0.2 } },
        { kind: 'add', name: 'twice', from: 'mean', shortcut: [] },
        { kind: 'globalAveragePool', name: 'all' },
        { kind: 'layerNorm', name: 'ln', weight: 'ln.weight', bias: 'ln.bias', epsilon: 1e-5 },
        { kind: 'dense', name: 'fc', weight: 'fc.weight' },
        { kind: 'softmax', name: 'chances' },
      ],
    };
    const result = graphOfArchitecture(architecture, tensors, 'edited');
    if (!result.ok) throw new Error(formatErrorText(result.error));
    expect(result.notes).toEqual(['Tensors that no step takes are left out: fc.bias.']);
    const y = graphOutput(result.graph, point(16, 3));
    expect(y.length).toBe(2);
    expect(Math.abs(y.reduce((sum, value) => sum + value) - 1)).toBeLessThan(1e-12);
  });
});

describe('what does not fit', () => {
  it('is named, and what was tried can be edited', () => {
    const shapes = { ...layer('conv1', 4, 1, 3, 3), ...layer('fc', 2, 4 * 300_000) };
    const guess = guessArchitecture(state(shapes));
    expect(textOf(guess)).toMatch(/^node "fc": .*no usual size of the input, padding and pooling/);
    expect(!guess.ok && guess.architecture?.steps.map(({ name }) => name)).toContain('fc');
    expect(textOf(guessArchitecture(state({ kernel: [3, 2], bias_0: [3] })))).toMatch(/^no tensor is named as PyTorch/);
    expect(textOf(guessArchitecture(new Map()))).toMatch(/^no tensor is named/);
  });

  it('tensors that are missing, of another type or not finite', () => {
    const tensors = state({ ...layer('0', 6, 4), ...layer('2', 3, 6) });
    const { architecture } = guessed(tensors);
    const changed = (name: string, tensor: Tensor | null): string => {
      const copy = new Map(tensors);
      if (tensor) copy.set(name, tensor);
      else copy.delete(name);
      return textOf(graphOfArchitecture(architecture, copy));
    };
    expect(changed('2.weight', null)).toBe('step "2": tensor "2.weight" is missing');
    const half = { type: 'I32', shape: [3, 6], data: new Int32Array(18) } as const;
    expect(changed('2.weight', half)).toBe(
      'tensor "2.weight": dtype I32 is not supported for a layer; F32, F64, F16, BF16 are',
    );
    const nan = { type: 'F32', shape: [3], data: Float32Array.of(0, Number.NaN, 0) } as const;
    expect(changed('2.bias', nan)).toBe('tensor "2.bias": entry 1 is not a finite number (found NaN)');
    const short = { type: 'F32', shape: [2], data: new Float32Array(2) } as const;
    expect(changed('2.bias', short)).toBe('tensor "2.bias": 2 values; "2" takes 3');
    const other = { type: 'F32', shape: [3, 5], data: new Float32Array(15) } as const;
    expect(changed('2.weight', other)).toMatch(/^node "2": weights have 15 values/);
  });

  it('other choices that fit are offered, each with its graph', () => {
    const tensors = state({ ...layer('conv1', 2, 1, 3, 3), ...layer('conv2', 2, 2, 3, 3), ...layer('fc', 2, 2 * 49) });
    const { choices, notes, architecture } = guessed(tensors);
    expect(choices[0]?.architecture).toEqual(architecture);
    expect(choices.length).toBeGreaterThan(2);
    expect(notes[0]).toBe('The file names no activations: ReLU is taken between the layers, and none after the last.');
    expect(notes[1]).toBe('The file does not say how large its input is: 1 × 28 × 28 is taken.');
    for (const { architecture: other } of choices) expect(textOf(graphOfArchitecture(other, tensors))).toBe('accepted');
    expect(new Set(choices.map(({ label }) => label)).size).toBeGreaterThan(1);
  });

  it('no tensors make it throw, and each guess can be evaluated', () => {
    const paths = fc.constantFrom(
      '0',
      '1',
      '2',
      '4',
      'features.0',
      'features.3',
      'layer1.0.conv1',
      'layer1.0.conv2',
      'layer1.0.downsample.0',
      'layer1.0.bn1',
      'bn1',
      'conv1',
      'fc',
      'input',
      'head.1',
      '',
    );
    const endings = fc.constantFrom('weight', 'bias', 'running_mean', 'running_var', 'other');
    const shape = fc.array(fc.constantFrom(0, 1, 2, 3, 4, 8), { maxLength: 5 });
    const names = fc.tuple(paths, endings).map(([path, ending]) => (path ? `${path}.${ending}` : ending));
    let accepted = 0;
    holds(
      fc.property(fc.dictionary(names, shape, { maxKeys: 8 }), (shapes) => {
        const guess = guessArchitecture(state(shapes, false));
        if (!guess.ok) return;
        accepted++;
        const size = guess.architecture.inputShape.reduce((product, length) => product * length, 1);
        if (size < 5000) graphOutput(guess.graph, point(size, 1));
      }),
      51,
      1500,
    );
    expect(accepted).toBeGreaterThan(100);
  });
});
