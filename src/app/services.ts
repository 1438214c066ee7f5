import type { Layout } from '../state/layout';
import type { LinkText } from '../state/services';

/** What the shell needs beyond the store. */
export interface ShellServices {
  /** The page's address with the state in force in its fragment, or why there is none; with other parts if so wished. */
  link(layout?: Layout): LinkText;
  /** A link to the whole page, without what a link has no room for. */
  wholePage(): string;
}
