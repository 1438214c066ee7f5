import { type NodeOfFile, tensorOf, wholes } from '../../../support/onnxFiles';
import { float, list, type OpCase, one, op, picture } from './opCase';

const TENSORS = {
  low: one(-0.5),
  high: one(0.5),
  zero: one(0),
  seven: one(7),
  row: list(1, 0, -1, 2, 0.5, 0),
  mask: { shape: [6], values: [1, 0, 1, 1, 0, 0], type: 9 },
} as const;

/** Conditions on x and on its ReLU, then what is made of them. */
function logic(title: string, ...nodes: readonly NodeOfFile[]): OpCase {
  return {
    title,
    shape: [1, 6],
    opset: 18,
    tensors: TENSORS,
    nodes: [
      { op: 'Relu', inputs: ['x'], outputs: ['r'] },
      { op: 'Greater', inputs: ['x', 'low'], outputs: ['above'] },
      { op: 'Less', inputs: ['x', 'high'], outputs: ['below'] },
      { op: 'LessOrEqual', inputs: ['r', 'high'], outputs: ['small'] },
      ...nodes,
    ],
    outputs: ['y0'],
  };
}

const node = (type: string, inputs: readonly string[], output: string): NodeOfFile => ({
  op: type,
  inputs,
  outputs: [output],
});
const number = (input: string): NodeOfFile => ({ op: 'Cast', inputs: [input], outputs: ['y0'], attributes: { to: 1 } });
const PAIRS = [
  ['above', 'below'],
  ['above', 'small'],
  ['small', 'mask'],
  ['mask', 'below'],
] as const;

export const LOGIC_CASES: readonly OpCase[] = [
  ...['And', 'Or', 'Xor'].flatMap((type) =>
    PAIRS.flatMap((pair) => [
      logic(`${type} ${pair.join()}`, node(type, pair, 'both'), number('both')),
      logic(`not ${type} ${pair.join()}`, node(type, pair, 'both'), node('Not', ['both'], 'not'), number('not')),
      logic(`${type} ${pair.join()} ? x : 7`, node(type, pair, 'both'), node('Where', ['both', 'x', 'seven'], 'y0')),
    ]),
  ),
  ...[
    ['r', 'zero'],
    ['zero', 'r'],
    ['r', 'x'],
    ['r', 'row'],
  ].flatMap((pair) => [
    logic(`Equal ${pair.join()}`, node('Equal', pair, 'same'), number('same')),
    logic(`Equal ${pair.join()} ? 7 : x`, node('Equal', pair, 'same'), node('Where', ['same', 'seven', 'x'], 'y0')),
  ]),
  logic(
    'x times a condition',
    { op: 'Cast', inputs: ['above'], outputs: ['n'], attributes: { to: 1 } },
    node('Mul', ['n', 'x'], 'y0'),
  ),
  logic('no number is no number', node('IsNaN', ['x'], 'none'), node('Where', ['none', 'zero', 'x'], 'y0')),
  op('Shrink', picture, [], { lambd: float(0.5), bias: float(0.25) }),
  op('Shrink', picture, [], { lambd: float(1), bias: float(1) }),
];

/** Ops that others are written by. */
export const DERIVED_CASES: readonly OpCase[] = [
  op('Gemm', [5, 3], [tensorOf([4, 5], 1), list(1, 2, 3)], {}, { inputs: ['a', 'x', 'b'], note: 'from the left' }),
  op(
    'Gemm',
    [3, 5],
    [tensorOf([5, 4], 1), tensorOf([4, 1], 2)],
    { transA: 1, transB: 1, alpha: float(0.5), beta: float(2) },
    { inputs: ['a', 'x', 'b'], note: 'from the left' },
  ),
  op('Gemm', [3, 5], [], { transB: 1 }, { inputs: ['x', 'x'], note: 'of two' }),
  op('ArgMin', [1, 8], [], { axis: 1, keepdims: 0 }),
  op('TopK', picture, [wholes(1)], { axis: 2 }, { outputs: 2 }),
  op('TopK', [1, 8], [wholes(1)], { largest: 0 }, { outputs: 2 }),
];
