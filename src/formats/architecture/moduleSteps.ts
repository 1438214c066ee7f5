/** Steps of modules by themselves, with strides and padding as such modules mostly have them. */
import { type Module, stepName } from './modules';
import type { BatchNormStep, ConvStep, PoolStep, Step } from './types';

/** What the shapes of the tensors leave open, chosen for the whole network. */
export interface Plan {
  /** `same`: convolutions keep the size. */
  readonly padding: 'same' | 'none';
  /** Whether there is pooling at each place where there may be. */
  readonly pools: readonly boolean[];
  /** What stands between convolutions and dense layers. */
  readonly ending: 'flatten' | 'globalAveragePool';
}

const tensor = ({ tensors }: Module, ending: string): string => tensors.get(ending) as string;
const optional = <Key extends string>(module: Module, ending: string, key: Key): { readonly [K in Key]?: string } => {
  const name = module.tensors.get(ending);
  return (name === undefined ? {} : { [key]: name }) as { readonly [K in Key]?: string };
};

/** The step of a module. `channels`: features of what it takes; `stride` instead of the usual one, of a convolution. */
export function moduleStep(module: Module, channels: number, plan: Plan, stride?: number): Step {
  const name = stepName(module);
  const bias = optional(module, 'bias', 'bias');
  switch (module.kind) {
    case 'dense':
      return { kind: 'dense', name, weight: tensor(module, 'weight'), ...bias };
    case 'conv':
      return convStep(module, channels, plan, stride);
    case 'batchNorm':
      return batchNormStep(module);
    case 'layerNorm':
      return { kind: 'layerNorm', name, weight: tensor(module, 'weight'), ...bias, epsilon: module.epsilon };
    case 'prelu':
      return { kind: 'prelu', name, weight: tensor(module, 'weight') };
  }
}

function batchNormStep(module: Module): BatchNormStep {
  return {
    kind: 'batchNorm',
    name: stepName(module),
    ...optional(module, 'weight', 'weight'),
    ...optional(module, 'bias', 'bias'),
    mean: tensor(module, 'running_mean'),
    variance: tensor(module, 'running_var'),
    epsilon: module.epsilon,
  };
}

const kernelOf = ({ shape }: Module): readonly number[] => shape.slice(2);

function convStep(module: Module, channels: number, plan: Plan, stride?: number): ConvStep {
  const kernel = kernelOf(module);
  const usual = module.transposed ? transposedUse(kernel) : forwardUse(module, plan);
  const groups = channels % module.inputs === 0 && !module.transposed ? channels / module.inputs : 1;
  return {
    kind: module.transposed ? 'convTranspose' : 'conv',
    name: stepName(module),
    weight: tensor(module, 'weight'),
    ...optional(module, 'bias', 'bias'),
    ...usual,
    ...(stride === undefined ? {} : { stride: kernel.map(() => stride) }),
    dilation: kernel.map(() => 1),
    groups,
  };
}

/** Large kernels on pictures are first layers that take steps: 7 × 7 by 2 (ResNet), 11 × 11 by 4 (AlexNet). */
function forwardUse(module: Module, { padding }: Plan): Pick<ConvStep, 'stride' | 'padding'> {
  const kernel = kernelOf(module);
  const stride = kernel.map((size) => (isStem(module) ? (size >= 11 ? 4 : 2) : 1));
  const same = kernel.map((size) => (isStem(module) && size >= 11 ? 2 : Math.floor((size - 1) / 2)));
  return { stride, padding: padding === 'same' || isStem(module) ? same : kernel.map(() => 0) };
}

/** Those that double the size: 2 × 2, or 4 × 4 with one place of padding. */
const transposedUse = (kernel: readonly number[]): Pick<ConvStep, 'stride' | 'padding'> => ({
  stride: kernel.map((size) => (size === 2 || size === 4 ? 2 : 1)),
  padding: kernel.map((size) => (size === 4 ? 1 : 0)),
});

/** Whether a convolution looks like the first one of a network for large pictures. */
export const isStem = ({ kind, shape }: Module): boolean =>
  kind === 'conv' && shape.length === 4 && shape[1] === 3 && (shape[2] as number) >= 7;

export function poolStep(name: string, behind: Module): PoolStep {
  const spatial = kernelOf(behind).length;
  const list = (value: number): number[] => Array.from({ length: spatial }, () => value);
  const wide = isStem(behind);
  const padded = wide && (behind.shape[2] as number) < 11;
  return { kind: 'maxPool', name, kernel: list(wide ? 3 : 2), stride: list(2), padding: list(padded ? 1 : 0) };
}
