/** A network's file, of any kind that is one file, as the state that it opens with. Loaded with the first of them. */
import { formatErrorText } from '../formats/checks';
import { isHdf5, isZip, looksLikeSafetensors } from '../formats/fileKind';
import { readGraphFile } from '../formats/graphFile';
import { parseNetworkFile } from '../formats/networkFile';
import { readWeightFile } from '../formats/weightFile';
import { builtOf } from './graphs/build';
import { firstPlane } from './graphs/firstView';
import { ownNetworkOf, tooLarge } from './graphs/own';
import { summaryOf } from './graphs/summary';
import { experimentsOf, importedState, parsedState, withNotes } from './imported';
import { parseLensState, type StateResult } from './schema';
import type { LensState, LensStore } from './types';

export type NetworkState =
  /** A scene, and the state that is opened of it; what the reader assumed are its warnings. */
  | { readonly ok: true; readonly scene: string; readonly result: StateResult }
  | { readonly ok: false; readonly message: string };

function opened(state: LensState, notes: readonly string[], fileName: string): NetworkState {
  return { ok: true, scene: state.scene, result: withNotes(parseLensState(state), notes, fileName) };
}

/** Reads a network. Never throws on a bad file: the message names place and reason. Cost: linear in the parameters. */
export async function networkState(
  content: string | Uint8Array,
  fileName: string,
  { lens, session }: Pick<LensStore, 'lens' | 'session'>,
): Promise<NetworkState> {
  const chain = parseNetworkFile(content, fileName);
  if (chain.ok) return opened(parsedState(chain, { lens, session }), chain.notes, fileName);
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  // Weights alone that are no chain would be guessed, and a guess is somebody's to look at first: the dialog's.
  if (looksLikeSafetensors(bytes, fileName) && !(await hasArchitecture(bytes)))
    return { ok: false, message: formatErrorText(chain.error) };
  const read = await readGraphFile(new Map([[fileName, bytes]]), fileName);
  // Of what is no graph by its looks the fault of the chain says more.
  if (!read.ok)
    return { ok: false, message: formatErrorText(looksLikeGraph(bytes, fileName) ? read.error : chain.error) };
  const made = builtOf(read.graph);
  if (!made.ok) return made;
  const { words, ...view } = firstPlane(made.built, session.whole.data, read);
  // What the reader assumed, and where the lens stops.
  const { parameters, notes } = summaryOf(made.built, read.notes, words);
  const message = tooLarge(made.built, parameters);
  if (message !== null) return { ok: false, message };
  const experiments = experimentsOf({ lens, session }, made.built.network);
  return opened(importedState(ownNetworkOf(made.built), { ...view, experiments }, lens), notes, fileName);
}

async function hasArchitecture(bytes: Uint8Array): Promise<boolean> {
  const file = await readWeightFile(bytes);
  return file.ok && file.graphText !== null;
}

function looksLikeGraph(bytes: Uint8Array, fileName: string): boolean {
  if (isHdf5(bytes)) return true;
  // What torch.save writes is a zip archive, too: the chain's reader says what to do with it.
  if (isZip(bytes)) return /\.(npz|keras)$/i.test(fileName);
  // What does not even begin as JSON is nothing for the chain's reader.
  if (!/^\s*[{[]/.test(new TextDecoder().decode(bytes.subarray(0, 256)))) return !looksLikeSafetensors(bytes, fileName);
  const text = new TextDecoder().decode(bytes);
  return text.includes('"nodes"') && !text.includes('"layers"');
}
