import { f64, i32 } from '../math/typed';
import { constants, type Expression } from './expression';
import { type BinaryName, binary, type UnaryName, unary } from './operations';

const unaryNames = Object.keys(unary) as UnaryName[];
const binaryNames = Object.keys(binary) as BinaryName[];

/** Kinds of instruction: push a number, push an input, change the top of the stack, join its two uppermost entries. */
const NUMBER = 0;
const INPUT = 1;
const UNARY = 2;
const BINARY = 3;

/** Points that one pass of a program takes together: its stack stays in the cache. */
const BLOCK = 256;

/** A formula as instructions for a stack machine. Plain arrays: it can be posted to a worker. */
export interface Program {
  /** Pairs: kind of instruction; index of the number, the input or the operation. */
  readonly code: Int32Array;
  readonly numbers: Float64Array;
  /** Entries of the stack at its highest. */
  readonly stackSize: number;
}

/** Collects the instructions of a tree, operands first. */
class Compiler {
  readonly code: number[] = [];
  readonly numbers: number[] = [];
  highest = 0;

  add(tree: Expression, height: number): void {
    this.highest = Math.max(this.highest, height + 1);
    if (tree.kind === 'number') this.number(tree.value);
    else if (tree.kind === 'constant') this.number(constants[tree.name]);
    else if (tree.kind === 'input') this.code.push(INPUT, tree.index);
    else if (tree.kind === 'negate') this.unary('negate', tree.operand, height);
    else if (tree.kind === 'binary') this.fold(tree.operator, [tree.left, tree.right], height);
    else if (tree.name === 'min' || tree.name === 'max') this.fold(tree.name, tree.operands, height);
    else this.unary(tree.name, tree.operands[0] as Expression, height);
  }

  private number(value: number): void {
    this.code.push(NUMBER, this.numbers.length);
    this.numbers.push(value);
  }

  private unary(name: UnaryName, operand: Expression, height: number): void {
    this.add(operand, height);
    this.code.push(UNARY, unaryNames.indexOf(name));
  }

  private fold(name: BinaryName, operands: readonly Expression[], height: number): void {
    operands.forEach((operand, i) => {
      this.add(operand, height + Math.min(i, 1));
      if (i > 0) this.code.push(BINARY, binaryNames.indexOf(name));
    });
  }
}

/** The instructions of a formula. Cost: linear in the tree. */
export function compile(tree: Expression): Program {
  const compiler = new Compiler();
  compiler.add(tree, 0);
  const { code, numbers, highest } = compiler;
  return { code: Int32Array.from(code), numbers: Float64Array.from(numbers), stackSize: highest };
}

/**
 * Values of a program at `count` points of `inputSize` coordinates each (point after point), written to `values`.
 * Cost: instructions × points, a block of points at a time.
 */
export function run(
  program: Program,
  inputs: ArrayLike<number>,
  inputSize: number,
  values: Float64Array,
  count: number,
): void {
  const stack = Array.from({ length: program.stackSize }, () => new Float64Array(BLOCK));
  for (let first = 0; first < count; first += BLOCK) {
    const size = Math.min(BLOCK, count - first);
    runBlock(program, stack, inputs, first * inputSize, inputSize, size);
    values.set((stack[0] as Float64Array).subarray(0, size), first);
  }
}

function runBlock(
  { code, numbers }: Program,
  stack: readonly Float64Array[],
  inputs: ArrayLike<number>,
  start: number,
  inputSize: number,
  size: number,
): void {
  let height = 0;
  for (let at = 0; at < code.length; at += 2) {
    const kind = i32(code, at);
    const index = i32(code, at + 1);
    if (kind === NUMBER || kind === INPUT) {
      const top = stack[height++] as Float64Array;
      if (kind === NUMBER) top.fill(f64(numbers, index), 0, size);
      else for (let i = 0; i < size; i++) top[i] = inputs[start + i * inputSize + index] as number;
    } else if (kind === UNARY) {
      applyUnary(unaryNames[index] as UnaryName, stack[height - 1] as Float64Array, size);
    } else {
      height--;
      const name = binaryNames[index] as BinaryName;
      applyBinary(name, stack[height - 1] as Float64Array, stack[height] as Float64Array, size);
    }
  }
}

function applyUnary(name: UnaryName, u: Float64Array, size: number): void {
  const f = unary[name];
  for (let i = 0; i < size; i++) u[i] = f(f64(u, i));
}

/** u ← u ∘ v. Arithmetic has loops of its own, which need no call a point. */
function applyBinary(name: BinaryName, u: Float64Array, v: Float64Array, size: number): void {
  if (name === '+') for (let i = 0; i < size; i++) u[i] = f64(u, i) + f64(v, i);
  else if (name === '-') for (let i = 0; i < size; i++) u[i] = f64(u, i) - f64(v, i);
  else if (name === '*') for (let i = 0; i < size; i++) u[i] = f64(u, i) * f64(v, i);
  else if (name === '/') for (let i = 0; i < size; i++) u[i] = f64(u, i) / f64(v, i);
  else {
    const f = binary[name];
    for (let i = 0; i < size; i++) u[i] = f(f64(u, i), f64(v, i));
  }
}
