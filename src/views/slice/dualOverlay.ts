/** The layer of the dual graph: its code is loaded when it is first shown, its canvas is there only while it is. */
import type { LensStore } from '../../state/types';
import { element, setText } from '../../ui/dom';
import type { DualView, drawDual } from './dualDrawing';

export class DualOverlay {
  private readonly canvas = element('canvas');
  private readonly note = element('p', 'slice-chip slice-dual-note num');
  private drawing: typeof drawDual | null = null;
  private loading = false;
  private drawn: readonly unknown[] = [];

  /** `onReady` is called when the graph can be drawn that could not be before. */
  constructor(
    private readonly host: HTMLElement,
    private readonly onReady: () => void,
  ) {
    this.note.setAttribute('role', 'status');
  }

  draw({ lens, session, actions }: LensStore, view: DualView): void {
    const complex = lens.showDual ? session.result?.complex : null;
    if (!complex) {
      if (this.drawn.length > 0) this.host.replaceChildren();
      this.drawn = [];
      return;
    }
    if (!this.drawing) {
      if (!this.loading) void this.load(actions.notify);
      return;
    }
    const now = [complex, view.viewport, view.pane, view.ratio, view.theme];
    if (now.every((key, i) => key === this.drawn[i])) return;
    if (this.drawn.length === 0) this.host.replaceChildren(this.canvas, this.note);
    this.drawn = now;
    const said = this.drawing(this.canvas, complex, view);
    this.note.hidden = said === null;
    setText(this.note, said ?? '');
  }

  private async load(notify: LensStore['actions']['notify']): Promise<void> {
    this.loading = true;
    try {
      this.drawing = (await import('./dualDrawing')).drawDual;
      this.onReady();
    } catch (error) {
      notify('error', `The dual graph could not be loaded: ${String(error)}`);
    }
  }
}
