/** What is said of ops that are not read, and of casts to fewer bits. */
import { describe, expect, it } from 'vitest';
import { exactPart } from '../../../../src/core/graph/exactPart';
import { summariseGraph } from '../../../../src/core/graph/summary';
import { readOnnx } from '../../../../src/formats/onnx';
import { whyUnread } from '../../../../src/formats/unreadOps';
import { type ModelOfFile, modelBytes, type NodeOfFile, wholes } from '../../../support/onnxFiles';

const read = (stop: NodeOfFile, tensors: ModelOfFile['tensors'] = {}) => {
  const nodes: NodeOfFile[] = [
    { op: 'Relu', name: 'act', inputs: ['x'], outputs: ['h'] },
    stop,
    { op: 'Relu', name: 'behind', inputs: ['o'], outputs: ['y'] },
  ];
  const result = readOnnx(modelBytes({ inputs: { x: [1, 3, 4, 4] }, outputs: ['y'], tensors, nodes }));
  if (!result.ok) throw new Error(result.error.message);
  return result;
};

const stopOf = (op: string, attributes: NodeOfFile['attributes'] = {}, more: readonly string[] = []): NodeOfFile => ({
  op,
  name: 'stop',
  inputs: ['h', ...more],
  outputs: ['o'],
  attributes,
});

describe('an op that is not read', () => {
  for (const [op, why] of [
    ['LSTM', 'carries a state from step to step, through products of gates'],
    ['GRU', 'carries a state from step to step, through products of gates'],
    ['RNN', 'carries a state from step to step'],
    ['Attention', 'is attention: it weighs values by a softmax of their products'],
    ['RMSNormalization', 'is a norm: it divides by what it is given'],
    ['GatherND', 'takes or puts values by indices of their own, not whole entries of an axis'],
    ['Sin', 'is a smooth function without a gate'],
  ] as const)
    it(`says why by its kind: ${op}`, () => {
      const { graph, notes } = read(stopOf(op));
      expect(notes).toContain(`node 'stop' (${op}): this op is not read: it ${why}. The lens stops before it.`);
      const rows = summariseGraph(graph);
      expect(rows.find(({ name }) => name === 'stop')?.reason).toBe(why);
      expect(rows.find(({ name }) => name === 'behind')?.reason).toBe('is behind a node that is not read');
      expect(exactPart(graph).notes).toEqual([
        `Node "stop" (${op}) ${why}: the lens stops before it and reads out "act"; 2 nodes are left out.`,
      ]);
    });

  it('says so in its row where its setting is the reason', () => {
    const five = { k: wholes(5), e: { shape: [0], values: [] }, s: { shape: [4], values: [1, 1, 2, 2] } };
    const top = summariseGraph(read(stopOf('TopK', {}, ['k']), five).graph);
    expect(top.find(({ name }) => name === 'stop')?.reason).toBe(
      'is not read: sorts the 5 largest; only the largest alone is read',
    );
    const cubic = summariseGraph(read(stopOf('Resize', { mode: 'cubic' }, ['e', 's']), five).graph);
    expect(cubic.find(({ name }) => name === 'stop')?.reason).toBe(
      "is not read: interpolation 'cubic'; nearest and linear are read",
    );
  });

  it('of an extension is known by its type there, others are not known', () => {
    expect(whyUnread('com.microsoft.MultiHeadAttention')).toBe(whyUnread('Attention'));
    expect(whyUnread('org.example.Lp')).toBeUndefined();
  });
});

describe('a cast', () => {
  it('to 16 bits rounds nothing, and says so once; to 32 bits it says nothing', () => {
    const cast = (to: number) => read(stopOf('Cast', { to })).notes.filter((note) => note.startsWith('Cast'));
    expect(cast(10)).toEqual(['Cast to float16: values are not rounded to it here.']);
    expect(cast(16)).toEqual(['Cast to bfloat16: values are not rounded to it here.']);
    expect(cast(1)).toEqual([]);
  });
});
