import type { CellComplex } from '../../core/partition/complex';
import type { LensStore, Point2 } from '../../state/types';
import type { Palette } from '../palette';
import type { FaceColours } from './colours';
import type { Sight } from './sight';
import type { Pane } from './viewport';

/** The part of the domain that is drawn in its place at a deep zoom. */
export interface Part {
  readonly complex: CellComplex;
  /** The same face in the domain's complex; −1 where the domain merged it. */
  readonly domainFace: (face: number) => number;
  /** The colours of its faces, given those of the domain's. */
  readonly colours: (domain: FaceColours, palette: Palette) => FaceColours;
  /** What the pointer reads in one of its faces; `answer` as for `readoutLines`. */
  readonly lines: (face: number, point: Point2, pixelsPerUnit: number, answer?: string | null) => readonly string[];
}

/** What the view draws from: a state whose result is the part's, or the state itself where there is no part. */
export interface Seen {
  readonly state: LensStore;
  readonly part: Part | null;
}

/** The deep zoom once there is one: its code is loaded then. */
export class LateSight {
  private sight: Sight | null = null;
  private asked = false;

  /** `onReady` is called when a part can be seen that could not be before. */
  constructor(private readonly onReady: () => void) {}

  see(state: LensStore, pane: Pane): Seen {
    if (this.sight) return this.sight.see(state, pane);
    if (state.session.detail && !this.asked) void this.load(state.actions.notify);
    return { state, part: null };
  }

  private async load(notify: LensStore['actions']['notify']): Promise<void> {
    this.asked = true;
    try {
      const { Sight } = await import('./sight');
      this.sight = new Sight();
      this.onReady();
    } catch (error) {
      notify('error', `The deep zoom could not be loaded: ${String(error)}`);
    }
  }
}
