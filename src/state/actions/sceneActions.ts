/** Opening scenes, states and networks: all or nothing, the newest wish wins. */
import type { Network, UnitRef } from '../../core/network';
import { parseNetworkJson } from '../../formats/networkJson';
import { writeNetworkJson } from '../../formats/writeNetworkJson';
import type { Context } from '../context';
import { ensureData } from '../data/built';
import type { ModelFlow } from '../flows/modelFlow';
import { importedState } from '../imported';
import { resolveState } from '../resolve';
import type { LoadedScene } from '../scenes';
import { parseLensState, type StateResult } from '../schema';
import type { Actions, LensState } from '../types';

type SceneActions = Pick<Actions, 'openScene' | 'load' | 'importNetwork' | 'exportNetwork'>;

/** Reads a state once the scene it belongs to is there. */
type Reader = (loaded: LoadedScene) => StateResult;

export interface SceneOpener extends SceneActions {
  /** Opens what `read` makes of a scene; true when it is in force. `what` begins the message of a failure. */
  open(scene: string, read: Reader, what: string): Promise<boolean>;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const unitExists = ({ layers }: Network, { layer, unit }: UnitRef): boolean =>
  unit < (layers[layer - 1]?.outputSize ?? 0);

/**
 * Puts a state in force whose scene is loaded; a message when it does not fit. `picture`: the old partition is dropped
 * with the old network, or kept in sight until the new one comes (where the inputs are as many as before).
 */
export function install(
  context: Context,
  state: LensState,
  loaded: LoadedScene,
  picture: 'drop' | 'keep' = 'drop',
): string | null {
  const { lens, session } = context.store.getState();
  const { ground } = context;
  const sameNetwork =
    ground?.loaded.scene.id === loaded.scene.id && lens.network === state.network && lens.seeded === state.seeded;
  const resolution = resolveState(state, loaded, sameNetwork ? (ground?.base ?? null) : null);
  if (!resolution.ok) return resolution.message;
  const { base, network, recipe, slice, data, madeBy } = resolution.resolved;
  const keepsPicture = base === ground?.base || (picture === 'keep' && network.inputSize === session.network.inputSize);
  const { selectedUnit } = session;
  context.ground = { loaded, base, firstDomain: state.domain };
  context.set(state, {
    phase: 'ready',
    sceneTitle: loaded.scene.title,
    network,
    slice,
    data,
    recipe,
    madeBy,
    result: keepsPicture ? session.result : null,
    selectedUnit: selectedUnit && unitExists(network, selectedUnit) ? selectedUnit : null,
    litUnit: null,
    hoverFace: -1,
  });
  return null;
}

/** Reads a state of a loaded scene and makes the data that it names. */
async function readWithData(read: Reader, loaded: LoadedScene): Promise<StateResult> {
  const result = read(loaded);
  const missing = result.ok ? await ensureData(result.state.dataSpec) : null;
  return missing === null ? result : { ok: false, message: missing };
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
      const result = await readWithData(read, loaded);
      if (turn !== newest) return false;
      const fault = result.ok ? install(context, result.state, loaded) : result.message;
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
    exportNetwork() {
      const { session, lens } = store.getState();
      return writeNetworkJson(session.network, { slice: session.slice, domain: lens.domain });
    },
  };
}
