import type { Expression } from '../../../src/core/formula';
import { MAX_ANGLE } from '../../../src/core/math/elementary';

/** A value by the engine's own Math, and how far rounding may have carried it (first order, running error analysis). */
export interface Estimate {
  readonly value: number;
  readonly error: number;
}

const UNIT = 2 ** -52;
const ULPS = 8;

/** What rounding of a result adds; infinities and NaN are themselves. */
const lastPlaces = (value: number): number => (Number.isFinite(value) ? ULPS * UNIT * Math.abs(value) : 0);
/** How an error grows: none stays none, whatever the slope. */
const grown = (slope: number, error: number): number => (error === 0 ? 0 : Math.abs(slope) * error);

/** What is next to a jump within its error may land on either side. */
const unsafe = (u: Estimate, jump: number): boolean => Math.abs(u.value - jump) <= u.error && u.error > 0;

function ofOne(name: string, u: Estimate): Estimate {
  const { value: x, error: e } = u;
  const exact = (value: number, jumps: boolean): Estimate => ({ value, error: jumps ? Number.POSITIVE_INFINITY : 0 });
  const rounded = (value: number, slope: number): Estimate => ({
    value,
    error: 2 * grown(slope, e) + lastPlaces(value),
  });
  const angle = (value: number, slope: number) =>
    Math.abs(x) > MAX_ANGLE - 1 ? exact(Number.NaN, true) : rounded(value, slope);
  switch (name) {
    case 'sin':
    case 'cos':
      return angle(Math[name](x), 1);
    case 'tan':
      return e * (1 + Math.tan(x) ** 2) > 1e-3 ? exact(0, true) : angle(Math.tan(x), 1 + Math.tan(x) ** 2);
    case 'exp':
      return e > 1e-3 ? exact(0, true) : rounded(Math.exp(x), Math.exp(x));
    case 'log':
    case 'sqrt':
      if (e > 1e-3 * Math.abs(x)) return exact(0, true);
      return rounded(Math[name](x), name === 'log' ? 1 / x : 0.5 / Math.sqrt(x));
    case 'abs':
      return { value: Math.abs(x), error: e };
    case 'relu':
      return { value: Math.max(0, x), error: e };
    case 'sign':
      return exact(Math.sign(x), unsafe(u, 0));
    case 'step':
      return exact(x > 0 ? 1 : 0, unsafe(u, 0));
    case 'floor':
      return exact(Math.floor(x), unsafe(u, Math.round(x)));
    default:
      return exact(Math.round(x), unsafe(u, Math.floor(x) + 0.5));
  }
}

function ofTwo(operator: string, u: Estimate, v: Estimate): Estimate {
  const { value: a, error: d } = u;
  const { value: b, error: e } = v;
  const rounded = (value: number, error: number): Estimate => ({ value, error: error + lastPlaces(value) });
  const whether = (holds: boolean): Estimate => {
    const close = Math.abs(a - b) <= d + e && d + e > 0;
    return { value: holds ? 1 : 0, error: close ? Number.POSITIVE_INFINITY : 0 };
  };
  switch (operator) {
    case '+':
      return rounded(a + b, d + e);
    case '-':
      return rounded(a - b, d + e);
    case '*':
      return rounded(a * b, grown(a, e) + grown(b, d) + d * e);
    case '/':
      if (e > 1e-3 * Math.abs(b)) return rounded(a / b, Number.POSITIVE_INFINITY);
      return rounded(a / b, grown(2 / b, d + grown(a / b, e)));
    case '^': {
      const relative = grown(b / a, d) + grown(Math.log(Math.abs(a)), e);
      const jumps = (e > 0 && a <= 0) || !(relative < 1e-3);
      return rounded(a ** b, jumps ? Number.POSITIVE_INFINITY : grown(a ** b, 2 * relative));
    }
    case '<':
      return whether(a < b);
    case '>':
      return whether(a > b);
    case '<=':
      return whether(a <= b);
    case '>=':
      return whether(a >= b);
    default:
      return { value: operator === 'min' ? Math.min(a, b) : Math.max(a, b), error: d + e };
  }
}

/**
 * Value of a tree at a point with a bound of its error; an infinite bound where rounding may decide, a NaN value as soon as
 * any part is NaN (a comparison with NaN is NaN).
 */
export function estimate(tree: Expression, point: readonly number[]): Estimate {
  const all = (operands: readonly Expression[]) => operands.map((operand) => estimate(operand, point));
  const undefinedAmong = (list: readonly Estimate[]) => list.find(({ value }) => Number.isNaN(value));
  switch (tree.kind) {
    case 'number':
      return { value: tree.value, error: 0 };
    case 'constant':
      return { value: tree.name === 'pi' ? Math.PI : Math.E, error: 0 };
    case 'input':
      return { value: point[tree.index] ?? Number.NaN, error: 0 };
    case 'negate': {
      const { value, error } = estimate(tree.operand, point);
      return { value: -value, error };
    }
    case 'binary': {
      const [u, v] = all([tree.left, tree.right]) as [Estimate, Estimate];
      // x^0 is 1 for every x.
      if (tree.operator === '^' && v.value === 0 && v.error === 0)
        return { value: 1, error: u.error === Infinity ? Infinity : 0 };
      return undefinedAmong([u, v]) ?? ofTwo(tree.operator, u, v);
    }
    case 'call': {
      const operands = all(tree.operands);
      const first = operands[0] as Estimate;
      if (tree.name !== 'min' && tree.name !== 'max') return undefinedAmong(operands) ?? ofOne(tree.name, first);
      const bad = operands.find(({ error }) => !Number.isFinite(error));
      return bad ?? undefinedAmong(operands) ?? operands.reduce((u, v) => ofTwo(tree.name, u, v));
    }
  }
}
