import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DenseLayer } from '../../../src/core/network';
import { fault, parse, small, withLayer } from './small';

describe('reading a network', () => {
  it('takes ReLU after every layer but the last, the first two axes and [−1, 1]²', () => {
    const { network, slice, domain, interval, precision } = parse(small());
    expect(network.layers.map((layer) => layer.activation.name)).toEqual(['relu', 'relu', 'identity']);
    expect([network.name, network.inputSize, network.outputSize]).toEqual(['file.json', 2, 1]);
    expect([...(network.layers[0] as DenseLayer).weights]).toEqual([1, 2, 3, 4, 5, 6]);
    expect([[...slice.origin], [...slice.e1], [...slice.e2]]).toEqual([
      [0, 0],
      [1, 0],
      [0, 1],
    ]);
    expect(domain).toEqual([
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ]);
    expect(interval).toBeNull();
    expect(precision).toBe('float32');
  });

  it.each([
    ['mlp2_2x16', [16, 16, 1]],
    ['mlp2_3x32', [32, 32, 32, 1]],
    ['mlp2_10x20', [...Array(10).fill(20), 1]],
  ])('reads %s', (name, sizes) => {
    const { network, precision } = parse(JSON.parse(readFileSync(`tests/fixtures/${name}.json`, 'utf8')));
    expect(network.layers.map((layer) => layer.outputSize)).toEqual(sizes);
    expect([network.name, precision]).toEqual([name, 'float64']);
  });

  it.each([
    ['Leaky_ReLU', 'leakyRelu'],
    ['leaky relu', 'leakyRelu'],
    ['RELU', 'relu'],
    ['hard-tanh', 'hardTanh'],
    ['ReLU6', 'relu6'],
    ['Linear', 'identity'],
    ['none', 'identity'],
    ['abs', 'abs'],
  ])('takes the activation %s as %s', (written, name) => {
    expect(parse(withLayer(0, { activation: written })).network.layers[0]?.activation.name).toBe(name);
  });

  it('gives hidden layers the activation of the file, and each layer its own', () => {
    const file = { ...withLayer(1, { activation: { name: 'leakyRelu', alpha: 0.25 } }), activation: 'abs' };
    const { network } = parse(file);
    expect(network.layers.map((layer) => layer.activation)).toEqual([
      { name: 'abs' },
      { name: 'leakyRelu', alpha: 0.25 },
      { name: 'identity' },
    ]);
    expect(parse(withLayer(2, { activation: 'relu' })).network.layers[2]?.activation.name).toBe('relu');
  });

  it('takes alpha beside the activation, and a slope of 1 as the identity', () => {
    const alpha = (value: number) => parse(withLayer(0, { activation: 'leakyRelu', alpha: value })).network.layers[0];
    expect(alpha(0.5)?.activation).toEqual({ name: 'leakyRelu', alpha: 0.5 });
    expect(alpha(-2)?.activation).toEqual({ name: 'leakyRelu', alpha: -2 });
    expect(alpha(1)?.activation).toEqual({ name: 'identity' });
  });

  it('makes a clockwise domain counter-clockwise', () => {
    const domain = [
      [0, 0],
      [0, 2],
      [1, 0],
    ];
    expect(parse({ ...small(), domain }).domain).toEqual([
      [1, 0],
      [0, 2],
      [0, 0],
    ]);
  });

  it('reads an interval for one input, in both forms and either order', () => {
    const layers = [
      { W: [[1], [2]], b: [0, 1] },
      { W: [[1, 1]], b: [0] },
    ];
    for (const domain of [
      [-2, 3],
      [[-2], [3]],
      [[3], [-2]],
    ])
      expect(parse({ layers, domain }).interval).toEqual([-2, 3]);
    expect(parse({ layers })).toMatchObject({
      interval: [-1, 1],
      domain: [
        [-1, 0],
        [1, 0],
      ],
    });
    expect(fault({ layers, domain: [1, 1] })).toBe('domain: [1, 1] has no length that can be cut');
    expect(fault({ layers, domain: [1, 2, 3] })).toBe('domain: 3 ends; a network with one input needs [lo, hi]');
  });

  it('keeps a name as plain text, without control characters, at most 120 long', () => {
    const name = (text: string) => parse({ ...small(), name: text }).network.name;
    expect(name('<script>alert(1)</script>')).toBe('<script>alert(1)</script>');
    expect(name('a\u0000b\nc\u202Ed\u2028')).toBe('abcd');
    expect(name('x'.repeat(500))).toHaveLength(120);
    expect(name('\u0007')).toBe('file.json');
  });
});
