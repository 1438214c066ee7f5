/** Comparisons, and choices by them. 1 where they hold and 0 elsewhere: steps. Definitions: https://onnx.ai/onnx/operators/. */
import { broadcastShape } from '../../core/graph/shapes';
import type { Shape } from '../../core/graph/types';
import type { PieceTable, PiecewiseLinear } from '../../core/network/activation';
import { Fault } from '../checks';
import { behind, choice, curveOf, line, nextAbove, truthOf } from './curves';
import { spread } from './fold';
import { type Converter, placeOf, type Step } from './step';
import type { Tensor } from './tensor';
import { type DynamicValue, Unsupported } from './values';

type Side = 'above' | 'below';

/** What a comparison asks: whether a value is beyond the threshold on a side, or at it. */
interface Question {
  readonly side: Side;
  readonly at: boolean;
  readonly sign: string;
}

const QUESTIONS = {
  Greater: { side: 'above', at: false, sign: '>' },
  GreaterOrEqual: { side: 'above', at: true, sign: '≥' },
  Less: { side: 'below', at: false, sign: '<' },
  LessOrEqual: { side: 'below', at: true, sign: '≤' },
} as const satisfies Readonly<Record<string, Question>>;

/** The question with its two sides exchanged. */
const TURNED = {
  Greater: 'Less',
  GreaterOrEqual: 'LessOrEqual',
  Less: 'Greater',
  LessOrEqual: 'GreaterOrEqual',
} as const;

/** Threshold, with a piece below and a piece above it. */
const stepTable = ({ side, at, sign }: Question, threshold: number): PieceTable => ({
  label: `x ${sign} ${threshold}`,
  slopes: [0, 0],
  offsets: side === 'above' ? [0, 1] : [1, 0],
  thresholds: [threshold],
  // The threshold is of the upper piece where `above` holds at it, or `below` does not.
  atThreshold: (side === 'above') === at ? 'above' : 'below',
});

/** A piece that is the one number. */
const equalityTable = (number: number): PieceTable => ({
  label: `x = ${number}`,
  slopes: [0, 0, 0],
  offsets: [0, 1, 0],
  thresholds: [number, nextAbove(number)],
});

/** A comparison of a value; behind a ReLU or a clip, of what this takes. */
function emitted(step: Step, value: DynamicValue, table: PieceTable): DynamicValue {
  const nodes = { get: (name: string) => step.builder.nodeNamed(name) };
  const inner = behind(value.node, { atThreshold: 'above', ...table }, nodes);
  const activation = { name: 'table', table: inner ? { label: table.label, ...inner.curve } : table } as const;
  return step.emit({ op: 'activation', inputs: [inner?.input ?? value.node], activation }, value.batch);
}

/** Of values with one number: a step at it. Of others: a step at 0 of the difference, whose sign is exact. */
const comparison =
  (type: keyof typeof QUESTIONS | 'Equal'): Converter =>
  (step) => {
    const [first, second] = [step.constant(0), step.constant(1)];
    const tensor = second ?? first;
    const asked = type === 'Equal' || second || !first ? type : TURNED[type];
    const ask = (value: DynamicValue, threshold: number): DynamicValue =>
      emitted(step, value, asked === 'Equal' ? equalityTable(threshold) : stepTable(QUESTIONS[asked], threshold));
    const given = step.dynamic(second ? 0 : 1);
    if (tensor) {
      const [threshold] = tensor.values;
      if (tensor.values.length === 1 && tensor.shape.length <= given.shape.length)
        return ask(given, threshold as number);
      const plain = tensor.values.map(() => 1);
      return ask(
        step.scale(
          given,
          tensor.shape,
          plain,
          tensor.values.map((value) => -value),
          'difference',
        ),
        0,
      );
    }
    const [a, b] = step.aligned([step.dynamic(0), given]) as [DynamicValue, DynamicValue];
    return ask(step.emit({ op: 'subtract', inputs: [a.node, b.node] }, a.batch, 'difference'), 0);
  };

/** 1 − x: of a comparison that does not hold. */
const not: Converter = (step) => step.scaleBy(step.dynamic(0), -1, 1);

/** One of two values: by a constant mask affine, by a comparison of what they are of a piecewise-linear function. */
const where: Converter = (step) => {
  const mask = step.constant(0);
  if (!mask) return chosen(step);
  const [first, second] = step.aligned([1, 2].map((at) => masked(step, mask, at))) as [DynamicValue, DynamicValue];
  return step.emit({ op: 'add', inputs: [first.node, second.node] }, first.batch);
};

/** The values of input `at` where the mask takes them, 0 elsewhere. */
function masked(step: Step, mask: Tensor, at: number): DynamicValue | Tensor {
  const takes = mask.values.map((value) => Number((value !== 0) === (at === 1)));
  const tensor = step.constant(at);
  if (!tensor)
    return step.scale(
      step.dynamic(at),
      mask.shape,
      takes,
      takes.map(() => 0),
      `part ${at}`,
    );
  const shape = broadcastShape([mask.shape, tensor.shape]);
  if (!shape) throw new Fault(placeOf(step.file), 'its constants do not broadcast');
  const place = placeOf(step.file);
  const [taken, values] = [
    spread({ ...mask, values: takes }, shape, place).values,
    spread(tensor, shape, place).values,
  ];
  return { shape, values: finite(values.map((value, i) => (taken[i] ? value : 0))), integer: false };
}

function finite(values: Float64Array): Float64Array {
  if (!values.every(Number.isFinite)) throw new Unsupported('values that are not finite');
  return values;
}

/** By a condition that depends on the input: one function of one number where it is that, else condition·a + (1 − condition)·b. */
function chosen(step: Step): DynamicValue {
  const condition = step.dynamic(0);
  const single = singleFunction(step, condition);
  if (single) return single;
  const otherwise = step.scaleBy(condition, -1, 1, 'otherwise');
  const sides = step.aligned([taken(step, condition, 1), taken(step, otherwise, 2)]) as [DynamicValue, DynamicValue];
  return step.emit({ op: 'add', inputs: sides.map(({ node }) => node) }, sides[0].batch);
}

/** The values of input `at` times 0 or 1. */
function taken(step: Step, gate: DynamicValue, at: number): DynamicValue {
  const tensor = step.constant(at);
  const part = `part ${at}`;
  if (tensor)
    return step.scale(
      gate,
      tensor.shape,
      finite(tensor.values),
      tensor.values.map(() => 0),
      part,
    );
  const [a, b] = step.aligned([gate, step.dynamic(at)]) as [DynamicValue, DynamicValue];
  return step.emit({ op: 'multiply', inputs: [a.node, b.node] }, a.batch, part);
}

/** `Where(x > c, a x + b, c x + d)`, as exporters write thresholds and leaky units: a function of x alone. Null: not that. */
function singleFunction(step: Step, condition: DynamicValue): DynamicValue | null {
  const nodes = { get: (name: string) => step.builder.nodeNamed(name) };
  const asked = truthOf(condition.node, nodes);
  if (!asked) return null;
  const [yes, no] = [1, 2].map((at) => sideOf(step, at, asked.input, condition.shape));
  if (!yes || !no) return null;
  const table = { label: `by ${asked.label}`, ...choice(asked.curve, yes, no) };
  return step.emit({ op: 'activation', inputs: [asked.input], activation: { name: 'table', table } }, condition.batch);
}

/** Input `at` as a function of the values of node x, piece by piece; null: it is no such thing. */
function sideOf(step: Step, at: number, x: string, shape: Shape): PiecewiseLinear | null {
  const tensor = step.constant(at);
  if (tensor) {
    const [offset] = tensor.values;
    return tensor.values.length === 1 && tensor.shape.length <= shape.length ? line(0, offset as number) : null;
  }
  const value = step.dynamic(at);
  if (value.shape.join() !== shape.join()) return null;
  return curveOf(value.node, x, { get: (name) => step.builder.nodeNamed(name) });
}

export const COMPARISONS: Readonly<Record<string, Converter>> = {
  Equal: comparison('Equal'),
  Greater: comparison('Greater'),
  GreaterOrEqual: comparison('GreaterOrEqual'),
  Less: comparison('Less'),
  LessOrEqual: comparison('LessOrEqual'),
  Not: not,
  Where: where,
};
