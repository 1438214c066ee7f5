import { MAX_ANGLE } from '../math/elementary';
import { constants, type Expression, inputName } from './expression';
import { binary, isUnary, unary } from './operations';
import { printExpression } from './print';

/** Coordinates and characters of a formula that a message shows. */
const MOST_COORDINATES = 4;
const MOST_CHARACTERS = 60;

/** Figures of a coordinate: enough to find the place by, few enough to read. */
const FIGURES = 4;

const shortNumber = (x: number): number => Number(x.toPrecision(FIGURES));

const operandsOf = (tree: Expression): readonly Expression[] => {
  if (tree.kind === 'negate') return [tree.operand];
  if (tree.kind === 'binary') return [tree.left, tree.right];
  return tree.kind === 'call' ? tree.operands : [];
};

/** Value of a tree at one point: the same operations in the same order as the program's. */
export function valueAt(tree: Expression, point: ArrayLike<number>): number {
  if (tree.kind === 'number') return tree.value;
  if (tree.kind === 'constant') return constants[tree.name];
  if (tree.kind === 'input') return point[tree.index] as number;
  const values = operandsOf(tree).map((operand) => valueAt(operand, point));
  const name = tree.kind === 'call' ? tree.name : tree.kind === 'binary' ? tree.operator : 'negate';
  if (isUnary(name)) return unary[name](values[0] as number);
  const join = binary[name];
  return values.reduce((u, v) => join(u, v));
}

function inputsIn(tree: Expression, found = new Set<number>()): Set<number> {
  if (tree.kind === 'input') found.add(tree.index);
  for (const operand of operandsOf(tree)) inputsIn(operand, found);
  return found;
}

/**
 * Why a formula has no finite value at a point: its innermost part that has none, that part's value and the coordinates
 * that it depends on, as in `log(x) is -Infinity at data point 17 (x = 0)`. Points count from 0.
 */
export function causeText(tree: Expression, point: ArrayLike<number>, index: number): string {
  const bad = (part: Expression): boolean => !Number.isFinite(valueAt(part, point));
  let cause = tree;
  for (let inner: Expression | undefined = tree; inner; inner = operandsOf(cause).find(bad)) cause = inner;
  const d = point.length;
  const coordinates = [...inputsIn(cause)].sort((a, b) => a - b).slice(0, MOST_COORDINATES);
  const where = coordinates.map((i) => `${inputName(i, d)} = ${shortNumber(point[i] as number)}`).join(', ');
  const text = printExpression(cause, d);
  const short = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
  const place = `${short} is ${valueAt(cause, point)} at data point ${index}${where && ` (${where})`}`;
  const angle = cause.kind === 'call' && /^(sin|cos|tan)$/.test(cause.name);
  return angle && !operandsOf(cause).some(bad) ? `${place}: angles are taken up to ${MAX_ANGLE} in size` : place;
}
