/** The network in force as files that open again. */
import type { Graph } from '../../core/graph';
import { viewTexts, writeNetworkSafetensors } from '../../formats/writeNetworkSafetensors';
import { builtOfNetwork } from '../../state/graphs/kept';
import { hasFixedWeights } from '../../state/graphs/words';
import type { LensStore } from '../../state/types';
import { downloadBlob, downloadText } from '../../ui/download';

const fileName = ({ session }: LensStore): string =>
  session.whole.network.name.replace(/[^\w-]+/g, '-').slice(0, 60) || 'network';

/** Slice and domain, where these are of the network's inputs. */
const viewOf = ({ lens, session }: LensStore) =>
  lens.space === 0 ? { slice: session.slice, domain: lens.domain } : undefined;

const bytesBlob = (bytes: Uint8Array): Blob => new Blob([bytes as Uint8Array<ArrayBuffer>]);

/** The graph in force: all of it, with what the lens leaves out; of a chain of layers the graph that it is. */
async function graphOf({ session }: LensStore): Promise<Graph> {
  const whole = builtOfNetwork(session.whole.network)?.whole;
  if (whole) return whole;
  const { graphOfNetwork } = await import('../../formats/graphOfNetwork');
  return graphOfNetwork(session.whole.network);
}

/** As plain JSON: layers, or the nodes of a graph. */
export function saveNetworkJson(store: LensStore): void {
  downloadText(`${fileName(store)}.json`, store.actions.exportNetwork());
}

/** As an npz archive for NumPy, with the graph as JSON beside the arrays. */
export async function saveNetworkNpz(store: LensStore): Promise<void> {
  const { writeGraphNpz } = await import('../../formats/graphTensors');
  downloadBlob(`${fileName(store)}.npz`, bytesBlob(writeGraphNpz(await graphOf(store), viewOf(store))));
}

/** As an ONNX model, in float32; an op that ONNX has no form of is named by the error. */
export async function saveNetworkOnnx(store: LensStore): Promise<void> {
  const { writeOnnx } = await import('../../formats/onnx');
  downloadBlob(`${fileName(store)}.onnx`, bytesBlob(writeOnnx(await graphOf(store))));
}

async function safetensorsOf(store: LensStore): Promise<Uint8Array> {
  const { network } = store.session.whole;
  const view = viewOf(store);
  if (!hasFixedWeights(network)) return writeNetworkSafetensors(network, view);
  const { writeGraphSafetensors } = await import('../../formats/graphTensors');
  return writeGraphSafetensors(await graphOf(store), view);
}

/** As safetensors, with slice and domain where these are of the network's inputs; what has no room is said. */
export async function saveNetworkSafetensors(store: LensStore): Promise<void> {
  const view = viewOf(store);
  downloadBlob(`${fileName(store)}.safetensors`, bytesBlob(await safetensorsOf(store)));
  if (view && viewTexts(view) === null)
    store.actions.notify(
      'warning',
      'The file has no room for this slice: the network is in it alone. A lens file holds both.',
    );
}
