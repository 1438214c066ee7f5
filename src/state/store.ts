/** The store: a vanilla zustand store with its flows, and the controller that the shell and the console API hold. */
import { subscribeWithSelector } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import { attackActions } from './actions/attackActions';
import { clampActions } from './actions/clampActions';
import { type ClassControl, classControl } from './actions/classActions';
import { colourActions, resumeFields, stopFields } from './actions/colourActions';
import { dataActions } from './actions/dataActions';
import { editorActions } from './actions/editorActions';
import { facetActions } from './actions/facetActions';
import { linkOpener } from './actions/linkOpener';
import { modelActions } from './actions/modelActions';
import { pathActions } from './actions/pathActions';
import { planeActions } from './actions/planeActions';
import { pointActions } from './actions/pointActions';
import { type SceneOpener, sceneActions } from './actions/sceneActions';
import { sliceActions } from './actions/sliceActions';
import { trainingActions } from './actions/trainingActions';
import { viewActions, viewOf } from './actions/viewActions';
import { createActivity } from './activity';
import type { Context, LensStoreApi, Surroundings } from './context';
import { EMPTY_LENS, emptySession } from './defaults';
import { startInspectionFlow } from './flows/inspectionFlow';
import { startLateFlows } from './flows/lateFlows';
import { ModelFlow } from './flows/modelFlow';
import { type PartitionFlow, startPartitionFlow } from './flows/partitionFlow';
import { LateHistory } from './history/late';
import { isLensLink } from './link';
import { addNotice, afterOpening } from './notices';
import { fittedView } from './slices/view';
import type { Actions, LensState, LensStore } from './types';

export interface LensController {
  readonly store: LensStoreApi;
  readonly activity: Context['activity'];
  /** What the scene in force opens with: what links leave out. Null before the first scene. */
  initial(): LensState | null;
  /** While an undo or redo puts a state in force: which; else null. */
  restoring(): 'undo' | 'redo' | null;
  /** Opens what a link says; on a bad one a notice says why and everything stays. True when it is in force. */
  openLink(link: string): Promise<boolean>;
  /** The first thing the page does: the link, or the default scene when there is none or it is bad. */
  start(link: string): Promise<void>;
  dispose(): void;
}

interface Parts {
  readonly partition: PartitionFlow;
  readonly model: ModelFlow;
  readonly scenes: SceneOpener;
  readonly history: LateHistory;
  readonly classes: ClassControl;
}

/** Actions of a store that is not built yet; replaced before anybody can call them. */
const NO_ACTIONS = {} as Actions;

function createContext(surroundings: Surroundings): Context {
  const store: LensStoreApi = createStore<LensStore>()(
    subscribeWithSelector(() => ({ lens: EMPTY_LENS, session: emptySession(), actions: NO_ACTIONS })),
  );
  const set: Context['set'] = (lens, session) =>
    store.setState((state) => ({
      lens: { ...state.lens, ...lens },
      ...(session ? { session: { ...state.session, ...session } } : {}),
    }));
  const setSession: Context['setSession'] = (session) =>
    store.setState((state) => ({ session: { ...state.session, ...session } }));
  return {
    store,
    surroundings,
    activity: createActivity(),
    ground: null,
    loaded: new Map(),
    stepName: null,
    gradient: async () => null,
    fieldCustomer: null,
    comparedColours: null,
    paintFields: () => undefined,
    set,
    setSession,
    notify: (...said) => setSession({ notices: addNotice(store.getState().session.notices, ...said) }),
    opened: (before) => setSession({ notices: afterOpening(store.getState().session.notices, before) }),
  };
}

function createActions(context: Context, { partition, model, scenes, history, classes }: Parts): Actions {
  const firstView = (): Pick<LensState, 'domain' | 'viewport'> => {
    const first = context.ground?.loaded.initial ?? EMPTY_LENS;
    const { lens, session } = context.store.getState();
    const { network, slice, space } = lens;
    // A plane that the scene did not open with has the view that it would open with itself.
    if (space !== first.space || slice.kind !== (network ? context.ground?.firstKind : first.slice.kind))
      return fittedView(slice, session.slice, session.data, lens.point, lens.domain);
    if (!network) return { domain: first.domain, viewport: first.viewport };
    // An imported network has no first view of its own beside the domain it came with.
    const domain = context.ground?.firstDomain ?? first.domain;
    return { domain, viewport: viewOf(domain) };
  };
  return {
    ...scenes.actions,
    ...modelActions(context, scenes),
    ...pointActions(context),
    ...viewActions(context, firstView),
    ...colourActions(context),
    ...sliceActions(context),
    ...planeActions(context),
    ...pathActions(context),
    ...attackActions(context),
    ...classes.actions,
    ...facetActions(context),
    ...clampActions(context, model),
    ...trainingActions(context, model),
    ...history.actions,
    ...editorActions(context, model),
    ...dataActions(context, model),
    computeColouring() {
      partition.computeColouring();
      resumeFields(context);
      context.comparedColours?.compute();
    },
    cancelPartition() {
      partition.cancel();
      stopFields(context);
      context.comparedColours?.cancel();
    },
    notify: context.notify,
    dismiss: (id) =>
      context.setSession({ notices: context.store.getState().session.notices.filter((notice) => notice.id !== id) }),
  };
}

/** Builds the store and starts its flows. Nothing is loaded before `start`. */
export function createLensController(surroundings: Surroundings): LensController {
  const context = createContext(surroundings);
  const { store } = context;
  const partition = startPartitionFlow(context);
  const stops = [startInspectionFlow(context), startLateFlows(context)];
  const model = new ModelFlow(context);
  const scenes = sceneActions(context, model);
  const history = new LateHistory(context, model);
  const classes = classControl(context);
  const actions = createActions(context, { partition, model, scenes, history, classes });
  store.setState({ actions });

  const openLink = linkOpener(context, scenes);

  return {
    store,
    activity: context.activity,
    initial: () => context.ground?.loaded.initial ?? null,
    restoring: () => history.restoring(),
    openLink,
    async start(link) {
      if (isLensLink(link) && (await openLink(link))) return;
      // What was chosen meanwhile stays, if anything comes of it.
      const chosen = context.activity.has('scene');
      if (chosen) await context.activity.idle();
      if (context.ground || (chosen && store.getState().session.failedOpening !== null)) return;
      await scenes.openInstead(surroundings.defaultScene);
    },
    dispose() {
      partition.dispose();
      for (const stop of stops) stop();
      history.dispose();
      classes.dispose();
      model.dispose();
    },
  };
}
