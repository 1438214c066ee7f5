/** Functions of one number. Definitions: https://onnx.ai/onnx/operators/. */
import type { FunctionNode } from '../../core/graph/types';
import type { ActivationSpec, PieceTable } from '../../core/network/activation';
import { Fault } from '../checks';
import { nextAbove } from './curves';
import { type Converter, placeOf, type Step } from './step';
import { type DynamicValue, Unsupported } from './values';

const apply = (step: Step, value: DynamicValue, activation: ActivationSpec, part = ''): DynamicValue =>
  step.emit({ op: 'activation', inputs: [value.node], activation }, value.batch, part);

const smooth = (step: Step, value: DynamicValue, name: FunctionNode['function'], part = ''): DynamicValue =>
  step.emit({ op: 'function', inputs: [value.node], function: name }, value.batch, part);

const activation =
  (spec: ActivationSpec): Converter =>
  (step) =>
    apply(step, step.dynamic(0), spec);

const plainFunction =
  (name: FunctionNode['function']): Converter =>
  (step) =>
    smooth(step, step.dynamic(0), name);

const table = (step: Step, pieces: PieceTable, value = step.dynamic(0)): DynamicValue =>
  apply(step, value, { name: 'table', table: pieces });

const leakyRelu: Converter = (step) =>
  apply(step, step.dynamic(0), { name: 'leakyRelu', alpha: step.attributes.number('alpha', 0.01) });

const prelu: Converter = (step) => {
  const slopes = step.parameter(1, 'slope');
  const { value, shape } = step.alignedWith(step.dynamic(0), slopes.shape);
  return step.emit({ op: 'prelu', inputs: [value.node], shape, slopes: slopes.values }, value.batch);
};

const clip: Converter = (step) => {
  const bound = (name: 'min' | 'max', i: number, absent: number): number => {
    const tensor = step.optional(i, name);
    return tensor?.values[0] ?? (step.attributes.has(name) ? step.attributes.number(name) : absent);
  };
  const [low, high] = [bound('min', 1, -Infinity), bound('max', 2, Infinity)];
  // Exporters write the largest float32 where there is no bound.
  return clipped(step, step.dynamic(0), low <= -3.4e38 ? -Infinity : low, high >= 3.4e38 ? Infinity : high);
};

/** Clipped to an interval, either end of which may be infinite. */
export function clipped(step: Step, value: DynamicValue, low: number, high: number): DynamicValue {
  if (!(low <= high)) throw new Fault(placeOf(step.file), `clips to [${low}, ${high}]`);
  if (low === 0 && high === Infinity) return apply(step, value, { name: 'relu' });
  if (low === 0 && high === 6) return apply(step, value, { name: 'relu6' });
  if (low === -1 && high === 1) return apply(step, value, { name: 'hardTanh' });
  if (low === -Infinity && high === Infinity) return value;
  const [below, above] = [Number.isFinite(low), Number.isFinite(high)];
  const pick = <T>(first: T, middle: T, last: T): T[] => [...(below ? [first] : []), middle, ...(above ? [last] : [])];
  const thresholds = [...(below ? [low] : []), ...(above && (high > low || !below) ? [high] : [])];
  if (thresholds.length + 1 < pick(0, 1, 0).length)
    return table(step, { label: `clip to ${low}`, slopes: [0], offsets: [low], thresholds: [] }, value);
  const label = `clip ${below ? `from ${low}` : ''}${below && above ? ' ' : ''}${above ? `to ${high}` : ''}`;
  return table(step, { label, slopes: pick(0, 1, 0), offsets: pick(low, 0, high), thresholds }, value);
}

/** max(0, min(1, alpha·x + beta)) */
const hardSigmoid: Converter = (step) => {
  const alpha = step.attributes.number('alpha', 0.2);
  const beta = step.attributes.number('beta', 0.5);
  if (!(alpha > 0)) throw new Unsupported(`a hard sigmoid of slope ${alpha}`);
  return table(step, {
    label: 'hard sigmoid',
    slopes: [0, alpha, 0],
    offsets: [0, beta, 1],
    thresholds: [-beta / alpha, (1 - beta) / alpha],
  });
};

const thresholdedRelu: Converter = (step) => {
  const alpha = step.attributes.number('alpha', 1);
  return table(step, { label: `x above ${alpha}`, slopes: [0, 1], offsets: [0, 0], thresholds: [nextAbove(alpha)] });
};

/** x further than lambd from 0, moved towards it by bias; 0 between. */
const shrink: Converter = (step) => {
  const [reach, bias] = [step.attributes.number('lambd', 0.5), step.attributes.number('bias', 0)];
  if (!(reach >= 0)) throw new Unsupported(`lambd ${reach}`);
  const label = `shrink by ${bias} beyond ${reach}`;
  return table(step, { label, slopes: [1, 0, 1], offsets: [bias, 0, -bias], thresholds: [-reach, nextAbove(reach)] });
};

const sign: Converter = (step) =>
  table(step, { label: 'sign', slopes: [0, 0, 0], offsets: [-1, 0, 1], thresholds: [0, nextAbove(0)] });

const elu: Converter = (step) => {
  const value = step.dynamic(0);
  const alpha = step.attributes.number('alpha', 1);
  return step.emit({ op: 'function', inputs: [value.node], function: 'elu', alpha }, value.batch);
};

/** alpha·elu(x/alpha) */
const celu: Converter = (step) => {
  const alpha = step.attributes.number('alpha', 1);
  const inner = step.scaleBy(step.dynamic(0), 1 / alpha, 0, 'inner');
  return step.scaleBy(smooth(step, inner, 'elu', 'elu'), alpha, 0);
};

const selu: Converter = (step) => {
  const alpha = step.attributes.number('alpha', 1.6732632);
  const gamma = step.attributes.number('gamma', 1.050701);
  if (Math.abs(alpha - 1.6732632) < 1e-5 && Math.abs(gamma - 1.050701) < 1e-5)
    return smooth(step, step.dynamic(0), 'selu');
  const value = step.dynamic(0);
  const inner = step.emit({ op: 'function', inputs: [value.node], function: 'elu', alpha }, value.batch, 'elu');
  return step.scaleBy(inner, gamma, 0);
};

/** x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³))), the stand-in of GELU; the exact one has a gate of its own. */
const gelu: Converter = (step) => {
  const x = step.dynamic(0);
  if (step.attributes.text('approximate', 'none') !== 'tanh') return apply(step, x, { name: 'gelu' });
  const times = (a: DynamicValue, b: DynamicValue, part: string): DynamicValue =>
    step.emit({ op: 'multiply', inputs: [a.node, b.node] }, x.batch, part);
  const polynomial = step.scaleBy(smooth(step, x, 'square', 'square'), 0.044715, 1, 'polynomial');
  const inner = step.scaleBy(times(polynomial, x, 'cubic'), Math.sqrt(2 / Math.PI), 0, 'inner');
  const gate = step.scaleBy(apply(step, inner, { name: 'tanh' }, 'tanh'), 0.5, 0.5, 'gate');
  return times(gate, x, '');
};

const swish: Converter = (step) =>
  apply(step, step.dynamic(0), { name: 'swish', eta: step.attributes.number('alpha', 1) });

export const ACTIVATIONS: Readonly<Record<string, Converter>> = {
  Relu: activation({ name: 'relu' }),
  LeakyRelu: leakyRelu,
  PRelu: prelu,
  Clip: clip,
  Abs: activation({ name: 'abs' }),
  HardSigmoid: hardSigmoid,
  ThresholdedRelu: thresholdedRelu,
  Shrink: shrink,
  Sign: sign,
  Sigmoid: activation({ name: 'sigmoid' }),
  Tanh: activation({ name: 'tanh' }),
  Softplus: activation({ name: 'softplus' }),
  Swish: swish,
  Gelu: gelu,
  HardSwish: plainFunction('hardSwish'),
  Erf: plainFunction('erf'),
  Mish: plainFunction('mish'),
  Elu: elu,
  Celu: celu,
  Selu: selu,
  Exp: plainFunction('exp'),
  Log: plainFunction('log'),
  Sqrt: plainFunction('sqrt'),
  Reciprocal: plainFunction('reciprocal'),
  Softsign: plainFunction('softsign'),
  'com.microsoft.Gelu': gelu,
  'com.microsoft.QuickGelu': (step) =>
    apply(step, step.dynamic(0), { name: 'swish', eta: step.attributes.number('alpha', 1.702) }),
};
