/** Opening scenes, states and networks: all or nothing, the newest wish wins. */
import { writeNetworkJson } from '../../formats/writeNetworkJson';
import type { Context } from '../context';
import { ensureData } from '../data/built';
import type { ModelFlow } from '../flows/modelFlow';
import { importedState } from '../imported';
import type { LoadedScene } from '../scenes';
import { parseLensState, type StateResult } from '../schema';
import type { Actions, LensStore } from '../types';
import { install } from './install';

type SceneActions = Pick<Actions, 'openScene' | 'retryOpening' | 'load' | 'importNetwork' | 'exportNetwork'>;

/** Reads a state once the scene it belongs to is there. */
type Reader = (loaded: LoadedScene) => StateResult;

export interface SceneOpener extends SceneActions {
  /** Opens what `read` makes of a scene; true when it is in force. `what` begins the message of a failure. */
  open(scene: string, read: Reader, what: string): Promise<boolean>;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Reads a state of a loaded scene and makes the data that it names. */
async function readWithData(read: Reader, loaded: LoadedScene): Promise<StateResult> {
  const result = read(loaded);
  const missing = result.ok ? await ensureData(result.state.dataSpec) : null;
  return missing === null ? result : { ok: false, message: missing };
}

/** The whole network as plain JSON, with slice and domain where these are of its inputs. */
function networkText({ session, lens }: LensStore): string {
  const view = lens.space === 0 ? { slice: session.slice, domain: lens.domain } : undefined;
  return writeNetworkJson(session.whole.network, view);
}

/** Opens what is asked for newest, and keeps what failed for another try. */
function createOpener(context: Context, model: ModelFlow): Pick<SceneOpener, 'open' | 'retryOpening'> {
  const { notify, activity } = context;
  let newest = 0;
  let failed: (() => Promise<boolean>) | null = null;

  const open: SceneOpener['open'] = async (scene, read, what) => {
    const turn = ++newest;
    activity.begin('scene');
    try {
      const known = context.ground?.loaded;
      const loaded = known?.scene.id === scene ? known : await context.surroundings.loadScene(scene);
      const result = await readWithData(read, loaded);
      if (turn !== newest) return false;
      const fault = result.ok ? await install(context, result.state, loaded, () => turn === newest) : result.message;
      if (turn !== newest) return false;
      if (fault) notify('error', `${what}: ${fault}`);
      if (fault || !result.ok) return false;
      for (const warning of result.warnings) notify('warning', warning);
      model.rebuild();
      return true;
    } catch (error) {
      if (turn !== newest) return false;
      const failedOpening = `${what}: ${messageOf(error)}`;
      failed = () => open(scene, read, what);
      context.setSession({ failedOpening });
      notify('error', failedOpening);
      return false;
    } finally {
      if (turn === newest) activity.end('scene');
    }
  };

  return {
    open,
    async retryOpening() {
      const again = failed;
      failed = null;
      context.setSession({ failedOpening: null });
      return again ? again() : false;
    },
  };
}

export function sceneActions(context: Context, model: ModelFlow): SceneOpener {
  const { store, notify } = context;
  const { open, retryOpening } = createOpener(context, model);
  return {
    open,
    retryOpening,
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
      const { parseNetworkJson } = await import('../../formats/networkJson');
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
