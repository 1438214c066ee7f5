/** Which parts of the page a link shows. */
import type { LonePart, PagePart } from '../layout';
import { type Entry, field } from './field';

export const LAYOUT_FIELDS: readonly Entry[] = [
  [
    'without',
    field(
      ({ layout }) => layout.hide.join(','),
      (text, draft) => {
        draft.layout = { ...draft.layout, hide: text === '' ? [] : (text.split(',') as PagePart[]) };
      },
    ),
  ],
  [
    'only',
    field(
      ({ layout }) => layout.only ?? '',
      (text, draft) => {
        draft.layout = { ...draft.layout, only: text === '' ? null : (text as LonePart) };
      },
    ),
  ],
];
