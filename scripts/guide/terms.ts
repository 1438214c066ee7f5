/** The page's terms as the guide's last chapter: their one source is `views/help/terms.ts`. */
import { termOf, termOrder } from '../../src/views/help/terms.ts';

/** A chapter of Markdown: each term with its text, and its formula where it has one. */
export const termsChapter = (): string =>
  [
    '## Terms',
    ...termOrder.flatMap((id) => {
      const { title, text, formula } = termOf(id);
      return [`**${title}.** ${text}`, ...(formula ? [`$${formula}$`] : [])];
    }),
  ].join('\n\n');
