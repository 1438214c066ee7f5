import type { LensStore, Point2 } from '../../state/types';
import type { PathOverlay } from '../path/pathOverlay';
import type { PlaneHost } from './handlesLayer';
import type { View } from './polytopeLayer';
import type { StageElements } from './stageElements';

type Shown = Pick<View, 'viewport' | 'pane'>;

/** The path with its handles, once there is one: its code is loaded then. */
export class LatePath {
  private overlay: PathOverlay | null = null;
  private asked = false;
  private destroyed = false;

  /** `onReady` is called when the path can be drawn that could not be before. */
  constructor(
    private readonly parts: Pick<StageElements, 'handles' | 'outlines'>,
    private readonly plane: () => PlaneHost,
    private readonly onReady: () => void,
  ) {}

  draw(state: LensStore, view: Shown): void {
    if (this.overlay) this.overlay.draw(state, view);
    else if (state.lens.path && !this.asked) void this.load();
  }

  hover(point: Point2 | null, view: Shown): void {
    this.overlay?.hover(point, view);
  }

  private async load(): Promise<void> {
    this.asked = true;
    const { PathOverlay } = await import('../path/pathOverlay');
    if (this.destroyed) return;
    this.overlay = new PathOverlay(this.parts.handles, this.parts.outlines, this.plane());
    this.onReady();
  }

  destroy(): void {
    this.destroyed = true;
    this.overlay?.destroy();
  }
}
