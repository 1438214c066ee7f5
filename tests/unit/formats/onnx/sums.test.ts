/** What sums of products and choices become, and which are not read. */
import { describe, expect, it } from 'vitest';
import { exactPart } from '../../../../src/core/graph/exactPart';
import type { ReadGraph } from '../../../../src/formats/graphResult';
import { readOnnx } from '../../../../src/formats/onnx';
import { type ModelOfFile, modelBytes, numbers, tensorOf } from '../../../support/onnxFiles';
import { agreement } from '../../../support/onnxRuntime';
import { type OpCase, one } from './opCase';
import { CHOICE_CASES, SUM_CASES } from './sumCases';

function read(model: ModelOfFile): ReadGraph {
  const result = readOnnx(modelBytes(model));
  if (!result.ok) throw new Error(`${result.error.where}: ${result.error.message}`);
  return result;
}

const readCase = ({ shape, ...rest }: OpCase): ReadGraph => read({ inputs: { x: shape }, ...rest });

describe('sums of products', () => {
  it('are exact unless two factors depend on the input', () => {
    const linear = SUM_CASES.filter(({ nodes }) => nodes[0]?.inputs.filter((name) => name === 'x').length === 1);
    for (const one of linear) {
      const { graph } = readCase(one);
      expect(exactPart(graph).notes, one.title).toEqual([]);
    }
    expect(linear.length).toBe(SUM_CASES.length - 5);
  });

  it.each([
    ['ij,jk->ik', [1, 5], "the equation 'ij,jk->ik' joins axes of 5 and 3"],
    ['ijk,jk->ik', [1, 3], 'does not name the 2 axes of input 1'],
    ['ij->ik', [1, 3], 'is not of 2 inputs'],
    ['ij,jk->iq', [1, 3], 'has an output that its inputs do not give'],
    ['i1,jk->ik', [1, 3], 'does not name the 2 axes of input 1'],
    ['ij,jk->ik->i', [1, 3], 'is not of 2 inputs'],
  ])('%s of %j is refused with its equation', (equation, shape, why) => {
    const { graph, notes } = read({
      inputs: { x: shape },
      outputs: ['y'],
      tensors: { w: tensorOf([3, 2], 1) },
      nodes: [{ op: 'Einsum', name: 'sums', inputs: ['x', 'w'], outputs: ['y'], attributes: { equation } }],
    });
    const note = notes.find((text) => text.includes(why));
    expect(note).toContain("node 'sums' (Einsum)");
    expect(note).toContain(equation);
    expect(graph.nodes.at(-1)?.op).toBe('unknown');
  });

  it('of three that depend on the input are not read', () => {
    const attributes = { equation: 'bi,bi,bi->b' };
    const { notes } = read({
      inputs: { x: [1, 3] },
      outputs: ['y'],
      nodes: [{ op: 'Einsum', name: 'cubes', inputs: ['x', 'x', 'x'], outputs: ['y'], attributes }],
    });
    expect(notes.join()).toContain('multiplies 3 values that depend on the input');
  });

  it('of constants fold, as onnxruntime computes them', async () => {
    const model: ModelOfFile = {
      inputs: { x: [1, 4] },
      outputs: ['y'],
      tensors: { a: tensorOf([4, 3], 1), b: tensorOf([3, 3, 4], 2), axis: { shape: [], values: [0], integer: true } },
      nodes: [
        { op: 'Einsum', inputs: ['a', 'b'], outputs: ['w'], attributes: { equation: 'ij,jjk->ik' } },
        { op: 'CumSum', inputs: ['w', 'axis'], outputs: ['v'], attributes: { exclusive: 1, reverse: 1 } },
        { op: 'MatMul', inputs: ['x', 'v'], outputs: ['y'], name: 'head' },
      ],
    };
    expect(read(model).graph.nodes.map(({ op }) => op)).toEqual(['input', 'dense']);
    const { worst } = await agreement(modelBytes(model), [1, 4], numbers(4, 3));
    expect(worst).toBeLessThan(1e-5);
  });
});

describe('choices', () => {
  it('between two lines over what is compared are one activation', () => {
    const lines = CHOICE_CASES.filter(({ title }) => /half.*\? (x|leak|half) : (leak|seven)/.test(title));
    expect(lines.length).toBe(12);
    for (const one of lines) {
      const { graph } = readCase(one);
      expect(
        graph.nodes.map(({ op }) => op),
        one.title,
      ).toEqual(['input', 'activation']);
    }
  });

  it('between constants and functions of what is compared are exact, between others that depend on the input they are not', () => {
    const exact = (sides: readonly string[]): boolean => {
      const model: ModelOfFile = {
        inputs: { x: [1, 3] },
        outputs: ['y'],
        tensors: { c: one(0.5), a: tensorOf([1, 3], 1), b: tensorOf([3], 2), w: tensorOf([3, 3], 3) },
        nodes: [
          { op: 'MatMul', inputs: ['x', 'w'], outputs: ['far'] },
          { op: 'Relu', inputs: ['x'], outputs: ['r'] },
          { op: 'Less', inputs: ['r', 'c'], outputs: ['asked'] },
          { op: 'Abs', inputs: ['r'], outputs: ['other'] },
          { op: 'Where', inputs: ['asked', ...sides], outputs: ['y'] },
        ],
      };
      return exactPart(read(model).graph).notes.length === 0;
    };
    expect(
      [
        ['a', 'b'],
        ['a', 'c'],
        ['r', 'b'],
        ['a', 'other'],
        ['far', 'b'],
        ['a', 'far'],
      ].map(exact),
    ).toEqual([true, true, true, true, false, false]);
  });
});
