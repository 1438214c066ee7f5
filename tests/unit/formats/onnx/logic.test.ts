/** Conditions as the engine takes them: their partition against forward passes of onnxruntime's own definition. */
import { describe, expect, it } from 'vitest';
import { exactPart, lowerGraph } from '../../../../src/core/graph';
import { certify, faceCount, partition } from '../../../../src/core/partition';
import { square } from '../../../../src/core/slice/slice';
import { readOnnx } from '../../../../src/formats/onnx';
import { modelBytes, type NodeOfFile, tensorOf } from '../../../support/onnxFiles';
import { LOGIC_CASES } from './logicCases';
import { one } from './opCase';

const slice = { origin: Float64Array.of(0.1, -0.2), e1: Float64Array.of(1, 0), e2: Float64Array.of(0, 1) };

const read = (nodes: readonly NodeOfFile[]) => {
  const bytes = modelBytes({
    inputs: { x: [1, 2] },
    outputs: ['y'],
    tensors: {
      w: tensorOf([2, 5], 3, 2),
      v: tensorOf([5, 3], 4, 2),
      a: one(-0.5),
      b: one(0.5),
      zero: one(0),
      two: one(2),
    },
    nodes: [
      { op: 'MatMul', inputs: ['x', 'w'], outputs: ['h'] },
      { op: 'Relu', inputs: ['h'], outputs: ['r'] },
      { op: 'Greater', inputs: ['h', 'a'], outputs: ['above'] },
      { op: 'Less', inputs: ['h', 'b'], outputs: ['below'] },
      { op: 'Less', inputs: ['h', 'a'], outputs: ['under'] },
      { op: 'Greater', inputs: ['h', 'b'], outputs: ['over'] },
      { op: 'Greater', inputs: ['r', 'b'], outputs: ['large'] },
      ...nodes,
      { op: 'MatMul', inputs: ['g', 'v'], outputs: ['y'] },
    ],
  });
  const result = readOnnx(bytes);
  if (!result.ok) throw new Error(result.error.message);
  return result.graph;
};

const CASES: readonly (readonly [string, readonly NodeOfFile[]])[] = [
  ...['And', 'Or', 'Xor'].flatMap((op): (readonly [string, readonly NodeOfFile[]])[] => [
    [
      `${op} on one number`,
      [
        { op, inputs: op === 'Or' ? ['under', 'over'] : ['above', 'below'], outputs: ['c'] },
        { op: 'Where', inputs: ['c', 'h', 'two'], outputs: ['g'] },
      ],
    ],
    [
      `${op} on two`,
      [
        { op, inputs: ['above', 'large'], outputs: ['c'] },
        { op: 'Where', inputs: ['c', 'two', 'zero'], outputs: ['g'] },
      ],
    ],
  ]),
  [
    'Equal',
    [
      { op: 'Equal', inputs: ['r', 'zero'], outputs: ['c'] },
      { op: 'Where', inputs: ['c', 'two', 'r'], outputs: ['g'] },
    ],
  ],
];

describe('networks of conditions', () => {
  it.each(CASES)('%s: exact throughout, and the certificate is clean', (_, nodes) => {
    const graph = read(nodes);
    expect(exactPart(graph).notes).toEqual([]);
    const network = lowerGraph(graph);
    const complex = partition(network, slice, square(2));
    expect(faceCount(complex)).toBeGreaterThan(8);
    const found = certify(network, slice, square(2), complex);
    expect(found.euler).toBe(1);
    expect([found.codeMismatches, found.signViolations, found.undecided]).toEqual([0, 0, 0]);
    expect(found.residual).toBeLessThan(1e-9);
  });

  it('two conditions on one number are one activation', () => {
    const single = LOGIC_CASES.filter(({ title }) => /^(And|Or|Xor) above,below \?/.test(title));
    expect(single.length).toBe(3);
    for (const { shape, opset, nodes, tensors, outputs } of single) {
      const result = readOnnx(modelBytes({ opset, inputs: { x: shape }, outputs, nodes, tensors }));
      expect(result.ok && result.graph.nodes.map(({ op }) => op)).toEqual(['input', 'activation']);
    }
  });
});
