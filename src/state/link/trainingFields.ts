/** How the network is trained, and the weights that came of it, in a link. */
import type { LensState } from '../types';
import { type Entry, field } from './field';
import { floatsText, LinkFault, numberText, readFloats, readNumber } from './text';

export const TRAINING_FIELDS: readonly Entry[] = [
  [
    'opt',
    field(
      ({ training }) => training.optimizer,
      (text, draft) => {
        draft.training = { ...draft.training, optimizer: text as LensState['training']['optimizer'] };
      },
    ),
  ],
  [
    'lr',
    field(
      ({ training }) => numberText(training.learningRate),
      (text, draft) => {
        draft.training = { ...draft.training, learningRate: readNumber(text) };
      },
    ),
  ],
  [
    'batch',
    field(
      ({ training }) => numberText(training.batchSize),
      (text, draft) => {
        draft.training = { ...draft.training, batchSize: readNumber(text) };
      },
    ),
  ],
  [
    'l2',
    field(
      ({ training }) => numberText(training.l2),
      (text, draft) => {
        draft.training = { ...draft.training, l2: readNumber(text) };
      },
    ),
  ],
  [
    'beta',
    field(
      ({ training }) => training.beta,
      (text, draft) => {
        draft.training = { ...draft.training, beta: text as LensState['training']['beta'] };
      },
    ),
  ],
];

/** `step`, or `step;weights` where these are not the first ones. */
function readCompare(text: string): LensState['compare'] {
  const [step, weights, more] = text.split(';');
  if (more !== undefined) throw new LinkFault('a step and weights are needed');
  return { step: readNumber(step ?? ''), weights: weights === undefined ? null : readFloats(weights, 4) };
}

export const WEIGHT_FIELDS: readonly Entry[] = [
  [
    'w',
    field(
      ({ weights }) => (weights ? floatsText(weights, 4) : ''),
      (text, draft) => {
        draft.weights = readFloats(text, 4);
      },
    ),
  ],
  [
    'beside',
    field(
      ({ compare }) => {
        if (!compare) return '';
        return compare.weights
          ? `${numberText(compare.step)};${floatsText(compare.weights, 4)}`
          : numberText(compare.step);
      },
      (text, draft) => {
        draft.compare = readCompare(text);
      },
    ),
  ],
];
