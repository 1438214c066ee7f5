import type { LinkText } from '../state/services';

/** What the shell needs beyond the store. */
export interface ShellServices {
  /** The page's address with the state in force in its fragment, or why there is none. */
  link(): LinkText;
}
