import { isSmooth } from '../network/activation';
import type { GraphNode } from './types';

/** What a node's op is to the exact engine. `soft`: smooth, with a gate: the engine takes the spline that it softens. */
export type Role = 'input' | 'affine' | 'piecewise linear' | 'soft' | 'read-out' | 'smooth' | 'unknown';

export function roleOf(node: GraphNode): Role {
  switch (node.op) {
    case 'input':
      return 'input';
    case 'activation':
      if (node.activation.name === 'identity') return 'affine';
      return isSmooth(node.activation) ? 'soft' : 'piecewise linear';
    case 'prelu':
    case 'maxPool':
    case 'reduceMax':
    case 'reduceMin':
    case 'maximum':
    case 'minimum':
      return 'piecewise linear';
    case 'argMax':
      return 'read-out';
    case 'function':
    case 'softmax':
    case 'layerNorm':
    case 'multiply':
    case 'divide':
      return 'smooth';
    case 'unknown':
      return 'unknown';
    default:
      return 'affine';
  }
}

/** Whether the exact engine takes a node, given that it takes all that the node takes. */
export const isExact = (role: Role): boolean =>
  role === 'input' || role === 'affine' || role === 'piecewise linear' || role === 'soft';

/** Why the exact part ends before a node, as a clause: “it …”. */
export function whyNot(node: GraphNode): string {
  switch (node.op) {
    case 'softmax':
      return 'divides by a sum of exponentials';
    case 'layerNorm':
      return 'divides by what it is given';
    case 'multiply':
      return 'multiplies two values that both depend on the input';
    case 'divide':
      return 'divides by a value that depends on the input';
    case 'function':
      return `applies ${node.function}, which is smooth and has no gate`;
    case 'argMax':
      return 'gives an index, whose steps are the decision boundary';
    case 'unknown':
      return node.why ?? `${unknownKind(node.type)}, which is not computed here`;
    default:
      return 'depends on one that is not';
  }
}

/** What is known of ops by their names alone: kinds of attention and of norms. */
function unknownKind(type: string): string {
  if (/attention/i.test(type)) return 'is attention: it weighs values by a softmax of their products';
  if (/norm/i.test(type)) return 'is a norm: it divides by what it is given';
  return `is an op of type ${type}`;
}
