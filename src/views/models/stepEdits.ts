/** Edits of an architecture's steps. No drawing. */

import type { ActivationName, ActivationSpec } from '../../core/network';
import type { ArchitectureEditing, Step } from '../../state/modelTypes';

type Tensors = ArchitectureEditing['tensors'];

/** Kinds that can be put in, as they are called on the page. */
export const KINDS = [
  ['activation', 'activation'],
  ['maxPool', 'max-pooling'],
  ['averagePool', 'average pooling'],
  ['globalAveragePool', 'mean over places'],
  ['flatten', 'flatten'],
  ['channelsFirst', 'channels to the front'],
  ['channelsLast', 'channels to the end'],
  ['softmax', 'softmax'],
  ['dense', 'dense'],
  ['conv', 'convolution'],
  ['convTranspose', 'transposed convolution'],
  ['batchNorm', 'batch norm'],
  ['layerNorm', 'layer norm'],
  ['prelu', 'PReLU'],
  ['add', 'add an earlier step'],
] as const satisfies readonly (readonly [Step['kind'], string])[];

export type StepKind = (typeof KINDS)[number][0];

export const kindText = (kind: Step['kind']): string => KINDS.find(([known]) => known === kind)?.[1] ?? kind;

/** Activations that an architecture may have. */
export const ACTIVATIONS: readonly ActivationName[] = [
  'relu',
  'leakyRelu',
  'relu6',
  'abs',
  'hardTanh',
  'gelu',
  'swish',
  'softplus',
  'sigmoid',
  'tanh',
];

/** An activation as one begins with it. */
export function activationOf(name: ActivationName): ActivationSpec {
  if (name === 'leakyRelu') return { name, alpha: 0.01 };
  return name === 'swish' || name === 'softplus' ? { name, eta: 1 } : { name };
}

/** Activations of all steps, those within shortcuts, too. */
export const activationsIn = (steps: readonly Step[]): ActivationSpec[] =>
  steps.flatMap((step) =>
    step.kind === 'activation' ? [step.activation] : step.kind === 'add' ? activationsIn(step.shortcut) : [],
  );

/** The steps with one activation everywhere. */
export const withActivation = (steps: readonly Step[], activation: ActivationSpec): Step[] =>
  steps.map((step) => {
    if (step.kind === 'activation') return { ...step, activation };
    return step.kind === 'add' ? { ...step, shortcut: withActivation(step.shortcut, activation) } : step;
  });

/** Names of all steps, those within shortcuts, too. */
export const namesOf = (steps: readonly Step[]): string[] =>
  steps.flatMap((step) => [step.name, ...(step.kind === 'add' ? namesOf(step.shortcut) : [])]);

function freshName(wanted: string, taken: readonly string[]): string {
  for (let i = 1; ; i++) {
    const name = `${wanted}${i}`;
    if (!taken.includes(name)) return name;
  }
}

const tensorOf = (tensors: Tensors, axes: readonly number[], ending = ''): string => {
  const fitting = tensors.filter(({ shape }) => axes.includes(shape.length));
  return (fitting.find(({ name }) => name.endsWith(ending)) ?? fitting[0] ?? tensors[0])?.name ?? '';
};

/** Weights and the bias beside them. */
function weightsAndBias(
  tensors: Tensors,
  axes: readonly number[],
): { readonly weight: string; readonly bias?: string } {
  const weight = tensorOf(tensors, axes, 'weight');
  const bias = weight.replace(/weight$/, 'bias');
  return bias !== weight && tensors.some(({ name }) => name === bias) ? { weight, bias } : { weight };
}

/** The tensors with those first that no step takes. */
export function unusedFirst(tensors: Tensors, steps: readonly Step[]): Tensors {
  const used = takenIn(steps);
  return tensors.toSorted((a, b) => Number(used.has(a.name)) - Number(used.has(b.name)));
}

/** Texts of steps, among them the names of their tensors. */
const takenIn = (steps: readonly Step[]): ReadonlySet<unknown> =>
  new Set(steps.flatMap((step) => [...Object.values(step), ...(step.kind === 'add' ? takenIn(step.shortcut) : [])]));

/** Axes of pictures by the shape of values at a place: two, or one for sequences. */
const list = (value: number): readonly number[] => [value, value];

/** A step of a kind as one begins with it. `taken`: names of others; `before`: the step that it comes after; `tensors`: the first that fit are taken. */
export function newStep(kind: StepKind, taken: readonly string[], before: string, tensors: Tensors): Step {
  const name = freshName(kind, taken);
  switch (kind) {
    case 'activation':
      return { kind, name, activation: { name: 'relu' } };
    case 'maxPool':
    case 'averagePool':
      return { kind, name, kernel: list(2), stride: list(2), padding: list(0) };
    case 'dense':
      return { kind, name, ...weightsAndBias(tensors, [2]) };
    case 'conv':
    case 'convTranspose':
      return {
        kind,
        name,
        ...weightsAndBias(tensors, [4]),
        stride: list(1),
        padding: list(0),
        dilation: list(1),
        groups: 1,
      };
    case 'batchNorm':
      return {
        kind,
        name,
        mean: tensorOf(tensors, [1], 'mean'),
        variance: tensorOf(tensors, [1], 'var'),
        epsilon: 1e-5,
      };
    case 'layerNorm':
      return { kind, name, weight: tensorOf(tensors, [1]), epsilon: 1e-5 };
    case 'prelu':
      return { kind, name, weight: tensorOf(tensors, [1]) };
    case 'add':
      return { kind, name, from: before, shortcut: [] };
    default:
      return { kind, name };
  }
}

/** The steps with one put behind place `at` (−1: first). */
export const inserted = (steps: readonly Step[], at: number, step: Step): Step[] => [
  ...steps.slice(0, at + 1),
  step,
  ...steps.slice(at + 1),
];

export const replaced = (steps: readonly Step[], at: number, step: Step): Step[] => steps.with(at, step);

export const removed = (steps: readonly Step[], at: number): Step[] => steps.filter((_, i) => i !== at);

/** The steps with one moved a place up (−1) or down (1); as they are where there is no such place. */
export function moved(steps: readonly Step[], at: number, by: 1 | -1): readonly Step[] {
  const [step, other] = [steps[at], steps[at + by]];
  return step && other ? steps.with(at, other).with(at + by, step) : steps;
}
