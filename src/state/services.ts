/** What the shell's buttons need beside the store: the exact link, and the file when a link is too long. */

import { type Layout, WHOLE_PAGE } from './layout';
import { MAX_LINK } from './limits';
import { encodeLink, encodeTrimmedLink, lensFileText } from './link';
import type { LensController } from './store';

export type LinkText = { readonly ok: true; readonly url: string } | { readonly ok: false; readonly message: string };

/**
 * The page's address (without fragment) plus the state in force, with other parts of the page where `layout` says so; a
 * message where that is too long.
 */
export function exactLink(controller: LensController, base: string, layout?: Layout): LinkText {
  const initial = controller.initial();
  if (!initial) return { ok: false, message: 'There is nothing to link to yet: the first scene is loading.' };
  const { lens } = controller.store.getState();
  const encoded = encodeLink(layout ? { ...lens, layout } : lens, initial, base);
  if (encoded.ok) return { ok: true, url: encoded.link };
  return {
    ok: false,
    message: `The link would be about ${encoded.length} characters long, more than ${MAX_LINK}: the weights or the points are too many. Save a lens file instead.`,
  };
}

/** A link to the whole page with the state in force, or with as much of it as a link can hold. */
export function wholePageLink(controller: LensController, base: string): string {
  const exact = exactLink(controller, base, WHOLE_PAGE);
  if (exact.ok) return exact.url;
  const initial = controller.initial();
  const { lens } = controller.store.getState();
  return initial ? encodeTrimmedLink({ ...lens, layout: WHOLE_PAGE }, initial, base) : base;
}

export const lensFile = (controller: LensController): string => lensFileText(controller.store.getState().lens);
