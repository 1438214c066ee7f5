/** What a file of weights alone may be the weights of: names and shapes give the guess. */
import type { CheckedGraph, Shape } from '../../core/graph/types';
import type { FormatError } from '../checks';
import { graphOfArchitecture } from './build';
import { type Fit, fits } from './fit';
import { type Module, mixes, modulesOf } from './modules';
import { inOrder } from './order';
import type { Tensors } from './parameters';
import { sequenceOf } from './sequence';
import type { TorchTensors } from './torchOrder';
import type { Architecture, Step } from './types';

export interface GuessOptions {
  /** Without the batch; without the channels, too, where they are those of the first weights. */
  readonly inputShape?: Shape;
  readonly name?: string;
  /** What `inTorchOrder` found out. */
  readonly origin?: Omit<TorchTensors, 'tensors'>;
}

export type ArchitectureGuess =
  | {
      readonly ok: true;
      readonly architecture: Architecture;
      readonly graph: CheckedGraph;
      /** What was assumed, as sentences. */
      readonly notes: readonly string[];
      /** The guess itself and what would fit as well, the likeliest first. */
      readonly choices: readonly Fit[];
    }
  | {
      readonly ok: false;
      readonly error: FormatError;
      /** What does not fit, to be edited; null where the tensors are no network's. */
      readonly architecture: Architecture | null;
    };

/**
 * Guesses an architecture from tensors named as PyTorch names them: `nn.Sequential` with its numbers (a gap in them is what has
 * no weights), nested modules, batch norms, residual blocks as torchvision has them. Never throws. Cost: linear in the tensors,
 * and at most some 10⁵ small steps to find sizes that fit.
 */
export function guessArchitecture(tensors: Tensors, options: GuessOptions = {}): ArchitectureGuess {
  const { keras = false, notes: known = [] } = options.origin ?? {};
  const modules = inOrder(modulesOf(tensors, keras));
  const [first] = modules;
  const mixing = modules.find(mixes);
  if (!first || !mixing)
    return {
      ok: false,
      error: {
        where: '',
        message:
          'no tensor is named as PyTorch names weights (0.weight, 0.bias, conv1.weight) or Keras (dense/kernel), nor are all of them W1, b1, W2, …',
      },
      architecture: null,
    };
  const found = mixing.kind === 'conv' ? pictures(modules, mixing, options, keras) : lists(modules, mixing, options);
  const choices = keras ? found.map((fit) => ({ ...fit, architecture: channelsLast(fit.architecture) })) : found;
  const [best] = choices;
  const architecture = best?.architecture ?? withoutFit(modules, mixing, options, keras);
  const result = graphOfArchitecture(architecture, tensors, options.name);
  if (!result.ok) return { ok: false, error: best ? result.error : noFit(result.error), architecture };
  const notes = [...known, ...notesOn(architecture, choices, options), ...result.notes];
  return { ok: true, architecture, graph: result.graph, notes, choices };
}

/** Convolutions come first. */
function pictures(modules: readonly Module[], first: Module, { inputShape }: GuessOptions, keras: boolean): Fit[] {
  const spatial = first.shape.length - 2;
  const size = inputShape && sizeOfPicture(inputShape, spatial, keras);
  return fits(modules, first.inputs, spatial, size ?? null);
}

/** Spatial axes of a shape that may have its channels, too. */
const sizeOfPicture = (shape: Shape, spatial: number, keras: boolean): Shape =>
  shape.length <= spatial ? shape : keras ? shape.slice(0, spatial) : shape.slice(shape.length - spatial);

/** A list of features goes into a dense layer. */
function lists(modules: readonly Module[], first: Module, { inputShape }: GuessOptions): Fit[] {
  const { steps } = sequenceOf(modules, { padding: 'same', pools: [], ending: 'flatten' });
  const shaped = inputShape && inputShape.length > 1;
  const flat: Step[] = shaped ? [{ kind: 'flatten', name: 'flatten' }, ...steps] : [...steps];
  const shape = inputShape ?? [first.inputs];
  return [{ architecture: { inputShape: shape, steps: flat }, label: shape.join(' × ') }];
}

function withoutFit(
  modules: readonly Module[],
  first: Module,
  { inputShape }: GuessOptions,
  keras: boolean,
): Architecture {
  const { steps } = sequenceOf(modules, { padding: 'same', pools: [], ending: 'flatten' });
  const spatial = first.shape.length - 2;
  const size = inputShape ? sizeOfPicture(inputShape, spatial, keras) : Array.from({ length: spatial }, () => 32);
  const architecture = { inputShape: [first.inputs, ...size], steps };
  return keras ? channelsLast(architecture) : architecture;
}

/** The same on pictures with their channels last, in the order in which Keras flattens them. */
function channelsLast({ inputShape, steps }: Architecture): Architecture {
  const [channels = 0, ...sides] = inputShape;
  if (sides.length === 0) return { inputShape, steps };
  const first: Step = { kind: 'channelsFirst', name: 'channels first' };
  const flattened = steps.flatMap((step): Step[] =>
    step.kind === 'flatten' ? [{ kind: 'channelsLast', name: 'channels last' }, step] : [step],
  );
  return { inputShape: [...sides, channels], steps: [first, ...flattened] };
}

const noFit = ({ where, message }: FormatError): FormatError => ({
  where,
  message: `${message}; no usual size of the input, padding and pooling lets all layers follow each other`,
});

function notesOn({ inputShape, steps }: Architecture, choices: readonly Fit[], options: GuessOptions): string[] {
  const notes: string[] = [];
  const kinds = new Set(steps.map(({ kind }) => kind));
  if (kinds.has('activation'))
    notes.push('The file names no activations: ReLU is taken between the layers, and none after the last.');
  const convolutions = kinds.has('conv') || kinds.has('convTranspose');
  if (!convolutions) return notes;
  const shape = inputShape.join(' × ');
  if (!options.inputShape) notes.push(`The file does not say how large its input is: ${shape} is taken.`);
  const others =
    choices.length > 1
      ? ` ${choices.length - 1} other ${choices.length > 2 ? 'choices fit' : 'choice fits'} as well.`
      : '';
  notes.push(`Strides, padding and pooling are guessed: ${choices[0]?.label}.${others}`);
  return notes;
}
