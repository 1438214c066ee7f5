/** What is on the page's pane, as a figure to write or to paint. */
import type { Figure } from '../../core/figure/marks';
import type { LensStore } from '../../state/types';
import type { Pane } from '../slice/viewport';
import { figureTheme } from './figureTheme';
import { frameFor } from './frame';
import { intervalFigure } from './intervalFigure';
import { planeFigure } from './planeFigure';

/**
 * The slice, or the graph of a network with one input, as a pane of that size would show it, in CSS pixels; in the light
 * theme unless `dark`. Null while there is no partition. Cost: linear in the partition.
 */
export function figureOf(store: LensStore, pane: Pane, dark: boolean): Figure | null {
  const frame = frameFor(pane, figureTheme(dark));
  return store.session.result?.interval ? intervalFigure(store, frame) : planeFigure(store, frame);
}
