import fc from 'fast-check';
import type { Expression } from '../../../src/core/formula';

const operators = ['+', '-', '*', '/', '^', '<', '>', '<=', '>='] as const;
const ofOne = ['sin', 'cos', 'tan', 'exp', 'log', 'sqrt', 'abs', 'sign', 'step', 'relu', 'floor', 'round'] as const;

/** Trees of formulas with `inputSize` inputs, as parsing makes them. */
export function trees(inputSize: number, value: fc.Arbitrary<number>): fc.Arbitrary<Expression> {
  return fc.letrec<{ tree: Expression }>((tie) => {
    const tree = tie('tree');
    return {
      tree: fc.oneof(
        { maxDepth: 5, withCrossShrink: true },
        fc.record({ kind: fc.constant('input' as const), index: fc.integer({ min: 0, max: inputSize - 1 }) }),
        fc.record({ kind: fc.constant('number' as const), value }),
        fc.record({ kind: fc.constant('constant' as const), name: fc.constantFrom('pi' as const, 'e' as const) }),
        fc.record({ kind: fc.constant('negate' as const), operand: tree }),
        fc.record({
          kind: fc.constant('binary' as const),
          operator: fc.constantFrom(...operators),
          left: tree,
          right: tree,
        }),
        fc.record({
          kind: fc.constant('call' as const),
          name: fc.constantFrom(...ofOne),
          operands: fc.tuple(tree),
        }),
        fc.record({
          kind: fc.constant('call' as const),
          name: fc.constantFrom('min' as const, 'max' as const),
          operands: fc.array(tree, { minLength: 2, maxLength: 3 }),
        }),
      ),
    };
  }).tree;
}
