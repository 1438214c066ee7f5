import { cos, exp, log, MAX_ANGLE, sin, tan } from '../math/elementary';
import { power } from '../math/power';
import type { FunctionName, Operator } from './expression';

/** What a formula does to numbers: by operations that give the same bits everywhere. NaN goes in, NaN comes out. */

type Unary = (u: number) => number;
type Binary = (u: number, v: number) => number;

export type UnaryName = Exclude<FunctionName, 'min' | 'max'> | 'negate';
export type BinaryName = Operator | 'min' | 'max';

/** Angles beyond what our sine can reduce have no value. */
const ofAngle =
  (f: Unary): Unary =>
  (u) =>
    Math.abs(u) <= MAX_ANGLE ? f(u) : Number.NaN;

/** A comparison with NaN is neither true nor false: an undefined point must not pass for a 0. */
const truth = (holds: boolean, fails: boolean): number => (holds ? 1 : fails ? 0 : Number.NaN);

export const unary: Readonly<Record<UnaryName, Unary>> = {
  negate: (u) => -u,
  sin: ofAngle(sin),
  cos: ofAngle(cos),
  tan: ofAngle(tan),
  exp,
  log,
  sqrt: Math.sqrt,
  abs: Math.abs,
  sign: Math.sign,
  step: (u) => truth(u > 0, u <= 0),
  relu: (u) => (u < 0 ? 0 : u),
  floor: Math.floor,
  round: Math.round,
};

export const binary: Readonly<Record<BinaryName, Binary>> = {
  '+': (u, v) => u + v,
  '-': (u, v) => u - v,
  '*': (u, v) => u * v,
  '/': (u, v) => u / v,
  '^': power,
  '<': (u, v) => truth(u < v, u >= v),
  '>': (u, v) => truth(u > v, u <= v),
  '<=': (u, v) => truth(u <= v, u > v),
  '>=': (u, v) => truth(u >= v, u < v),
  min: Math.min,
  max: Math.max,
};

export const isUnary = (name: UnaryName | BinaryName): name is UnaryName => Object.hasOwn(unary, name);
