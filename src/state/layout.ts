/** Which parts of the page a link shows: for teaching, and for pages that are embedded in others. */

/** Parts that can be left out. `training` is the training panel and the controls and charts below the slice. */
export const PAGE_PARTS = [
  'header',
  'setup',
  'scenes',
  'network',
  'data',
  'colour',
  'training',
  'inspector',
  'strip',
  'path',
  'statistics',
  'chips',
] as const;

/** Parts that can stand alone. */
export const LONE_PARTS = ['slice', 'inspector', 'setup', 'strip'] as const;

export type PagePart = (typeof PAGE_PARTS)[number];
export type LonePart = (typeof LONE_PARTS)[number];

export interface Layout {
  /** In the order of `PAGE_PARTS`, each at most once. */
  readonly hide: readonly PagePart[];
  /** The one part that fills the page; null: the whole page. */
  readonly only: LonePart | null;
}

export const WHOLE_PAGE: Layout = { hide: [], only: null };

/** The same parts in their order, each once. */
export const ordered = (parts: readonly PagePart[]): readonly PagePart[] =>
  PAGE_PARTS.filter((part) => parts.includes(part));

export const isWhole = ({ hide, only }: Layout): boolean => hide.length === 0 && only === null;
