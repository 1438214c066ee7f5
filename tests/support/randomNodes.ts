/** How a random graph grows by one op. A step returns the name of what it added, or null where it does not fit. */
import { sizeOf } from '../../src/core/graph/types';
import type { ActivationSpec } from '../../src/core/network/activation';
import { type GrowingStep, LARGEST, partOf, pickOf, values } from './growing';
import { AFFINE_STEPS } from './randomAffine';
import type { Choice, Growing } from './randomGraphs';

/** Another node that broadcasts with this one, or a constant that does. */
function partner(growing: Growing, from: string, { other, seed, detail }: Choice): string {
  const shape = growing.shapeOf(from);
  const { name } = growing.nodes[other % growing.nodes.length] as { readonly name: string };
  const mate = growing.shapeOf(name);
  const fits =
    mate.length <= shape.length &&
    mate.every((size, i) => size === 1 || size === shape[shape.length - mate.length + i]);
  if (fits) return name;
  const part = partOf(shape, detail);
  return growing.add({ op: 'constant', inputs: [], shape: part, values: values(sizeOf(part), seed) });
}

const pair: GrowingStep = (growing, from, choice) => {
  const mate = partner(growing, from, choice);
  const op = pickOf(['add', 'subtract', 'maximum', 'minimum', 'multiply', 'add'], choice.detail);
  return growing.add({ op, inputs: choice.seed % 2 || op === 'multiply' ? [mate, from] : [from, mate] });
};

const several: GrowingStep = (growing, from, choice) =>
  growing.add({
    op: pickOf(['add', 'maximum', 'minimum'], choice.detail),
    inputs: [from, partner(growing, from, choice), from],
  });

const concat: GrowingStep = (growing, from, { detail }) => {
  const shape = growing.shapeOf(from);
  if (shape.length === 0 || sizeOf(shape) > LARGEST / 2) return null;
  return growing.add({ op: 'concat', inputs: [from, from], axis: detail % shape.length });
};

const ACTIVATIONS: readonly ActivationSpec[] = [
  ...(['identity', 'relu', 'abs', 'hardTanh', 'relu6', 'gelu', 'swish', 'softplus', 'sigmoid', 'tanh'] as const).map(
    (name) => ({ name }),
  ),
  { name: 'relu' },
  { name: 'leakyRelu' },
  { name: 'leakyRelu', alpha: 0.25 },
  { name: 'swish', eta: 2 },
  { name: 'softplus', eta: 0.5 },
  { name: 'table', table: { label: 'clip', slopes: [0, 1, 0], offsets: [-0.5, 0, 0.25], thresholds: [-0.5, 0.25] } },
  { name: 'table', table: { label: 'hard sigmoid', slopes: [0, 0.25, 0], offsets: [0, 0.5, 1], thresholds: [-2, 2] } },
  { name: 'table', table: { label: 'bends', slopes: [-1, 0.5, 2], offsets: [-1, 0.5, -1], thresholds: [-1, 1] } },
];

const activation: GrowingStep = (growing, from, { detail }) =>
  growing.add({ op: 'activation', inputs: [from], activation: pickOf(ACTIVATIONS, detail) });

/** Between −1 and 1, or above ½, for functions that grow fast or are not defined everywhere. */
const tamed = (growing: Growing, from: string, positive: boolean): string => {
  const bounded = growing.add({
    op: 'activation',
    inputs: [from],
    activation: { name: positive ? 'sigmoid' : 'tanh' },
  });
  if (!positive) return bounded;
  return growing.add({
    op: 'scale',
    inputs: [bounded],
    shape: [],
    factors: Float64Array.of(1),
    offsets: Float64Array.of(0.5),
  });
};

const smooth: GrowingStep = (growing, from, { detail }) => {
  const name = pickOf(
    ['elu', 'exp', 'log', 'sqrt', 'erf', 'square', 'reciprocal', 'mish', 'hardSwish', 'softsign', 'selu'],
    detail,
  );
  const inner = tamed(growing, from, name === 'log' || name === 'sqrt' || name === 'reciprocal');
  return growing.add({ op: 'function', inputs: [inner], function: name, ...(name === 'elu' ? { alpha: 0.5 } : {}) });
};

const divide: GrowingStep = (growing, from) =>
  growing.add({ op: 'divide', inputs: [from, tamed(growing, from, true)] });

const softmax: GrowingStep = (growing, from, { detail }) => {
  const rank = growing.shapeOf(from).length;
  return rank > 0 ? growing.add({ op: 'softmax', inputs: [from], axis: detail % rank }) : null;
};

export const STEPS: readonly GrowingStep[] = [
  ...AFFINE_STEPS,
  ...[pair, several, concat, activation, activation, activation, smooth, divide, softmax],
];
