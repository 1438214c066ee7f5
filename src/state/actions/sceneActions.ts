/** Opening scenes, states and networks: all or nothing, the newest wish wins. */
import { parseNetworkJson } from '../../formats/networkJson';
import { writeNetworkJson } from '../../formats/writeNetworkJson';
import type { Context } from '../context';
import type { ModelFlow } from '../flows/modelFlow';
import { importedState } from '../imported';
import { resolveState } from '../resolve';
import type { LoadedScene } from '../scenes';
import { parseLensState, type StateResult } from '../schema';
import type { Actions, CustomNetwork, LensState } from '../types';

type SceneActions = Pick<Actions, 'openScene' | 'load' | 'importNetwork' | 'exportNetwork'>;

/** Reads a state once the scene it belongs to is there. */
type Reader = (loaded: LoadedScene) => StateResult;

interface Words {
  /** Begins the message of a failure. */
  readonly failure: string;
  /** What the history calls the step; what it does, when absent. */
  readonly step?: string;
}

export interface SceneOpener extends SceneActions {
  /** Opens what `read` makes of a scene; true when it is in force. */
  open(scene: string, read: Reader, words: Words): Promise<boolean>;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const LOADING: Words = { failure: 'The state could not be loaded', step: 'loaded a state' };

/** A scene's first state, on a page that stays as its host wanted it. */
const asItOpens =
  ({ layout }: LensState): Reader =>
  ({ initial }) => ({ ok: true, state: { ...initial, layout }, warnings: [] });

const firstDomains = new WeakMap<CustomNetwork, LensState['domain']>();

/** The domain that an imported network was opened with, however often it has come back since. */
function firstDomain({ network, domain }: LensState): LensState['domain'] {
  if (!network) return domain;
  const first = firstDomains.get(network) ?? domain;
  firstDomains.set(network, first);
  return first;
}

/**
 * Puts a state in force whose scene is loaded; a message when it does not fit. What is the same stays as it is. `step` is
 * what the history calls it.
 */
export function install(
  context: Context,
  state: LensState,
  loaded: LoadedScene,
  step: string | null = null,
): string | null {
  const { lens, session } = context.store.getState();
  const { ground } = context;
  const sameNetwork = ground?.loaded === loaded && lens.network === state.network;
  const { weights, slice: spec } = lens;
  const reuse = sameNetwork
    ? { base: ground.base, network: session.network, slice: session.slice, weights, spec }
    : null;
  const resolution = resolveState(state, loaded, reuse);
  if (!resolution.ok) return resolution.message;
  const { base, network, slice, data } = resolution.resolved;
  context.loaded.set(loaded.scene.id, loaded);
  context.ground = { loaded, base, firstDomain: firstDomain(state) };
  context.stepName = step;
  context.set(state, {
    phase: 'ready',
    sceneTitle: loaded.scene.title,
    network,
    slice,
    data,
    result: sameNetwork ? session.result : null,
    litUnit: sameNetwork ? session.litUnit : null,
    hoverFace: sameNetwork ? session.hoverFace : -1,
  });
  context.stepName = null;
  return null;
}

export function sceneActions(context: Context, model: ModelFlow): SceneOpener {
  const { store, notify, activity } = context;
  let newest = 0;

  const open: SceneOpener['open'] = async (scene, read, { failure, step = null }) => {
    const turn = ++newest;
    activity.begin('scene');
    try {
      const loaded = context.loaded.get(scene) ?? (await context.surroundings.loadScene(scene));
      if (turn !== newest) return false;
      const result = read(loaded);
      const fault = result.ok ? install(context, result.state, loaded, step) : result.message;
      if (fault) notify('error', `${failure}: ${fault}`);
      if (fault || !result.ok) return false;
      for (const warning of result.warnings) notify('warning', warning);
      model.rebuild();
      return true;
    } catch (error) {
      if (turn === newest) notify('error', `${failure}: ${messageOf(error)}`);
      return false;
    } finally {
      if (turn === newest) activity.end('scene');
    }
  };

  return {
    open,
    async openScene(id) {
      await open(id, asItOpens(store.getState().lens), { failure: 'The scene could not be opened' });
    },
    async load(value) {
      const result = parseLensState(value);
      if (!result.ok) {
        notify('error', `The state could not be loaded: ${result.message}`);
        return false;
      }
      return open(result.state.scene, () => result, LOADING);
    },
    async importNetwork(text, fileName) {
      const parsed = parseNetworkJson(text, fileName.replace(/\.json$/i, ''));
      if (!parsed.ok) {
        const { where, message } = parsed.error;
        notify('error', `${fileName}: ${where ? `${where}: ` : ''}${message}`);
        return false;
      }
      const state = importedState(parsed, store.getState().lens);
      return open(state.scene, () => parseLensState(state), { failure: `${fileName} could not be imported` });
    },
    exportNetwork() {
      const { session, lens } = store.getState();
      return writeNetworkJson(session.network, { slice: session.slice, domain: lens.domain });
    },
  };
}
