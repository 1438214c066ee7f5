import type { LensStore } from '../../state/types';
import type { PlaneHost } from './handlesLayer';
import type { LineHandles } from './lineHandles';
import type { View } from './polytopeLayer';
import type { StageElements } from './stageElements';

/** The line of a selected unit with its handles, once one has been selected: its code is loaded then. */
export class LateLine {
  private handles: LineHandles | null = null;
  private asked = false;
  private destroyed = false;

  /** `onReady` is called when the line can be drawn that could not be before. */
  constructor(
    private readonly parts: Pick<StageElements, 'handles' | 'outlines'>,
    private readonly plane: () => PlaneHost,
    private readonly onReady: () => void,
  ) {}

  draw(state: LensStore, view: View): void {
    if (this.handles) this.handles.draw(state, view);
    else if (state.session.selectedUnit && !this.asked) void this.load();
  }

  private async load(): Promise<void> {
    this.asked = true;
    const { LineHandles } = await import('./lineHandles');
    if (this.destroyed) return;
    this.handles = new LineHandles(this.parts.handles, this.parts.outlines, this.plane());
    this.onReady();
  }

  destroy(): void {
    this.destroyed = true;
    this.handles?.destroy();
  }
}
