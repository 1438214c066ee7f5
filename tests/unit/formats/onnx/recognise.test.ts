import { describe, expect, it } from 'vitest';
import type { ReadGraph } from '../../../../src/formats/graphResult';
import { readOnnx } from '../../../../src/formats/onnx';
import { type ModelOfFile, modelBytes } from '../../../support/onnxFiles';

function read(model: ModelOfFile): ReadGraph {
  const result = readOnnx(modelBytes(model));
  if (!result.ok) throw new Error(`${result.error.where}: ${result.error.message}`);
  return result;
}

describe('activations written as several nodes', () => {
  const half = { shape: [], values: [0.5] };

  it('SiLU is one node', () => {
    const { graph } = read({
      inputs: { x: [1, 3] },
      outputs: ['y'],
      nodes: [
        { op: 'Sigmoid', name: 'gate', inputs: ['x'], outputs: ['g'] },
        { op: 'Mul', name: 'silu', inputs: ['g', 'x'], outputs: ['y'] },
      ],
    });
    expect(graph.nodes.slice(1)).toEqual([
      { name: 'silu', op: 'activation', inputs: ['x'], activation: { name: 'swish' } },
    ]);
  });

  it('GELU is one node, whichever factor has the half', () => {
    const erf = [
      { op: 'Div', name: 'd', inputs: ['x', 'root'], outputs: ['d'] },
      { op: 'Erf', name: 'e', inputs: ['d'], outputs: ['e'] },
      { op: 'Add', name: 'a', inputs: ['e', 'one'], outputs: ['a'] },
    ];
    const tensors = { root: { shape: [], values: [Math.SQRT2] }, one: { shape: [], values: [1] }, half };
    const chains = [
      [
        { op: 'Mul', name: 'p', inputs: ['x', 'a'], outputs: ['p'] },
        { op: 'Mul', name: 'gelu', inputs: ['p', 'half'], outputs: ['y'] },
      ],
      [
        { op: 'Mul', name: 'p', inputs: ['x', 'half'], outputs: ['p'] },
        { op: 'Mul', name: 'gelu', inputs: ['p', 'a'], outputs: ['y'] },
      ],
      [
        { op: 'Mul', name: 'p', inputs: ['half', 'a'], outputs: ['p'] },
        { op: 'Mul', name: 'gelu', inputs: ['x', 'p'], outputs: ['y'] },
      ],
    ];
    for (const chain of chains) {
      const { graph } = read({ inputs: { x: [1, 3] }, outputs: ['y'], tensors, nodes: [...erf, ...chain] });
      expect(graph.nodes.slice(1)).toEqual([
        { name: 'gelu', op: 'activation', inputs: ['x'], activation: { name: 'gelu' } },
      ]);
    }
  });

  it('other products of a node and its gate stay as they are', () => {
    const { graph } = read({
      inputs: { x: [1, 3] },
      outputs: ['y'],
      tensors: { two: { shape: [3], values: [2, 2, 1] } },
      nodes: [
        { op: 'Mul', name: 'inner', inputs: ['x', 'two'], outputs: ['i'] },
        { op: 'Sigmoid', name: 'gate', inputs: ['i'], outputs: ['g'] },
        { op: 'Mul', name: 'gated', inputs: ['g', 'x'], outputs: ['y'] },
      ],
    });
    expect(graph.nodes.map(({ op }) => op)).toEqual(['input', 'scale', 'activation', 'multiply']);
  });
});
