import { describe, expect, it } from 'vitest';
import { graphOutput } from '../../../../src/core/graph/evaluate';
import { exactPart } from '../../../../src/core/graph/exactPart';
import type { ReadGraph } from '../../../../src/formats/graphResult';
import { readOnnx } from '../../../../src/formats/onnx';
import { encodeModel } from '../../../../src/formats/onnx/proto';
import { type ModelOfFile, modelBytes, modelProto, numbers, tensorOf, wholes } from '../../../support/onnxFiles';

type Options = Parameters<typeof readOnnx>[1];

function read(model: ModelOfFile, options: Options = {}): ReadGraph {
  const result = readOnnx(modelBytes(model), options);
  if (!result.ok) throw new Error(`${result.error.where}: ${result.error.message}`);
  return result;
}

const relu = (inputs: ModelOfFile['inputs']): ModelOfFile => ({
  inputs,
  outputs: ['y'],
  nodes: [{ op: 'Relu', name: 'act', inputs: ['x'], outputs: ['y'] }],
});

const cnn = (sizes: readonly (number | string)[]): ModelOfFile => ({
  inputs: { x: sizes },
  outputs: ['y'],
  tensors: { w: tensorOf([2, 3, 3, 3], 1), head: tensorOf([4, 2], 2) },
  nodes: [
    { op: 'Conv', name: 'conv', inputs: ['x', 'w'], outputs: ['c'] },
    { op: 'Relu', name: 'act', inputs: ['c'], outputs: ['r'] },
    { op: 'GlobalAveragePool', name: 'pool', inputs: ['r'], outputs: ['p'] },
    { op: 'Flatten', name: 'flat', inputs: ['p'], outputs: ['f'] },
    { op: 'Gemm', name: 'fc', inputs: ['f', 'head'], outputs: ['y'], attributes: { transB: 1 } },
  ],
});

describe('the shape of the input', () => {
  it('leaves out a batch axis that is open or 1, and says so', () => {
    for (const first of ['batch', 1] as const) {
      const { graph, notes } = read(relu({ x: [first, 3] }));
      expect(graph.input.shape).toEqual([3]);
      expect(notes.join(' ')).toContain("of 'x' is taken as the batch");
    }
    expect(read(relu({ x: [5, 3] })).graph.input.shape).toEqual([5, 3]);
    expect(read(relu({ x: [7] })).graph.input.shape).toEqual([7]);
  });

  it('is chosen where the file leaves it open, with a note, or taken from the caller', () => {
    const open = read(cnn(['n', 'c', 'h', 'w']));
    expect(open.graph.input.shape).toEqual([3, 64, 64]);
    expect(open.notes).toContain("The file leaves sizes of 'x' open; [3, 64, 64] was taken.");
    expect(read(cnn(['n', 3, 'h', 'w']), { inputShape: [3, 9, 8] }).graph.input.shape).toEqual([3, 9, 8]);
    expect(() => read(cnn([1, 3, 8, 8]), { inputShape: [1, 8, 8] })).toThrow(
      "input 'x': the shape [1, 8, 8] does not agree with the file's [3, 8, 8]",
    );
  });

  it('is tried in turn where only one size fits what follows', () => {
    const model: ModelOfFile = {
      inputs: { x: ['n', 1, 'h', 'w'] },
      outputs: ['y'],
      tensors: { w: tensorOf([784, 2], 1) },
      nodes: [
        { op: 'Flatten', name: 'flat', inputs: ['x'], outputs: ['f'] },
        { op: 'Gemm', name: 'fc', inputs: ['f', 'w'], outputs: ['y'] },
      ],
    };
    expect(read(model).graph.input.shape).toEqual([1, 28, 28]);
  });

  it('is that of a node inside where reading begins behind it', () => {
    const whole = read(cnn([1, 3, 8, 8]));
    for (const from of ['act', 'r']) {
      const part = read(cnn([1, 3, 8, 8]), { from });
      expect(part.graph.input.shape).toEqual([2, 6, 6]);
      expect(part.graph.nodes.map(({ op }) => op)).toEqual(['input', 'mean', 'reshape', 'dense']);
    }
    const x = numbers(3 * 64, 5);
    const inner = read({ ...cnn([1, 3, 8, 8]), outputs: ['r'] });
    const part = read(cnn([1, 3, 8, 8]), { from: 'act' });
    expect([...graphOutput(part.graph, graphOutput(inner.graph, x))]).toEqual([...graphOutput(whole.graph, x)]);
    expect(() => read(cnn([1, 3, 8, 8]), { from: 'gone' })).toThrow("no node 'gone'");
  });
});

describe('reading begins behind an op that nothing computes', () => {
  const model: ModelOfFile = {
    inputs: { x: [1, 9] },
    outputs: ['y'],
    tensors: { w: tensorOf([4, 2], 1) },
    nodes: [
      { op: 'Fancy', name: 'odd', domain: 'org.example', inputs: ['x'], outputs: ['o'] },
      { op: 'Gemm', name: 'fc', inputs: ['o', 'w'], outputs: ['y'] },
    ],
  };

  it('with the shape that the file states or that is given', () => {
    const proto = modelProto(model);
    proto.graph.valueInfo = [
      { name: 'o', type: { tensorType: { shape: { dim: [{ dimParam: 'n' }, { dimValue: 4 }] } } } },
    ];
    const stated = readOnnx(encodeModel(proto), { from: 'odd' });
    expect(stated.ok && stated.graph.shapes).toEqual(
      new Map([
        ['o', [4]],
        ['fc', [2]],
      ]),
    );
    expect(read(model, { from: 'odd', inputShape: [4] }).graph.input.shape).toEqual([4]);
    const nothing = readOnnx(modelBytes(model), { from: 'odd' });
    expect(nothing).toEqual({
      ok: false,
      error: { where: "input 'o'", message: 'the file states no shape for it; give one' },
    });
  });
});

describe('what a file says is said', () => {
  it('names the opset, who wrote it and outputs that are left out', () => {
    const { notes } = read({ ...relu({ x: [1, 3] }), outputs: ['y', 'x'] });
    expect(notes[0]).toBe('ONNX opset 18, written by tests.');
    expect(notes[1]).toBe("The first of 2 outputs was taken, 'y'; others: 'x'.");
  });

  it('keeps the names of nodes, or of outputs where they have none', () => {
    const { graph } = read({
      inputs: { x: [1, 3] },
      outputs: ['out'],
      nodes: [
        { op: 'Relu', name: 'features.1', inputs: ['x'], outputs: ['h'] },
        { op: 'Abs', inputs: ['h'], outputs: ['out'] },
      ],
    });
    expect(graph.nodes.map(({ name }) => name)).toEqual(['x', 'features.1', 'out']);
  });

  it('stops before an op that nothing computes, with a note, and keeps the rest', () => {
    const { graph, notes } = read({
      inputs: { x: [1, 3] },
      outputs: ['y'],
      nodes: [
        { op: 'Relu', name: 'act', inputs: ['x'], outputs: ['h'] },
        { op: 'Lp', name: 'odd', domain: 'org.example', inputs: ['h'], outputs: ['o'] },
        { op: 'Relu', name: 'behind', inputs: ['o'], outputs: ['y'] },
      ],
    });
    expect(notes).toContain("node 'odd' (org.example.Lp): this op is not read. The lens stops before it.");
    expect(graph.nodes.map(({ op }) => op)).toEqual(['input', 'activation', 'unknown', 'unknown']);
    expect(graph.shapes.has('act')).toBe(true);
    expect(graph.shapes.has('odd')).toBe(false);
  });

  it('stops before further outputs of a node: the places of maxima', () => {
    const { graph } = read({
      inputs: { x: [1, 1, 4, 4] },
      outputs: ['y'],
      nodes: [
        { op: 'MaxPool', name: 'pool', inputs: ['x'], outputs: ['p', 'at'], attributes: { kernel_shape: [2, 2] } },
        { op: 'MaxUnpool', name: 'unpool', inputs: ['p', 'at'], outputs: ['y'], attributes: { kernel_shape: [2, 2] } },
      ],
    });
    expect(graph.nodes.map(({ name, op }) => [name, op])).toEqual([
      ['x', 'input'],
      ['pool', 'maxPool'],
      ['pool/output 2', 'unknown'],
      ['unpool', 'unknown'],
    ]);
  });

  it('stops before weights that depend on the input', () => {
    const { graph, notes } = read({
      inputs: { x: [1, 3, 3, 3] },
      outputs: ['y'],
      tensors: { to: wholes(3, 3, 1, 1), axes: wholes(2, 3) },
      nodes: [
        { op: 'ReduceSum', name: 'sum', inputs: ['x', 'axes'], outputs: ['s'] },
        { op: 'Expand', name: 'filters', inputs: ['s', 'to'], outputs: ['f'] },
        { op: 'Conv', name: 'dynamic', inputs: ['x', 'f'], outputs: ['y'] },
      ],
    });
    expect(notes.join()).toContain("node 'dynamic' (Conv): weight depends on the input");
    expect(graph.nodes.at(-1)?.op).toBe('unknown');
  });

  it('computes a product of two that depend on the input, and the lens stops before it', () => {
    const { graph } = read({
      inputs: { x: [1, 3, 3] },
      outputs: ['y'],
      tensors: { w: tensorOf([3, 3], 1) },
      nodes: [
        { op: 'MatMul', name: 'keys', inputs: ['x', 'w'], outputs: ['k'] },
        { op: 'MatMul', name: 'attention', inputs: ['x', 'k'], outputs: ['y'] },
      ],
    });
    const part = exactPart(graph);
    expect(part.notes.join()).toContain('multiplies two values that both depend on the input');
    expect(part.graph.nodes.some(({ name }) => name === 'keys')).toBe(true);
  });
});

describe('constants', () => {
  const ops = (model: ModelOfFile): string[] => read(model).graph.nodes.map(({ op }) => op);

  it('fold: the shape arithmetic of a flatten', () => {
    const model: ModelOfFile = {
      inputs: { x: ['n', 2, 3] },
      outputs: ['y'],
      tensors: { zero: wholes(0), minus: wholes(-1) },
      nodes: [
        { op: 'Shape', inputs: ['x'], outputs: ['s'] },
        { op: 'Gather', inputs: ['s', 'zero'], outputs: ['n'], attributes: { axis: 0 } },
        { op: 'Concat', inputs: ['n', 'minus'], outputs: ['target'], attributes: { axis: 0 } },
        { op: 'Reshape', name: 'flat', inputs: ['x', 'target'], outputs: ['f'] },
        { op: 'Identity', inputs: ['f'], outputs: ['i'] },
        { op: 'Dropout', inputs: ['i'], outputs: ['d'] },
        { op: 'Relu', name: 'act', inputs: ['d'], outputs: ['y'] },
      ],
    };
    expect(ops(model)).toEqual(['input', 'reshape', 'activation']);
    expect(read(model).graph.shapes.get('act')).toEqual([6]);
  });

  it('fold: an embedding that is looked up, weights that are dequantised', () => {
    const model: ModelOfFile = {
      inputs: { x: [1, 2] },
      outputs: ['y'],
      tensors: {
        table: { shape: [3, 2], values: [1, 2, 3, 4, 5, 6] },
        row: { shape: [1], values: [2], integer: true },
        q: { shape: [2, 2], values: [10, 20, 30, 40], integer: true },
        scale: { shape: [2], values: [0.5, 0.25] },
        zero: wholes(10, 20),
      },
      nodes: [
        { op: 'Gather', inputs: ['table', 'row'], outputs: ['e'], attributes: { axis: 0 } },
        { op: 'DequantizeLinear', inputs: ['q', 'scale', 'zero'], outputs: ['w'], attributes: { axis: 1 } },
        { op: 'Add', inputs: ['x', 'e'], outputs: ['a'] },
        { op: 'MatMul', name: 'fc', inputs: ['a', 'w'], outputs: ['y'] },
      ],
    };
    // (x + [5, 6]) · [[0, 0], [10, 5]] at x = [1, 1]
    expect([...graphOutput(read(model).graph, [1, 1])]).toEqual([70, 35]);
    expect(ops(model)).toEqual(['input', 'scale', 'dense']);
  });
});
