/** What the shell needs beyond the store: the link that carries the state. */
export type LinkResult =
  | { readonly ok: true; readonly url: string }
  /** Too long, or not to be written at all: what and why. */
  | { readonly ok: false; readonly message: string };

export interface ShellServices {
  /** The page's address with the state in force in its fragment. */
  link(): LinkResult;
}
