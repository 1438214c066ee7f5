/** The layer of the dual graph; its canvas is there only while the graph is shown. A chunk of its own. */
import type { LensStore } from '../../state/types';
import { element, setText } from '../../ui/dom';
import { type DualView, drawDual } from './dualDrawing';

export class DualOverlay {
  private readonly canvas = element('canvas');
  private readonly note = element('p', 'slice-chip slice-dual-note num');
  private drawn: readonly unknown[] = [];

  constructor(private readonly host: HTMLElement) {
    this.note.setAttribute('role', 'status');
  }

  /** Draws where something changed since the last time. */
  draw({ lens, session }: LensStore, view: DualView): void {
    const complex = lens.showDual ? session.result?.complex : null;
    if (!complex) {
      if (this.drawn.length > 0) this.host.replaceChildren();
      this.drawn = [];
      return;
    }
    const now = [complex, view.viewport, view.pane, view.ratio, view.theme];
    if (now.every((key, i) => key === this.drawn[i])) return;
    if (this.drawn.length === 0) this.host.replaceChildren(this.canvas, this.note);
    this.drawn = now;
    const said = drawDual(this.canvas, complex, view);
    this.note.hidden = said === null;
    setText(this.note, said ?? '');
  }
}
