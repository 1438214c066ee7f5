/** Which parts of the page are shown. */
import * as v from 'valibot';
import { LONE_PARTS, ordered, PAGE_PARTS, type PagePart, WHOLE_PAGE } from '../layout';

const layout = v.object({
  hide: v.pipe(
    v.array(v.picklist(PAGE_PARTS, `is none of ${PAGE_PARTS.join(', ')}`), 'is not a list of parts'),
    v.maxLength(4 * PAGE_PARTS.length, 'names more parts than there are'),
    v.transform((parts: PagePart[]) => ordered(parts)),
  ),
  only: v.nullable(v.picklist(LONE_PARTS, `is none of ${LONE_PARTS.join(', ')}`)),
});

export const layoutEntries = { layout: v.optional(layout, WHOLE_PAGE) };
