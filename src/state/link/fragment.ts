/** Told without reading it: what a link's fragment means to be. */

/** The part after #, or the whole when there is none. */
export const fragmentOf = (link: string): string => link.slice(link.indexOf('#') + 1);

/** Whether a fragment means to be a lens link at all, whole or not. */
export const isLensLink = (link: string): boolean => /^(v=|scene=)/.test(fragmentOf(link));
