/** What is looked at and how it is drawn, in a link. */
import type { LensState } from '../types';
import { type Entry, field } from './field';
import { flagText, LinkFault, listText, numberText, readFlag, readList, readNumber, readPair, readPairs } from './text';

export const POINT_FIELDS: readonly Entry[] = [
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

export const VIEW_FIELDS: readonly Entry[] = [
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
    'surface',
    field(
      ({ surface }) => (surface ? listText([surface.output, surface.azimuth, surface.elevation]) : ''),
      (text, draft) => {
        const [output, azimuth, elevation, more] = readList(text);
        if (output === undefined || azimuth === undefined || elevation === undefined || more !== undefined)
          throw new LinkFault('three numbers are needed: output, azimuth and elevation');
        draft.surface = { output, azimuth, elevation };
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
];
