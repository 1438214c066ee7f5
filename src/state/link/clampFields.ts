/** Clamped units in a link: `12:on,30:off,41:ablated`. */
import type { LensState } from '../types';
import { type Entry, field } from './field';
import { NONE } from './offsets';
import { flagText, LinkFault, readFlag, readNumber } from './text';

type Clamps = LensState['clamps'];

function readClamps(text: string): Clamps {
  if (text === NONE) return [];
  return text.split(',').map((entry) => {
    const [unit, clamp, more] = entry.split(':');
    if (unit === undefined || clamp === undefined || more !== undefined)
      throw new LinkFault(`"${entry.slice(0, 24)}" is not a unit and how it is clamped`);
    return [readNumber(unit), clamp as Clamps[number][1]] as const;
  });
}

export const CLAMP_FIELDS: readonly Entry[] = [
  [
    'clamp',
    field(
      ({ clamps }) => (clamps.length === 0 ? NONE : clamps.map(([unit, clamp]) => `${unit}:${clamp}`).join(',')),
      (text, draft) => {
        draft.clamps = readClamps(text);
      },
    ),
  ],
  [
    'former',
    field(
      ({ showFormer }) => flagText(showFormer),
      (text, draft) => {
        draft.showFormer = readFlag(text);
      },
    ),
  ],
];
