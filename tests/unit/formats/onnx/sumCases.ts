import { type FileTensor, tensorOf } from '../../../support/onnxFiles';
import { float, list, type OpCase, one, op, picture } from './opCase';

const whole = (value: number): FileTensor => ({ shape: [], values: [value], integer: true });

/** `Einsum` of x (where a shape is null) and tensors of the shapes. */
function sums(equation: string, shape: readonly number[], ...others: (readonly number[] | null)[]): OpCase {
  const constants = others.flatMap((other, i) => (other ? [tensorOf(other, i + 20)] : []));
  let next = 0;
  const names = others.map((other) => (other ? 'abcdefg'.charAt(next++) : 'x'));
  return op('Einsum', shape, constants, { equation }, { inputs: ['x', ...names] });
}

export const SUM_CASES: readonly OpCase[] = [
  sums('ij->ji', [1, 3]),
  sums('bchw->bhwc', picture),
  sums('bchw->bc', picture),
  sums('bchw->', picture),
  sums('zyx', [1, 3, 4]),
  sums('ii->i', [4, 4]),
  sums('ii', [4, 4]),
  sums('bijij->bji', [1, 3, 2, 3, 2]),
  sums('bijik->bkji', [1, 3, 2, 3, 2]),
  sums('bi,ij->bj', [1, 5], [5, 3]),
  sums('bi,ji', [1, 5], [3, 5]),
  sums('...i,ij->...j', [1, 2, 5], [5, 3]),
  sums('bchw,cd->bdhw', picture, [4, 3]),
  sums('bchw,chd->bdw', picture, [4, 7, 2]),
  sums('bchw,hcwd->bd', picture, [7, 4, 6, 3]),
  sums('bchw,c->bchw', picture, [4]),
  sums('bchw,wc->bwhc', picture, [6, 4]),
  sums('bchw,w->bc', picture, [6]),
  sums('bhwc,hcd->bhwd', [1, 2, 3, 4], [2, 4, 5]),
  sums('bhwc,hcd->bdhw', [1, 2, 3, 4], [2, 4, 5]),
  sums('bhwc,hwcd->bwdh', [1, 2, 3, 4], [2, 3, 4, 5]),
  sums('bhwc,hwc->bhw', [1, 2, 3, 4], [2, 3, 4]),
  sums('bi,jk->bkij', [1, 3], [2, 4]),
  sums('bi,->bi', [1, 3], []),
  sums('...i,...i->...', [1, 2, 3], [1, 2, 3]),
  sums('bi,ij,jk->bk', [1, 3], [3, 4], [4, 2]),
  sums('bi,ij,i->bij', [1, 3], [3, 4], [3]),
  sums('bij,bij->bi', [1, 3, 4], null),
  sums('bij,bkj->bik', [1, 3, 4], null),
  sums('bij,bkl->b', [1, 3, 4], null),
  sums('bij,bik,jm->bkm', [1, 3, 4], null, [4, 2]),
  op('MatMul', [1, 2, 3, 4], [tensorOf([1, 2, 4, 5], 3)]),
  op('MatMul', [1, 3, 4], [tensorOf([2, 4, 5], 3)]),
  op('MatMul', [1, 2, 4, 3], [tensorOf([2, 5, 4], 3)], {}, { inputs: ['a', 'x'], note: 'from the left' }),
  op('MatMul', [3], [tensorOf([4, 3], 3)], {}, { inputs: ['a', 'x'], note: 'from the left' }),
  op('MatMul', [3], [tensorOf([2, 4, 3], 3)], {}, { inputs: ['a', 'x'], note: 'from the left' }),
  op('MatMul', [1, 2, 4, 4], [], {}, { inputs: ['x', 'x'] }),
  ...[{}, { exclusive: 1 }, { reverse: 1 }, { exclusive: 1, reverse: 1 }].flatMap((attributes) => [
    op('CumSum', picture, [whole(2)], attributes),
    op('CumSum', picture, [whole(-1)], attributes, { note: 'the last axis' }),
    op('CumSum', picture, [whole(0)], attributes, { note: 'the batch' }),
  ]),
];

export const NORM_CASES: readonly OpCase[] = [
  op('InstanceNormalization', picture, [tensorOf([4], 1), tensorOf([4], 2)]),
  op('InstanceNormalization', [1, 3, 9], [tensorOf([3], 1), tensorOf([3], 2)], { epsilon: float(0.1) }),
  op('GroupNormalization', picture, [tensorOf([4], 1), tensorOf([4], 2)], { num_groups: 2 }, { opset: 21 }),
  op('GroupNormalization', [1, 6, 5], [list(1, 2), list(3, 0.5)], { num_groups: 2 }),
];

const COMPARISONS = ['Greater', 'GreaterOrEqual', 'Less', 'LessOrEqual'];

/** A comparison of x with tensors, then a choice by it. */
function choice(
  type: string,
  inputs: readonly [string, string],
  sides: readonly [string, string],
  not = false,
): OpCase {
  const tensors = { half: one(0.5), row: tensorOf([1, 6], 5), seven: one(7), slope: one(0.25) };
  return {
    title: `${not ? 'not ' : ''}${type} ${inputs.join()} ? ${sides.join(' : ')}`,
    shape: [1, 6],
    opset: 18,
    tensors,
    nodes: [
      { op: type, inputs, outputs: ['asked'], name: 'asks' },
      { op: 'Mul', inputs: ['x', 'slope'], outputs: ['leak'] },
      { op: 'Exp', inputs: ['x'], outputs: ['exp'] },
      { op: 'Not', inputs: ['asked'], outputs: ['denied'] },
      { op: 'Where', inputs: [not ? 'denied' : 'asked', ...sides], outputs: ['y0'], name: 'node' },
    ],
    outputs: ['y0'],
  };
}

export const CHOICE_CASES: readonly OpCase[] = [
  ...COMPARISONS.flatMap((type) => [
    op(type, [1, 40], [one(0.25)]),
    op(type, [1, 40], [one(0.25)], {}, { inputs: ['a', 'x'], note: 'from the left' }),
    op(type, picture, [tensorOf([4, 1, 1], 14)]),
    op(type, [1, 3], [tensorOf([2, 1, 3], 14)]),
    op(type, picture, [], {}, { inputs: ['x', 'x'] }),
    choice(type, ['x', 'half'], ['x', 'leak']),
    choice(type, ['half', 'x'], ['leak', 'seven']),
    choice(type, ['x', 'half'], ['half', 'seven'], true),
    choice(type, ['x', 'row'], ['row', 'half']),
    choice(type, ['x', 'leak'], ['x', 'row']),
    choice(type, ['x', 'half'], ['exp', 'x']),
  ]),
];
