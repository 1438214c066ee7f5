import type { LensStore } from '../../state/types';
import type { DualView } from './dualDrawing';
import type { DualOverlay } from './dualOverlay';

/** The dual graph's layer once it has been asked for: its code is loaded then. */
export class LateDual {
  private overlay: DualOverlay | null = null;
  private asked = false;

  /** `onReady` is called when the graph can be drawn that could not be before. */
  constructor(
    private readonly host: HTMLElement,
    private readonly onReady: () => void,
  ) {}

  draw(state: LensStore, view: DualView): void {
    if (this.overlay) this.overlay.draw(state, view);
    else if (state.lens.showDual && !this.asked) void this.load(state.actions.notify);
  }

  private async load(notify: LensStore['actions']['notify']): Promise<void> {
    this.asked = true;
    try {
      const { DualOverlay } = await import('./dualOverlay');
      this.overlay = new DualOverlay(this.host);
      this.onReady();
    } catch (error) {
      notify('error', `The dual graph could not be loaded: ${String(error)}`);
    }
  }
}
