/** Opening scenes, states and networks: all or nothing, the newest wish wins. */
import { writeNetworkJson } from '../../formats/writeNetworkJson';
import type { Context } from '../context';
import { ensureData } from '../data/built';
import type { ModelFlow } from '../flows/modelFlow';
import { ensureGraph } from '../graphs/built';
import { builtOfNetwork } from '../graphs/kept';
import type { LoadedScene } from '../scenes';
import { parseLensState, type StateResult } from '../schema';
import type { Actions, LensState, LensStore } from '../types';
import { install } from './install';

type SceneActions = Pick<Actions, 'openScene' | 'retryOpening' | 'load' | 'importNetwork' | 'exportNetwork'>;

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

/** Reads a state of a loaded scene, makes the data that it names and reads its network's graph. */
async function readWithData(read: Reader, loaded: LoadedScene): Promise<StateResult> {
  const result = read(loaded);
  if (!result.ok) return result;
  const { dataSpec, network } = result.state;
  const missing = (await ensureData(dataSpec)) ?? (await ensureGraph(network));
  return missing === null ? result : { ok: false, message: missing };
}

/** A scene's first state, on a page that stays as its host wanted it. */
const asItOpens =
  ({ layout }: LensState): Reader =>
  ({ initial }) => ({ ok: true, state: { ...initial, layout }, warnings: [] });

/** A state whose opening says what the reader of its file assumed. */
const withNotes = (result: StateResult, notes: readonly string[], fileName: string): StateResult =>
  result.ok ? { ...result, warnings: [...notes.map((note) => `${fileName}: ${note}`), ...result.warnings] } : result;

const OPENING: Words = { failure: 'The scene could not be opened' };
const LOADING: Words = { failure: 'The state could not be loaded', step: 'loaded a state' };

/** The whole network as plain JSON, with slice and domain where these are of its inputs. */
function networkText({ session, lens }: LensStore): string {
  const { network } = session.whole;
  const view = lens.space === 0 ? { slice: session.slice, domain: lens.domain } : undefined;
  return network.graph ? (builtOfNetwork(network)?.json(view) ?? '') : writeNetworkJson(network, view);
}

/** Opens what is asked for newest, and keeps what failed for another try. */
function createOpener(context: Context, model: ModelFlow): Pick<SceneOpener, 'open' | 'retryOpening'> {
  const { notify, activity } = context;
  let newest = 0;
  let failed: (() => Promise<boolean>) | null = null;

  const open: SceneOpener['open'] = async (scene, read, words) => {
    const { failure, step = null } = words;
    const turn = ++newest;
    activity.begin('scene');
    try {
      const loaded = context.loaded.get(scene) ?? (await context.surroundings.loadScene(scene));
      const result = await readWithData(read, loaded);
      if (turn !== newest) return false;
      const current = (): boolean => turn === newest;
      const fault = result.ok ? await install(context, result.state, loaded, current, step) : result.message;
      if (turn !== newest) return false;
      if (fault) notify('error', `${failure}: ${fault}`);
      if (fault || !result.ok) return false;
      for (const warning of result.warnings) notify('warning', warning);
      model.rebuild();
      return true;
    } catch (error) {
      if (turn !== newest) return false;
      const failedOpening = `${failure}: ${messageOf(error)}`;
      failed = () => open(scene, read, words);
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
      await open(id, asItOpens(store.getState().lens), OPENING);
    },
    async load(value) {
      const result = parseLensState(value);
      if (!result.ok) {
        notify('error', `The state could not be loaded: ${result.message}`);
        return false;
      }
      return open(result.state.scene, () => result, LOADING);
    },
    async importNetwork(content, fileName) {
      const { networkState } = await import('../importing');
      const read = await networkState(content, fileName, store.getState());
      if (read.ok)
        return open(read.state.scene, () => withNotes(parseLensState(read.state), read.notes, fileName), {
          failure: `${fileName} could not be imported`,
        });
      notify('error', `${fileName}: ${read.message}`);
      return false;
    },
    exportNetwork: () => networkText(store.getState()),
  };
}
