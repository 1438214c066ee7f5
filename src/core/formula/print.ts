import { binding, COMPARISON_BINDING, type Expression, inputName, SIGN_BINDING } from './expression';

/** Tighter than every operator: what needs no brackets. */
const ATOM = 9;

function bindingOf(tree: Expression): number {
  if (tree.kind === 'negate') return SIGN_BINDING;
  return tree.kind === 'binary' ? binding[tree.operator] : ATOM;
}

/**
 * A formula as text, with no brackets but those that it needs. Parsing it gives the same tree. `inputSize` decides
 * whether inputs are written x, y or x1, x2, …
 */
export function printExpression(tree: Expression, inputSize: number): string {
  return within(tree, 0, inputSize);
}

/** The text of a part that must bind at least this tightly: in brackets when it does not. */
function within(tree: Expression, least: number, inputSize: number): string {
  const text = bare(tree, inputSize);
  return bindingOf(tree) < least ? `(${text})` : text;
}

function bare(tree: Expression, inputSize: number): string {
  switch (tree.kind) {
    case 'number':
      return String(tree.value);
    case 'constant':
      return tree.name;
    case 'input':
      return inputName(tree.index, inputSize);
    case 'negate':
      return `-${within(tree.operand, SIGN_BINDING, inputSize)}`;
    case 'call':
      return `${tree.name}(${tree.operands.map((operand) => within(operand, 0, inputSize)).join(', ')})`;
    case 'binary': {
      const { operator } = tree;
      const own = binding[operator];
      // The side that an operator does not group towards needs brackets around its equals; comparisons do on both.
      const left = within(tree.left, operator === '^' || own === COMPARISON_BINDING ? own + 1 : own, inputSize);
      const right = within(tree.right, operator === '^' ? own : own + 1, inputSize);
      return own >= binding['*'] ? `${left}${operator}${right}` : `${left} ${operator} ${right}`;
    }
  }
}
