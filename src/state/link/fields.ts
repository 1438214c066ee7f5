/** The keys of version 1: how each part of the state is written and read. Stored links hang on these: only add. */
import type { LensState } from '../types';
import { type Entry, type Field, field } from './field';
import { NETWORK_FIELDS } from './networkFields';
import { SLICE_FIELDS } from './sliceFields';
import {
  flagText,
  floatsText,
  LinkFault,
  listText,
  numberText,
  readFlag,
  readFloats,
  readList,
  readNumber,
  readPair,
  readPairs,
} from './text';

const POINT_FIELDS: readonly Entry[] = [
  [
    'step',
    field(
      ({ step }) => numberText(step),
      (text, draft) => {
        draft.step = readNumber(text);
      },
    ),
  ],
  [
    'p',
    field(
      ({ point }) => listText(point),
      (text, draft) => {
        draft.point = readPair(text);
      },
    ),
  ],
];

const VIEW_FIELDS: readonly Entry[] = [
  [
    'domain',
    field(
      ({ domain }) => listText(domain.flat()),
      (text, draft) => {
        draft.domain = readPairs(text);
      },
    ),
  ],
  [
    'view',
    field(
      ({ viewport: { centre, span } }) => listText([...centre, span]),
      (text, draft) => {
        const [p, q, span, more] = readList(text);
        if (p === undefined || q === undefined || span === undefined || more !== undefined)
          throw new LinkFault('three numbers are needed: centre and span');
        draft.viewport = { centre: [p, q], span };
      },
    ),
  ],
  [
    'colour',
    field(
      ({ colour }) => colour,
      (text, draft) => {
        draft.colour = text as LensState['colour'];
      },
    ),
  ],
  [
    'upto',
    field(
      ({ upToLayer }) => (upToLayer === null ? 'all' : numberText(upToLayer)),
      (text, draft) => {
        draft.upToLayer = text === 'all' ? null : readNumber(text);
      },
    ),
  ],
  [
    'decision',
    field(
      ({ decision }) => flagText(decision),
      (text, draft) => {
        draft.decision = readFlag(text);
      },
    ),
  ],
  [
    'data',
    field(
      ({ showData }) => flagText(showData),
      (text, draft) => {
        draft.showData = readFlag(text);
      },
    ),
  ],
  [
    'field',
    field(
      ({ showField }) => flagText(showField),
      (text, draft) => {
        draft.showField = readFlag(text);
      },
    ),
  ],
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
    'w',
    field(
      ({ weights }) => (weights ? floatsText(weights, 4) : ''),
      (text, draft) => {
        draft.weights = readFloats(text, 4);
      },
    ),
  ],
];

/** In the order in which they are written and read: later ones may build on earlier ones. */
export const FIELDS: ReadonlyMap<string, Field> = new Map([
  ...NETWORK_FIELDS,
  ...POINT_FIELDS,
  ...SLICE_FIELDS,
  ...VIEW_FIELDS,
]);
