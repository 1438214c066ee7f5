/** Pinned places in a link: `0.1,0.25,-0.5,0.75` for two of them. */
import { type Entry, field } from './field';
import { NONE } from './offsets';
import { listText, readPairs } from './text';

export const PIN_FIELDS: readonly Entry[] = [
  [
    'pins',
    field(
      ({ pins }) => (pins.length === 0 ? NONE : listText(pins.flat())),
      (text, draft) => {
        draft.pins = text === NONE ? [] : readPairs(text);
      },
    ),
  ],
];
