/** What the shell's buttons need beside the store: the exact link, and the file when a link is too long. */

import { MAX_LINK } from './limits';
import { encodeLink, lensFileText } from './link';
import type { LensController } from './store';

export type LinkText = { readonly ok: true; readonly url: string } | { readonly ok: false; readonly message: string };

/** The page's address (without fragment) plus the state in force; a message where that is too long. */
export function exactLink(controller: LensController, base: string): LinkText {
  const initial = controller.initial();
  if (!initial) return { ok: false, message: 'There is nothing to link to yet: the first scene is loading.' };
  const encoded = encodeLink(controller.store.getState().lens, initial, base);
  if (encoded.ok) return { ok: true, url: encoded.link };
  return {
    ok: false,
    message: `The link would be about ${encoded.length} characters long, more than ${MAX_LINK}: the weights or the points are too many. Save a lens file instead.`,
  };
}

export const lensFile = (controller: LensController): string => lensFileText(controller.store.getState().lens);
