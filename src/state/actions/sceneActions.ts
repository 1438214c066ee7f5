/** Opening scenes, states and networks: all or nothing, the newest wish wins. */
import { writeNetworkJson } from '../../formats/writeNetworkJson';
import type { Context } from '../context';
import type { ModelFlow } from '../flows/modelFlow';
import { builtOfNetwork } from '../graphs/kept';
import { parseLensState } from '../schema';
import type { Actions, LensState, LensStore } from '../types';
import { Opener, type Reader, type Words } from './opener';

type SceneActions = Pick<
  Actions,
  'openScene' | 'retryOpening' | 'cancelOpening' | 'load' | 'importNetwork' | 'exportNetwork'
>;

export interface SceneOpener {
  readonly actions: SceneActions;
  /** Opens what `read` makes of a scene; true when it is in force. */
  open(scene: string, read: Reader, words: Words): Promise<boolean>;
  /** Opens a scene in place of what could not be opened; what was said of that stays. */
  openInstead(id: string): Promise<boolean>;
  /** Does what has to wait before it can be opened; it asks whether nothing else has been asked for since. */
  expect(act: (isNewest: () => boolean) => Promise<boolean>): Promise<boolean>;
}

/** A scene's first state, on a page that stays as its host wanted it. */
const asItOpens =
  ({ layout }: LensState): Reader =>
  ({ initial }) => ({ ok: true, state: { ...initial, layout }, warnings: [] });

const OPENING: Words = { failure: 'The scene could not be opened' };
const LOADING: Words = { failure: 'The state could not be loaded', step: 'loaded a state' };

/** The whole network as plain JSON, with slice and domain where these are of its inputs. */
function networkText({ session, lens }: LensStore): string {
  const { network } = session.whole;
  const view = lens.space === 0 ? { slice: session.slice, domain: lens.domain } : undefined;
  return network.graph ? (builtOfNetwork(network)?.json(view) ?? '') : writeNetworkJson(network, view);
}

export function sceneActions(context: Context, model: ModelFlow): SceneOpener {
  const { store, notify } = context;
  const opener = new Opener(context, model);
  const open: SceneOpener['open'] = (...wish) => opener.open(...wish);
  const openFirst = (id: string, words: Words): Promise<boolean> => open(id, asItOpens(store.getState().lens), words);
  const actions: SceneActions = {
    retryOpening: () => opener.retry(),
    cancelOpening: () => opener.cancel(),
    async openScene(id) {
      await openFirst(id, OPENING);
    },
    async load(value) {
      const result = parseLensState(value);
      if (!result.ok) {
        notify('error', `The state could not be loaded: ${result.message}`, true);
        return false;
      }
      return open(result.state.scene, () => result, LOADING);
    },
    importNetwork: (content, fileName) =>
      opener.expect(async (isNewest) => {
        const { networkState } = await import('../importing');
        const read = await networkState(content, fileName, store.getState());
        if (!isNewest()) return false;
        if (read.ok) return open(read.scene, () => read.result, { failure: `${fileName} could not be imported` });
        notify('error', `${fileName}: ${read.message}`, true);
        return false;
      }),
    exportNetwork: () => networkText(store.getState()),
  };
  return {
    actions,
    open,
    openInstead: (id) => openFirst(id, { ...OPENING, instead: true }),
    expect: (act) => opener.expect(act),
  };
}
