import type {
  Architecture,
  ArchitectureGuess,
  GuessOptions,
  Step,
  Tensors,
} from '../../../../src/formats/architecture';
import { guessArchitecture } from '../../../../src/formats/architecture';
import { formatErrorText } from '../../../../src/formats/checks';
import type { Tensor } from '../../../../src/formats/tensors';
import { seeded } from '../../../support/build';

/** Tensors of these shapes with seeded values, in the order of their names, as safetensors files mostly have them. */
export function state(shapes: Readonly<Record<string, readonly number[]>>, sorted = true): Map<string, Tensor> {
  const random = seeded(Object.keys(shapes).length);
  const names = sorted ? Object.keys(shapes).sort() : Object.keys(shapes);
  return new Map(
    names.map((name): [string, Tensor] => {
      const shape = shapes[name] as readonly number[];
      const size = shape.reduce((product, length) => product * length, 1);
      const low = name.endsWith('running_var') ? 0.5 : -1;
      const data = Float32Array.from({ length: size }, () => low + (1 - low) * random());
      return [name, { type: 'F32', shape, data }];
    }),
  );
}

/** Shapes of a module with a bias. */
export const layer = (path: string, ...weight: number[]): Record<string, readonly number[]> => ({
  [`${path}.weight`]: weight,
  [`${path}.bias`]: [weight[0] as number],
});

export const norm = (path: string, size: number): Record<string, readonly number[]> => ({
  ...layer(path, size),
  [`${path}.running_mean`]: [size],
  [`${path}.running_var`]: [size],
  [`${path}.num_batches_tracked`]: [],
});

export function guessed(tensors: Tensors, options?: GuessOptions): Extract<ArchitectureGuess, { ok: true }> {
  const guess = guessArchitecture(tensors, options);
  if (!guess.ok) throw new Error(formatErrorText(guess.error));
  return guess;
}

/** A step in a few letters: `conv1 3s1p0` (kernels are the tensors' own). */
export function word(step: Step): string {
  switch (step.kind) {
    case 'conv':
    case 'convTranspose':
      return `${step.name} s${step.stride[0]}p${step.padding[0]}${step.groups > 1 ? `g${step.groups}` : ''}`;
    case 'maxPool':
    case 'averagePool':
      return `pool ${step.kernel[0]}s${step.stride[0]}p${step.padding[0]}`;
    case 'activation':
      return step.activation.name;
    case 'add':
      return `add ${step.from}${step.shortcut.length > 0 ? ` through ${step.shortcut.map(word).join(', ')}` : ''}`;
    case 'flatten':
    case 'globalAveragePool':
    case 'softmax':
      return step.kind;
    default:
      return step.name;
  }
}

export const words = ({ steps }: Architecture): string => steps.map(word).join(' | ');
