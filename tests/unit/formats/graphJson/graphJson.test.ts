import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkGraph, evaluateGraph } from '../../../../src/core/graph';
import type { Graph } from '../../../../src/core/graph/types';
import { formatErrorText } from '../../../../src/formats/checks';
import { readGraphJson, writeGraphJson } from '../../../../src/formats/graphJson';
import type { ReadGraph } from '../../../../src/formats/graphResult';
import { holds } from '../../../support/holds';
import { everyOp, numbers, residual } from '../graphs';

const read = (text: string): ReadGraph => {
  const result = readGraphJson(text);
  if (!result.ok) throw new Error(formatErrorText(result.error));
  return result;
};

const fault = (file: unknown): string => {
  const result = readGraphJson(typeof file === 'string' ? file : JSON.stringify(file));
  return result.ok ? `accepted ${result.notes.join(' ')}` : formatErrorText(result.error);
};

/** The example of docs/graph-format.md, to be changed by tests. */
const example = (): { nodes: Record<string, unknown>[]; [key: string]: unknown } => ({
  name: 'small cnn',
  nodes: [
    { name: 'image', op: 'input', shape: [1, 3, 3] },
    {
      name: 'conv',
      op: 'conv',
      inputs: ['image'],
      filters: 1,
      kernel: [2, 2],
      channels: 'first',
      weights: [
        [
          [
            [1, 0],
            [0, -1],
          ],
        ],
      ],
      bias: [0.5],
    },
    { name: 'relu', op: 'activation', inputs: ['conv'], activation: 'relu' },
    { name: 'flat', op: 'reshape', inputs: ['relu'], shape: [4] },
    { name: 'out', op: 'dense', inputs: ['flat'], units: 1, weights: [[1, 2, 3, 4]] },
  ],
  output: 'out',
});

/** The example with some of it changed; `undefined` leaves out. */
const withFile = (change: Record<string, unknown>) => ({ ...example(), ...change });
const withNode = (at: number, change: Record<string, unknown>) =>
  withFile({ nodes: example().nodes.map((node, i) => (i === at ? { ...node, ...change } : node)) });

describe('graphs as plain JSON', () => {
  it.each(everyOp().map((graph): [string, Graph] => [graph.name, graph]))('%s comes back bit for bit', (_, graph) => {
    const checked = checkGraph(graph);
    const back = read(writeGraphJson(checked));
    expect(back.graph).toEqual(checked);
    expect(back.notes).toEqual([]);
    expect(writeGraphJson(back.graph)).toBe(writeGraphJson(checked));
  });

  it('what may be left out has its stated value', () => {
    const { graph } = read(JSON.stringify(example()));
    const conv = graph.nodes.find(({ name }) => name === 'conv');
    expect(conv).toMatchObject({ strides: [1, 1], pads: [0, 0, 0, 0], dilations: [1, 1], groups: 1 });
    // By hand: windows of 1 … 9 give a − d + ½ with a − d = −4.
    const values = evaluateGraph(graph, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect([...(values.get('conv') ?? [])]).toEqual([-3.5, -3.5, -3.5, -3.5]);
    expect([...(values.get('out') ?? [])]).toEqual([0]);
    expect([...(evaluateGraph(graph, [9, 8, 7, 6, 5, 4, 3, 2, 1]).get('out') ?? [])]).toEqual([45]);
  });

  it('slice and domain are read and written', () => {
    const slice = { origin: numbers(9, 1), e1: numbers(9, 2), e2: numbers(9, 3) };
    const domain = [
      [0, 0],
      [1 / 3, 0],
      [0, 1],
    ] as const;
    const { graph } = read(JSON.stringify(example()));
    expect(read(writeGraphJson(graph, { slice, domain })).view).toEqual({ slice, domain });
    expect(read(writeGraphJson(graph)).view).toBeUndefined();
  });

  it('an op that is not known stops the lens, not the reader', () => {
    const attend = { name: 'relu', op: 'attention', inputs: ['conv'], heads: 4 };
    const { graph, notes } = read(JSON.stringify(withNode(2, attend)));
    expect(graph.nodes.find(({ name }) => name === 'relu')).toMatchObject({ op: 'unknown', type: 'attention' });
    expect(notes).toEqual(['Node "relu" is "attention", which is not known here: the lens stops before it.']);
  });
});

describe('faults name the place and the node', () => {
  it.each<[string, unknown, string]>([
    ['no JSON', '{"nodes": [', 'not valid JSON'],
    ['cut off', writeGraphJson(residual()).slice(0, 300), 'not valid JSON'],
    ['no nodes', {}, 'nodes: missing'],
    ['no output', withFile({ output: undefined }), 'output: missing'],
    ['another output', withFile({ output: 'end' }), 'its output "end" is no node'],
    ['no name', withNode(1, { name: undefined }), 'nodes[1].name: missing'],
    ['a number as a name', withNode(1, { name: 7 }), 'nodes[1].name: expected a text, found 7'],
    ['an unknown input', withNode(2, { inputs: ['conf'] }), 'node "relu": takes "conf", which is no node'],
    ['a cycle', withNode(1, { inputs: ['relu'] }), 'node "conv": takes "relu", which depends on it: a cycle'],
    ['two of a name', withNode(2, { name: 'conv' }), 'node "conv": a second node of this name'],
    ['missing weights', withNode(1, { weights: undefined }), 'nodes[1] "conv", weights: missing'],
    [
      'no channels',
      withNode(1, { channels: undefined }),
      'nodes[1] "conv", channels: missing; expected one of first, last',
    ],
    [
      'other channels',
      withNode(1, { channels: 'middle' }),
      'nodes[1] "conv", channels: "middle"; expected one of first, last',
    ],
    [
      'a row too long',
      withNode(1, {
        weights: [
          [
            [
              [1, 2],
              [1, 2, 3],
            ],
          ],
        ],
      }),
      'nodes[1] "conv", weights[0][0][1]: 3 values, expected 2',
    ],
    [
      'no number',
      withNode(4, { weights: [[1, 2, null, 4]] }),
      'nodes[4] "out", weights[0][2]: not a finite number (found null)',
    ],
    [
      'a flat list',
      withNode(4, { weights: [1, 2, 3, 4] }),
      'nodes[4] "out", weights: its shape is (4), expected (1 × 4)',
    ],
    [
      'another kernel',
      withNode(1, { kernel: [3, 3] }),
      'nodes[1] "conv", weights: its shape is (1 × 1 × 2 × 2), expected (1 × ? × 3 × 3)',
    ],
    ['half a unit', withNode(4, { units: 0.5 }), 'nodes[4] "out", units: 0.5 is no whole number from 0 on'],
    [
      'shapes that do not fit',
      withNode(4, { weights: [[1, 2, 3]] }),
      'node "out": weights have 3 values, 1 units of 4 inputs need 4',
    ],
    [
      'an unknown activation',
      withNode(2, { activation: 'spike' }),
      'nodes[2] "relu", activation: "spike" is not supported',
    ],
    [
      'a table',
      withNode(2, { activation: { name: 'table', slopes: [1, 2], offsets: [0, 0], thresholds: [] } }),
      'nodes[2] "relu", activation.thresholds: 0 of them, for 2 pieces',
    ],
    ['too many nodes', { nodes: Array(5000).fill(0), output: 'x' }, 'nodes: 5000 nodes; at most 4096 are taken'],
    ['bad slice', withFile({ slice: { u: [1] } }), 'slice.u: 1 values, expected 9'],
  ])('%s', (_, file, message) => {
    expect(fault(file).slice(0, message.length)).toBe(message);
  });

  it('lists that claim more than they hold are not allocated', () => {
    const rows: number[][] = [Array<number>(6000).fill(0), ...Array.from({ length: 5999 }, () => [])];
    expect(fault(withNode(4, { weights: rows }))).toContain(
      '36000005 parameters up to here; at most 33554432 are taken',
    );
  });

  it('damaged texts never throw', () => {
    const whole = writeGraphJson(residual());
    const swaps = ['"', '{', '}', '[', ']', ',', ':', '-', '1', 'e', 'null', '""', '[]', '{}', '1e99'];
    const edits = fc.array(fc.tuple(fc.nat(whole.length), fc.nat(4), fc.constantFrom(...swaps)), {
      minLength: 1,
      maxLength: 3,
    });
    let refused = 0;
    holds(
      fc.property(edits, (list) => {
        let text = whole;
        for (const [at, gone, put] of list) text = text.slice(0, at) + put + text.slice(at + gone);
        if (!readGraphJson(text).ok) refused++;
      }),
      31,
      3000,
    );
    expect(refused).toBeGreaterThan(2000);
  });
});
