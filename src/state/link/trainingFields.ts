/** How the network is trained, and the weights that came of it, in a link. */
import type { LensState } from '../types';
import { type Entry, field } from './field';
import { floatsText, numberText, readFloats, readNumber } from './text';

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
];

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
];
