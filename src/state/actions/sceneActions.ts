/** Opening scenes, states and networks: all or nothing, the newest wish wins. */
import { parseNetworkJson } from '../../formats/networkJson';
import { writeNetworkJson } from '../../formats/writeNetworkJson';
import type { Context } from '../context';
import type { ModelFlow } from '../flows/modelFlow';
import { importedState } from '../imported';
import { groundState, withPlane } from '../resolve';
import type { LoadedScene } from '../scenes';
import { parseLensState, type StateResult } from '../schema';
import { prepareSlice } from '../slices/planes';
import type { Actions, LensState, LensStore } from '../types';

type SceneActions = Pick<Actions, 'openScene' | 'load' | 'importNetwork' | 'exportNetwork'>;

/** Reads a state once the scene it belongs to is there. */
type Reader = (loaded: LoadedScene) => StateResult;

export interface SceneOpener extends SceneActions {
  /** Opens what `read` makes of a scene; true when it is in force. `what` begins the message of a failure. */
  open(scene: string, read: Reader, what: string): Promise<boolean>;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Whether a state has the network that is in force, so that it need not be built again. */
function sameNetwork({ store, ground }: Context, state: LensState, loaded: LoadedScene): boolean {
  return ground?.loaded.scene.id === loaded.scene.id && store.getState().lens.network === state.network;
}

/**
 * Puts a state in force whose scene is loaded; a message when it does not fit. `current()` is asked after what takes long:
 * when it says false, nothing is put in force.
 */
async function install(
  context: Context,
  state: LensState,
  loaded: LoadedScene,
  current: () => boolean,
): Promise<string | null> {
  const same = sameNetwork(context, state, loaded);
  const ground = groundState(state, loaded, same ? (context.ground?.base ?? null) : null);
  if (!ground.ok) return ground.message;
  await prepareSlice(state.slice, ground.resolved.data);
  if (!current()) return null;
  const resolution = withPlane(state, ground.resolved);
  if (!resolution.ok) return resolution.message;
  const { base, whole, network, slice, data } = resolution.resolved;
  const { lens, session } = context.store.getState();
  context.ground = { loaded, base, firstDomain: state.domain, firstKind: state.slice.kind };
  context.set(state, {
    phase: 'ready',
    sceneTitle: loaded.scene.title,
    whole,
    network,
    slice,
    data,
    result: same && lens.space === state.space ? session.result : null,
    litUnit: null,
    hoverFace: -1,
  });
  return null;
}

/** The whole network as plain JSON, with slice and domain where these are of its inputs. */
function networkText({ session, lens }: LensStore): string {
  const view = lens.space === 0 ? { slice: session.slice, domain: lens.domain } : undefined;
  return writeNetworkJson(session.whole.network, view);
}

export function sceneActions(context: Context, model: ModelFlow): SceneOpener {
  const { store, notify, activity } = context;
  let newest = 0;

  const open: SceneOpener['open'] = async (scene, read, what) => {
    const turn = ++newest;
    activity.begin('scene');
    try {
      const known = context.ground?.loaded;
      const loaded = known?.scene.id === scene ? known : await context.surroundings.loadScene(scene);
      if (turn !== newest) return false;
      const result = read(loaded);
      const fault = result.ok ? await install(context, result.state, loaded, () => turn === newest) : result.message;
      if (turn !== newest) return false;
      if (fault) notify('error', `${what}: ${fault}`);
      if (fault || !result.ok) return false;
      for (const warning of result.warnings) notify('warning', warning);
      model.rebuild();
      return true;
    } catch (error) {
      if (turn === newest) notify('error', `${what}: ${messageOf(error)}`);
      return false;
    } finally {
      if (turn === newest) activity.end('scene');
    }
  };

  return {
    open,
    async openScene(id) {
      await open(id, ({ initial }) => ({ ok: true, state: initial, warnings: [] }), 'The scene could not be opened');
    },
    async load(value) {
      const result = parseLensState(value);
      if (!result.ok) {
        notify('error', `The state could not be loaded: ${result.message}`);
        return false;
      }
      return open(result.state.scene, () => result, 'The state could not be loaded');
    },
    async importNetwork(text, fileName) {
      const parsed = parseNetworkJson(text, fileName.replace(/\.json$/i, ''));
      if (!parsed.ok) {
        const { where, message } = parsed.error;
        notify('error', `${fileName}: ${where ? `${where}: ` : ''}${message}`);
        return false;
      }
      const state = importedState(parsed, store.getState().lens);
      return open(state.scene, () => parseLensState(state), `${fileName} could not be imported`);
    },
    exportNetwork: () => networkText(store.getState()),
  };
}
