/** What the drawing sides of the plane and of the graph have in common. */
import type { StoreApi } from 'zustand/vanilla';
import type { LensStore } from '../../state/types';
import { watchPixelRatio } from '../../ui/pixelRatio';
import { readTheme, type Scale, type ThemeColours, watchTheme } from './colours';
import type { Pane } from './viewport';

/** What a drawing is given and whom it tells. */
export interface StageOptions {
  readonly store: StoreApi<LensStore>;
  /** Id of the text that describes the view. */
  readonly summaryId: string;
  readonly onScale: (scale: Scale | null) => void;
  readonly onReadout: (lines: readonly string[]) => void;
  readonly onPane: (pane: Pane) => void;
}

/** The drawing in an element, until it is destroyed. */
export interface Stage {
  destroy(): void;
}

interface Redrawing {
  /** The element has another size. */
  readonly measure: () => void;
  readonly redraw: () => void;
  /** The theme changed; it is drawn again afterwards. */
  readonly retheme: (theme: ThemeColours) => void;
}

/** All that a drawing is drawn anew for: its size, the screen's pixels, the store, the theme. Returns the ways to stop. */
export function watchStage(
  host: HTMLElement,
  store: StoreApi<LensStore>,
  { measure, redraw, retheme }: Redrawing,
): (() => void)[] {
  const resize = new ResizeObserver(measure);
  resize.observe(host);
  return [
    () => resize.disconnect(),
    watchPixelRatio(redraw),
    store.subscribe(redraw),
    watchTheme(() => {
      retheme(readTheme(host));
      redraw();
    }),
  ];
}
