/** What stands in for the exact picture while it is cut. */
import type { CellComplex } from '../core/partition/complex';
import type { Sketch } from '../core/partition/sketch';
import type { LensStore, SessionState } from './types';

export interface SketchState {
  /** That of the partition which is being cut. */
  readonly generation: number;
  readonly sketch: Sketch;
  /** The domain as one face. */
  readonly ground: CellComplex;
}

/** The sketch that is drawn: of a newer partition than the one that is there; null: none. */
export function sketchInForce({ sketch, result }: Pick<SessionState, 'sketch' | 'result'>): SketchState | null {
  return sketch && sketch.generation > (result?.generation ?? 0) ? sketch : null;
}

/** The state as a view draws it: an older result gives way to a sketch. */
export function sketchedState(state: LensStore): LensStore {
  return state.session.result && sketchInForce(state.session)
    ? { ...state, session: { ...state.session, result: null } }
    : state;
}
