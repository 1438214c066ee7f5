import type { LensStore, Point2 } from '../../state/types';
import type { PlaneHost } from './handlesLayer';
import { LateDual } from './lateDual';
import { LateLine } from './lateLine';
import { LatePath } from './latePath';
import type { View } from './polytopeLayer';
import type { StageElements } from './stageElements';

/** What lies over the polytopes only now and then: each part's code is loaded when it is first needed. */
export class LateLayers {
  private readonly dual: LateDual;
  private readonly line: LateLine;
  private readonly path: LatePath;

  /** `onReady` is called when a part can be drawn that could not be before. */
  constructor(parts: StageElements, plane: () => PlaneHost, onReady: () => void) {
    this.dual = new LateDual(parts.dual, onReady);
    this.line = new LateLine(parts, plane, onReady);
    this.path = new LatePath(parts, plane, onReady);
  }

  /** `seen`: the state whose polytopes are drawn. */
  draw(state: LensStore, seen: LensStore, view: View): void {
    this.dual.draw(seen, view);
    this.line.draw(state, view);
    this.path.draw(state, view);
  }

  hover(point: Point2 | null, view: Pick<View, 'viewport' | 'pane'>): void {
    this.path.hover(point, view);
  }

  destroy(): void {
    this.line.destroy();
    this.path.destroy();
  }
}
