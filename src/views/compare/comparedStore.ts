/** The store as the other time sees it: the same lens, viewport and point, but that time's network and partition. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { boundaryUnits } from '../../core/network';
import { locateFace } from '../../core/partition/locate';
import { pointInInput } from '../../core/slice/slice';
import type { Inspection, LensStore } from '../../state/types';

/** The inspection with face and boundary units of the compared partition; the rest belongs to the time in force. */
function inspectionOf({ lens, session }: LensStore): Inspection | null {
  const { compared, inspection } = session;
  if (!compared?.complex || !inspection) return null;
  const face = locateFace(compared.complex, lens.point[0], lens.point[1]);
  const onBoundary = boundaryUnits(compared.network, pointInInput(session.slice, lens.point));
  return { ...inspection, face, onBoundary };
}

function compared(source: LensStore, hoverFace: number, hover: (face: number) => void): LensStore {
  const { lens, session, actions } = source;
  const { compared: result, comparedColouring: colouring } = session;
  return {
    lens: { ...lens, weights: lens.compare?.weights ?? null, step: lens.compare?.step ?? 0 },
    session: {
      ...session,
      network: result?.network ?? session.network,
      result,
      // Each sees the other: their scales of colour end alike.
      compared: session.result,
      // The map over the plane is that of the time in force.
      density: null,
      softField: null,
      largeSoft: null,
      colouring,
      progress: null,
      progressShare: null,
      inspecting: false,
      inspection: inspectionOf(source),
      hoverFace,
      field: null,
      // Its crossings are those of the weights in force.
      path: null,
      detail: null,
      detailColouring: null,
    },
    actions: { ...actions, hover },
  };
}

export interface ComparedStore {
  readonly store: StoreApi<LensStore>;
  /** Stops following the source. */
  dispose(): void;
}

/** A store that follows `source`. Gestures act on the source; only what is hovered is the view's own. */
export function createComparedStore(source: StoreApi<LensStore>): ComparedStore {
  let hoverFace = -1;
  const refresh = (): void => store.setState(compared(source.getState(), hoverFace, hover));
  const hover = (face: number): void => {
    if (face === hoverFace) return;
    hoverFace = face;
    refresh();
  };
  const store = createStore<LensStore>()(() => compared(source.getState(), hoverFace, hover));
  return { store, dispose: source.subscribe(refresh) };
}
