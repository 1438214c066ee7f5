import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_PARAMETERS } from '../../../src/formats/limits';
import { holds } from '../../support/holds';
import { fault, small, withLayer } from './small';

describe('faults, each with its place', () => {
  const ragged = [[1, 2], [3], [5, 6]];
  it.each<[string, unknown, string]>([
    ['no JSON', '{"layers": [', 'not valid JSON'],
    ['a list', [], 'expected an object, found a list of 0'],
    ['no layers', {}, 'layers: missing'],
    ['empty layers', { layers: [] }, 'layers: empty'],
    ['a missing bias', withLayer(0, { b: undefined }), 'layers[0].b: missing'],
    [
      'a missing W',
      withLayer(1, { W: undefined, weights: [] }),
      'layers[1].W: missing; found "b", "weights", expected W, b',
    ],
    [
      'a wrong width',
      withLayer(1, {
        W: [
          [1, 2],
          [3, 4],
        ],
      }),
      'layers[1].W: 2 columns, layer 1 has 3 outputs',
    ],
    ['ragged rows', withLayer(0, { W: ragged }), 'layers[0].W[1]: 1 values, expected 2'],
    ['an empty W', withLayer(0, { W: [] }), 'layers[0].W: empty'],
    ['an empty row', withLayer(0, { W: [[]] }), 'layers[0].W[0]: empty'],
    ['a short bias', withLayer(0, { b: [1] }), 'layers[0].b: 1 values, expected 3'],
    [
      'null',
      withLayer(1, {
        W: [
          [1, 2, 3],
          [1, null, 2],
        ],
      }),
      'layers[1].W[1][1]: not a finite number (found null)',
    ],
    ['a quoted NaN', withLayer(1, { b: [1, 'NaN'] }), 'layers[1].b[1]: not a finite number (found "NaN")'],
    ['a bare NaN', JSON.stringify(small()).replace('0.5', 'NaN'), 'layers[2].b[0]: not a finite number (found "NaN")'],
    ['-Infinity', JSON.stringify(small()).replace('0.5', '-Infinity'), 'layers[2].b[0]: not a finite number'],
    ['1e999', JSON.stringify(small()).replace('0.5', '1e999'), 'layers[2].b[0]: not a finite number (found Infinity)'],
    [
      '1e308',
      withLayer(0, {
        W: [
          [1, 2],
          [1e308, 1e308],
          [5, 6],
        ],
      }),
      'layers: layer 1, unit 1: ',
    ],
    [
      'an overflow further up',
      withLayer(1, {
        b: [1e305, 0],
        W: [
          [1, 0, 0],
          [0, 1e307, 0],
        ],
      }),
      'layers: layer 2, unit 1: ',
    ],
    [
      'an unknown activation',
      withLayer(0, { activation: 'mish' }),
      'layers[0].activation: "mish" is not supported; identity, relu',
    ],
    [
      'a prototype key',
      withLayer(0, { activation: 'constructor' }),
      'layers[0].activation: "constructor" is not supported',
    ],
    [
      'an infinite alpha',
      withLayer(0, { activation: { name: 'leakyRelu', alpha: 'x' } }),
      'layers[0].activation.alpha: not a finite',
    ],
    ['alpha of a ReLU', withLayer(0, { alpha: 0.1 }), 'layers[0].alpha: only leakyRelu takes an alpha'],
    ['a convolution', withLayer(1, { type: 'conv2d' }), 'layers[1]: a layer of type "conv2d" is not supported'],
    ['a bad name', { ...small(), name: 7 }, 'name: expected a text, found 7'],
    [
      'a short origin',
      { ...small(), slice: { origin: [0], u: [1, 0], v: [0, 1] } },
      'slice.origin: 1 values, expected 2',
    ],
    ['no v', { ...small(), slice: { u: [1, 0] } }, 'slice.v: missing'],
    ['parallel axes', { ...small(), slice: { u: [1, 2], v: [-2, -4] } }, 'slice: u and v are parallel'],
    ['a zero axis', { ...small(), slice: { u: [0, 0], v: [0, 1] } }, 'slice.u: is the zero vector'],
    [
      'two corners',
      {
        ...small(),
        domain: [
          [0, 0],
          [1, 1],
        ],
      },
      'domain: 2 corners; a convex polygon needs at least 3',
    ],
    [
      'a flat domain',
      {
        ...small(),
        domain: [
          [0, 0],
          [1, 1],
          [2, 2],
        ],
      },
      'domain: the domain has no area',
    ],
    [
      'a dent',
      {
        ...small(),
        domain: [
          [0, 0],
          [2, 0],
          [0.5, 0.5],
          [0, 2],
        ],
      },
      'domain: the domain is not convex',
    ],
    [
      'a corner of three',
      {
        ...small(),
        domain: [
          [0, 0],
          [2, 0],
          [0, 2, 1],
        ],
      },
      'domain[2]: 3 values, expected 2',
    ],
  ])('%s', (_, file, message) => {
    expect(fault(file).slice(0, message.length)).toBe(message);
  });

  it('caps layers, inputs, parameters and text before anything large is made', () => {
    const layer = { W: [[1]], b: [0] };
    expect(fault({ layers: Array(65).fill(layer) })).toBe('layers: 65 layers; at most 64 are taken');
    expect(fault({ layers: [{ W: [Array(65_537).fill(0)], b: [0] }] })).toBe(
      'layers[0].W: 65537 inputs; at most 65536 are taken',
    );
    const wide = { W: [Array(60_000).fill(0), ...Array(170).fill(0)], b: [] };
    expect(fault({ layers: [wide] })).toContain(`at most ${MAX_PARAMETERS} are taken`);
    expect(fault(' '.repeat(64 * 1024 * 1024 + 1))).toContain('at most 67108864 are read');
  });

  it('never throws, whatever the text', () => {
    const keys = fc.constantFrom('layers', 'W', 'b', 'activation', 'alpha', 'slice', 'domain', 'u', 'v', 'name');
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        fc.double(),
        fc.constant(null),
        fc.string(),
        fc.array(tie('tree')),
        fc.dictionary(keys, tie('tree')),
      ),
    }));
    const answers = (text: unknown) => {
      expect(fault(text)).toMatch(/./);
    };
    const spots = fc.tuple(fc.integer({ min: 0, max: 2 }), fc.constantFrom('W', 'b', 'activation', 'alpha'), tree);
    const damaged = ([index, key, value]: [number, string, unknown]) => answers(withLayer(index, { [key]: value }));
    holds(
      fc.property(
        tree.map((value) => JSON.stringify(value)),
        answers,
      ),
      1,
      300,
    );
    holds(fc.property(fc.string(), answers), 2, 300);
    holds(fc.property(spots, damaged), 3, 1000);
  });
});
