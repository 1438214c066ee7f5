/** The network in force as files that open again. */
import { viewTexts, writeNetworkSafetensors } from '../../formats/writeNetworkSafetensors';
import type { LensStore } from '../../state/types';
import { downloadBlob, downloadText } from '../../ui/download';

const fileName = ({ session }: LensStore): string =>
  session.whole.network.name.replace(/[^\w-]+/g, '-').slice(0, 60) || 'network';

/** As plain JSON. */
export const saveNetworkJson = (store: LensStore): void =>
  downloadText(`${fileName(store)}.json`, store.actions.exportNetwork());

/** As safetensors, with slice and domain where these are of the network's inputs; what has no room is said. */
export function saveNetworkSafetensors(store: LensStore): void {
  const { lens, session, actions } = store;
  const view = { slice: session.slice, domain: lens.domain };
  const own = lens.space === 0;
  const bytes = writeNetworkSafetensors(session.whole.network, own ? view : undefined);
  downloadBlob(`${fileName(store)}.safetensors`, new Blob([bytes as Uint8Array<ArrayBuffer>]));
  if (own && viewTexts(view) === null)
    actions.notify(
      'warning',
      'The file has no room for this slice: the network is in it alone. A lens file holds both.',
    );
}
