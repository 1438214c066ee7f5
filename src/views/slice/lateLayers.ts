import type { LensStore, Point2 } from '../../state/types';
import type { PathOverlay } from '../path/pathOverlay';
import type { DualOverlay } from './dualOverlay';
import type { PlaneHost } from './handlesLayer';
import { LatePart } from './latePart';
import type { LineHandles } from './lineHandles';
import type { View } from './polytopeLayer';
import type { StageElements } from './stageElements';

/** What lies over the polytopes only now and then: each part's code is loaded when it is first needed. */
export class LateLayers {
  private readonly dual: LatePart<DualOverlay>;
  private readonly line: LatePart<LineHandles>;
  private readonly path: LatePart<PathOverlay>;
  private overlay: PathOverlay | null = null;

  /** `onReady` is called when a part can be drawn that could not be before. */
  constructor({ dual, handles, outlines }: StageElements, plane: () => PlaneHost, onReady: () => void) {
    this.dual = new LatePart(
      'The dual graph',
      async () => {
        const { DualOverlay } = await import('./dualOverlay');
        return () => new DualOverlay(dual);
      },
      onReady,
    );
    this.line = new LatePart(
      'The line of the unit',
      async () => {
        const { LineHandles } = await import('./lineHandles');
        return () => new LineHandles(handles, outlines, plane());
      },
      onReady,
    );
    this.path = new LatePart(
      'The path',
      async () => {
        const { PathOverlay } = await import('../path/pathOverlay');
        return () => new PathOverlay(handles, outlines, plane());
      },
      onReady,
    );
  }

  /** `seen`: the state whose polytopes are drawn. */
  draw(state: LensStore, seen: LensStore, view: View): void {
    const { lens, session, actions } = state;
    this.dual.get(lens.showDual, actions)?.draw(seen, view);
    this.line.get(session.selectedUnit !== null, actions)?.draw(state, view);
    this.overlay = this.path.get(lens.path !== null, actions);
    this.overlay?.draw(state, view);
  }

  hover(point: Point2 | null, view: Pick<View, 'viewport' | 'pane'>): void {
    this.overlay?.hover(point, view);
  }

  destroy(): void {
    this.dual.destroy();
    this.line.destroy();
    this.path.destroy();
  }
}
