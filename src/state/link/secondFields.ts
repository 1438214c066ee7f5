/** The second input in a link. */
import { type Entry, field } from './field';
import { listText, readPair } from './text';

export const SECOND_FIELDS: readonly Entry[] = [
  [
    'p2',
    field(
      ({ second }) => (second ? listText(second) : ''),
      (text, draft) => {
        draft.second = readPair(text);
      },
    ),
  ],
];
