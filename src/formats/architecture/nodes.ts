import type { GraphNode, Windows } from '../../core/graph/types';
import { Fault } from '../checks';
import { tensorLabel } from '../safetensors';
import type { Parameters } from './parameters';
import type { AddStep, BatchNormStep, ConvStep, DenseStep, LayerNormStep, PoolStep, PreluStep, Step } from './types';

/** The node of a step behind `before`, whose values have `rank` axes. Throws a `Fault` at a tensor that does not fit. */
export function stepNode(
  step: Exclude<Step, AddStep | { kind: 'flatten' }>,
  before: string,
  rank: number,
  parameters: Parameters,
): GraphNode {
  const base = { name: step.name, inputs: [before] };
  switch (step.kind) {
    case 'dense':
      return denseNode(step, before, parameters);
    case 'conv':
    case 'convTranspose':
      return convNode(step, before, parameters);
    case 'batchNorm':
      return batchNormNode(step, before, parameters);
    case 'layerNorm':
      return layerNormNode(step, before, rank, parameters);
    case 'prelu':
      return preluNode(step, before, rank, parameters);
    case 'activation':
      return { ...base, op: 'activation', activation: step.activation };
    case 'maxPool':
      return { ...base, op: 'maxPool', ...poolWindows(step), dilations: step.kernel.map(() => 1) };
    case 'averagePool':
      // PyTorch counts what is added around the input.
      return { ...base, op: 'averagePool', ...poolWindows(step), countPads: true };
    case 'globalAveragePool':
      return { ...base, op: 'mean', axes: Array.from({ length: Math.max(0, rank - 1) }, (_, i) => i + 1), keep: false };
    case 'channelsFirst':
    case 'channelsLast':
      return { ...base, op: 'transpose', order: channelOrder(step.kind, rank) };
    case 'softmax':
      return { ...base, op: 'softmax', axis: 0 };
  }
}

function channelOrder(kind: 'channelsFirst' | 'channelsLast', rank: number): number[] {
  const places = Array.from({ length: rank - 1 }, (_, i) => i);
  return kind === 'channelsFirst' ? [rank - 1, ...places] : [...places.map((place) => place + 1), 0];
}

const windows = (kernel: readonly number[], { stride, padding }: Pick<PoolStep, 'stride' | 'padding'>): Windows => ({
  kernel,
  strides: stride,
  pads: [...padding, ...padding],
  channels: 'first',
});

const poolWindows = (step: PoolStep): Windows => windows(step.kernel, step);

function denseNode(step: DenseStep, before: string, parameters: Parameters): GraphNode {
  const { shape, values } = parameters.tensor(step.weight, step.name, [2]);
  const units = shape[0] as number;
  const bias = parameters.list(step.bias, step.name, units, 0);
  return { name: step.name, op: 'dense', inputs: [before], units, weights: values, bias };
}

function convNode(step: ConvStep, before: string, parameters: Parameters): GraphNode {
  const { shape, values } = parameters.tensor(step.weight, step.name, [3, 4]);
  const [first = 0, second = 0, ...kernel] = shape;
  const filters = step.kind === 'conv' ? first : second * step.groups;
  const bias = parameters.list(step.bias, step.name, filters, 0);
  const { dilation: dilations, groups } = step;
  const base = { name: step.name, inputs: [before], filters, ...windows(kernel, step), dilations, groups };
  if (step.kind === 'conv') return { ...base, op: 'conv', weights: values, bias };
  return { ...base, op: 'convTranspose', outputPads: kernel.map(() => 0), weights: values, bias };
}

function batchNormNode(step: BatchNormStep, before: string, parameters: Parameters): GraphNode {
  const mean = parameters.tensor(step.mean, step.name, [1]).values;
  const list = (name: string | undefined, value: number) => parameters.list(name, step.name, mean.length, value);
  const [variance, gamma, beta] = [list(step.variance, 1), list(step.weight, 1), list(step.bias, 0)] as const;
  const { name, epsilon } = step;
  return { name, op: 'batchNorm', inputs: [before], axis: 0, gamma, beta, mean, variance, epsilon };
}

function layerNormNode(step: LayerNormStep, before: string, rank: number, parameters: Parameters): GraphNode {
  const { shape, values: gamma } = parameters.tensor(step.weight, step.name, [1, 2, 3]);
  const beta =
    step.bias === undefined
      ? new Float64Array(gamma.length)
      : parameters.tensor(step.bias, step.name, [shape.length]).values;
  const axis = rank - shape.length;
  if (axis < 0) throw new Fault(tensorLabel(step.weight), `${shape.length} dimensions, what it scales has ${rank}`);
  return { name: step.name, op: 'layerNorm', inputs: [before], axis, gamma, beta, epsilon: step.epsilon };
}

/** One slope for all, or one a channel. */
function preluNode(step: PreluStep, before: string, rank: number, parameters: Parameters): GraphNode {
  const { values: slopes } = parameters.tensor(step.weight, step.name, [1]);
  const shape = slopes.length > 1 ? [slopes.length, ...Array.from({ length: rank - 1 }, () => 1)] : [1];
  return { name: step.name, op: 'prelu', inputs: [before], shape, slopes };
}
