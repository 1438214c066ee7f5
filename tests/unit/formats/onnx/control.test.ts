import type { onnx } from 'onnx-proto';
import { describe, expect, it } from 'vitest';
import { readOnnx } from '../../../../src/formats/onnx';
import { encodeModel } from '../../../../src/formats/onnx/proto';
import { type ModelOfFile, modelProto, numbers, tensorOf, wholes } from '../../../support/onnxFiles';
import { agreement } from '../../../support/onnxRuntime';

const value = (name: string, elemType: number, sizes: readonly number[] | null = []): onnx.IValueInfoProto => ({
  name,
  type: { tensorType: { elemType, ...(sizes ? { shape: { dim: sizes.map((dimValue) => ({ dimValue })) } } : {}) } },
});

const node = (
  opType: string,
  input: string[],
  output: string[],
  attribute: onnx.IAttributeProto[] = [],
): onnx.INodeProto => ({
  opType,
  input,
  output,
  attribute,
});

const whole = (name: string, i: number): onnx.IAttributeProto => ({ name, type: 2, i });

/** A model whose node takes bodies. */
function withBodies(model: ModelOfFile, at: number, bodies: Readonly<Record<string, onnx.IGraphProto>>): Uint8Array {
  const proto = modelProto(model);
  const attribute = Object.entries(bodies).map(([name, g]): onnx.IAttributeProto => ({ name, type: 5, g }));
  (proto.graph.node?.[at] as onnx.INodeProto).attribute = attribute;
  return encodeModel(proto);
}

/** Index i of a strided view, as exporters compute it: a loop adds i·stride along each axis to what it carries. */
const LOOP_BODY: onnx.IGraphProto = {
  name: 'body',
  input: [value('i', 7), value('goes', 9), value('carried', 7, null)],
  output: [value('goes_on', 9), value('next', 7, null)],
  node: [
    node('Gather', ['sizes', 'i'], ['size']),
    node('Gather', ['strides', 'i'], ['stride']),
    node('Range', ['start', 'size', 'step'], ['places']),
    node('Mul', ['places', 'stride'], ['offsets']),
    node('Unsqueeze', ['carried', 'last'], ['column']),
    node('Add', ['column', 'offsets'], ['next']),
    node('Identity', ['goes'], ['goes_on']),
  ],
};

const scalar = (number: number) => ({ shape: [], values: [number], integer: true });

const STRIDED: ModelOfFile = {
  inputs: { x: [1, 12] },
  outputs: ['y'],
  tensors: {
    sizes: wholes(3, 2),
    strides: wholes(4, 3),
    count: scalar(2),
    start: scalar(0),
    step: scalar(1),
    last: wholes(-1),
    flat: wholes(-1),
    first: scalar(0),
    w: tensorOf([2, 4], 3),
  },
  nodes: [
    { op: 'Loop', name: 'indices', inputs: ['count', '', 'first'], outputs: ['at'] },
    { op: 'Reshape', name: 'line', inputs: ['x', 'flat'], outputs: ['l'] },
    { op: 'Gather', name: 'view', inputs: ['l', 'at'], outputs: ['v'] },
    { op: 'MatMul', name: 'fc', inputs: ['v', 'w'], outputs: ['y'] },
  ],
};

describe('loops and branches that do not depend on the input', () => {
  it('are run while the file is read: indices of a strided view', async () => {
    const bytes = withBodies(STRIDED, 0, { body: LOOP_BODY });
    const found = await agreement(bytes, [1, 12], numbers(12, 5));
    expect(found.worst).toBeLessThan(1e-6);
    const result = readOnnx(bytes);
    expect(result.ok && result.graph.nodes.map(({ op }) => op)).not.toContain('unknown');
    expect(result.ok && result.graph.shapes.get('fc')).toEqual([3, 4]);
  });

  it('take the branch that their condition names, and lists of tensors', async () => {
    for (const condition of [0, 1]) {
      const model: ModelOfFile = {
        inputs: { x: [1, 6] },
        outputs: ['y'],
        tensors: { three: wholes(3), minus: wholes(-1), one: wholes(1), flag: scalar(condition) },
        nodes: [
          { op: 'Cast', name: 'flagged', inputs: ['flag'], outputs: ['f'], attributes: { to: 9 } },
          { op: 'If', name: 'choice', inputs: ['f'], outputs: ['shape'] },
          { op: 'Reshape', name: 'flat', inputs: ['x', 'shape'], outputs: ['r'] },
          { op: 'Softmax', name: 'out', inputs: ['r'], outputs: ['y'] },
        ],
      };
      const plain: onnx.IGraphProto = {
        name: 'then',
        node: [node('Concat', ['one', 'minus'], ['a'], [whole('axis', 0)])],
        output: [value('a', 7, null)],
      };
      const listed: onnx.IGraphProto = {
        name: 'else',
        node: [
          node('SequenceConstruct', ['one', 'minus'], ['list']),
          node('SequenceInsert', ['list', 'three'], ['longer']),
          node('ConcatFromSequence', ['longer'], ['b'], [whole('axis', 0)]),
        ],
        output: [value('b', 7, null)],
      };
      const bytes = withBodies(model, 1, { then_branch: plain, else_branch: listed });
      expect((await agreement(bytes, [1, 6], numbers(6, 5))).worst).toBeLessThan(1e-6);
      const result = readOnnx(bytes);
      expect(result.ok && result.graph.shapes.get('out')).toEqual(condition ? [6] : [2, 3]);
    }
  });

  it('that never end are stopped', () => {
    const endless: ModelOfFile = { ...STRIDED, tensors: { ...STRIDED.tensors, count: scalar(2 ** 40) } };
    const still: onnx.IGraphProto = {
      ...LOOP_BODY,
      node: [node('Identity', ['goes'], ['goes_on']), node('Identity', ['carried'], ['next'])],
    };
    const result = readOnnx(withBodies(endless, 0, { body: still }));
    expect(result).toMatchObject({ ok: false, error: { where: "node 'goes_on' (Identity)" } });
    expect(!result.ok && result.error.message).toContain('are computed up to here');
  });

  it('that depend on the input are where the lens stops', () => {
    const model: ModelOfFile = {
      ...STRIDED,
      nodes: [{ op: 'Loop', name: 'loop', inputs: ['count', '', 'x'], outputs: ['y'] }],
    };
    const result = readOnnx(withBodies(model, 0, { body: LOOP_BODY }));
    expect(result.ok && result.notes.join()).toContain("node 'loop' (Loop): this op is not read");
  });
});
