import type { CellComplex } from '../../core/partition/complex';
import type { LensStore, Point2 } from '../../state/types';
import type { Palette } from '../palette';
import type { FaceColours } from './colours';
import { LatePart } from './latePart';
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
  private readonly sight: LatePart<Sight>;

  /** `onReady` is called when a part can be seen that could not be before. */
  constructor(onReady: () => void) {
    this.sight = new LatePart(
      'The deep zoom',
      async () => {
        const { Sight } = await import('./sight');
        return () => new Sight();
      },
      onReady,
    );
  }

  see(state: LensStore, pane: Pane): Seen {
    const sight = this.sight.get(state.session.detail !== null, state.actions);
    return sight?.see(state, pane) ?? { state, part: null };
  }
}
