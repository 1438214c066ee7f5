import type { ReactElement } from 'react';

/** Paths on a 16 × 16 grid, stroked with the text's colour. */
const PATHS = {
  play: 'M5 3.2v9.6L13 8z',
  pause: 'M5 3.5v9M11 3.5v9',
  step: 'M4 3.2v9.6L10.5 8zM12.5 3.5v9',
  reset: 'M3.2 8a4.8 4.8 0 1 0 1.6-3.6M3.2 3v2.6h2.6',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6M8 1.6v1.2M8 13.2v1.2M1.6 8h1.2M13.2 8h1.2M3.5 3.5l.8.8M11.7 11.7l.8.8M12.5 3.5l-.8.8M4.3 11.7l-.8.8',
  moon: 'M13 9.6A5.4 5.4 0 0 1 6.4 3 5.4 5.4 0 1 0 13 9.6z',
  upload: 'M8 10.5V3M5 5.8 8 2.8l3 3M3 10.5v2.7h10v-2.7',
  download: 'M8 2.8v7.5M5 7.5l3 3 3-3M3 10.8v2.4h10v-2.4',
  link: 'M6.8 9.2a2.4 2.4 0 0 0 3.4 0l2.2-2.2A2.4 2.4 0 0 0 9 3.6l-.8.8M9.2 6.8a2.4 2.4 0 0 0-3.4 0L3.6 9A2.4 2.4 0 0 0 7 12.4l.8-.8',
  check: 'M3.2 8.4l3.2 3.2 6.4-7',
  close: 'M4 4l8 8M12 4l-8 8',
  chevron: 'M4.5 6.5 8 10l3.5-3.5',
  up: 'M4.5 9.5 8 6l3.5 3.5',
  left: 'M10 3.5 5.5 8l4.5 4.5',
  right: 'M6 3.5 10.5 8 6 12.5',
  panelLeft: 'M2.5 3h11v10h-11zM6.2 3v10',
  panelRight: 'M2.5 3h11v10h-11zM9.8 3v10',
  undo: 'M5.8 3 2.8 6l3 3M3 6h6.2a3.6 3.6 0 0 1 0 7.2H6.5',
  redo: 'm10.2 3 3 3-3 3M13 6H6.8a3.6 3.6 0 0 0 0 7.2h2.7',
  full: 'M9.5 3H13v3.5M13 3 9 7M6.5 13H3V9.5M3 13l4-4',
  expand: 'M9.6 2.8h3.6v3.6M6.4 13.2H2.8V9.6M13.2 9.6v3.6H9.6M2.8 6.4V2.8h3.6',
  shrink: 'M9.8 2.8v3.4h3.4M6.2 13.2V9.8H2.8M13.2 9.8H9.8v3.4M2.8 6.2h3.4V2.8',
  help: 'M8 1.9a6.1 6.1 0 1 0 0 12.2A6.1 6.1 0 0 0 8 1.9M6.3 6.3A1.75 1.75 0 1 1 8 8.4v.8M8 11.3v.1',
  swap: 'M3 5.5h9.5M10 3l2.5 2.5L10 8M13 10.5H3.5M6 8l-2.5 2.5L6 13',
  table: 'M2.5 3h11v10h-11zM2.5 6.3h11M2.5 9.6h11M6.5 3v10',
  copy: 'M5.8 5.8h7v7h-7zM10.2 5.8V3.2h-7v7h2.6',
} as const;

export type IconName = keyof typeof PATHS;
const FILLED: readonly IconName[] = ['play', 'step'];

/** A decorative picture; whatever holds it carries the name. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }): ReactElement {
  return (
    <svg
      className="icon"
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill={FILLED.includes(name) ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth={1.4}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
