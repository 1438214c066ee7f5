/**
 * Files that a person picks, drops or fetches: a network, a lens file, points (tables, arrays), pictures as inputs, or a picture that
 * this page exported.
 */
import { isArrayFile, type NamedBytes } from '../formats/dataFile';
import { isZip } from '../formats/fileKind';
import { MAX_DATA_FILE, MAX_GRAPH_FILE } from '../formats/limits';
import { MAX_FILE } from '../state/limits';
import { isLensFile, lensBaseName, lensFileName, lensFileText } from '../state/link/lensText';
import type { OpenPicture } from '../state/pictureTypes';
import type { Actions, LensState, LensStore } from '../state/types';
import { downloadText } from '../ui/download';
import { isModelFile, mainFile } from './import/models';
import { decodedPicture, isPixelPicture, MOST_PICTURES } from './import/pictures';

/** Null when the text is no JSON at all: the network's reader then says where. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const TABLE_NAME = /\.(csv|tsv|tab|txt|dat)$/i;

/** Whether a file is a table of points: by its name or type, or JSON with lists and no layers. */
function isTable({ name, type }: File, value: unknown): boolean {
  if (TABLE_NAME.test(name) || /^text\/(csv|tab-separated-values)$/.test(type) || Array.isArray(value)) return true;
  return (
    typeof value === 'object' && value !== null && !('layers' in value) && Object.values(value).some(Array.isArray)
  );
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const bytesOf = async (file: File): Promise<NamedBytes> => ({
  name: file.name,
  bytes: new Uint8Array(await file.arrayBuffer()),
});

/** Says that a file is too large; false where it is. */
function fitsIn(file: File, actions: Actions): boolean {
  const most = mostBytes(file.name);
  if (file.size <= most) return true;
  const megabytes = (bytes: number): number => Math.round(bytes / 1e6);
  actions.notify(
    'error',
    `${file.name}: ${megabytes(file.size)} MB, more than the ${megabytes(most)} MB that fit`,
    true,
  );
  return false;
}

/** Opens a file by what it holds. What is wrong with it is told as a notice, and the state stays as it is. */
export async function openFile(file: File, actions: Actions): Promise<boolean> {
  if (!fitsIn(file, actions)) return false;
  try {
    if (isPicture(file)) return await openPicture(file, actions);
    const named = await bytesOf(file);
    const { bytes } = named;
    if (isModelFile(named)) return await actions.openModel([named], file.name);
    if (isArrayFile(named)) return await actions.openArrays([named]);
    if (isZip(bytes)) return await actions.importNetwork(bytes, file.name);
    const text = new TextDecoder().decode(bytes);
    const value = parsed(text);
    if (isLensFile(value)) return await actions.load(value);
    return await (isTable(file, value) ? actions.openPoints(text, file.name) : actions.openChain(text, file.name));
  } catch (error) {
    actions.notify('error', `${file.name} could not be read: ${messageOf(error)}`, true);
    return false;
  }
}

/**
 * Opens files that were dropped or picked together: pictures, a model and its weights, or arrays that belong together (images and
 * labels). Of any others only the first is opened, and it is said.
 */
export async function openFiles(files: readonly File[], actions: Actions): Promise<boolean> {
  const [first, ...others] = files;
  if (!first) return false;
  if (others.length === 0) return openFile(first, actions);
  if (!files.every((file) => fitsIn(file, actions))) return false;
  if (files.every(isPixelPicture)) return openPictures(files, actions);
  try {
    const named = await Promise.all(files.map(bytesOf));
    const main = mainFile(named);
    if (main) return await actions.openModel(named, main.name);
    if (named.every(isArrayFile)) return await actions.openArrays(named);
  } catch (error) {
    actions.notify('error', `${files.map(({ name }) => name).join(', ')} could not be read: ${messageOf(error)}`, true);
    return false;
  }
  const done = await openFile(first, actions);
  // Once the first is open: what was said before that is of openings that are over.
  actions.notify(
    'warning',
    `Only ${first.name} ${done ? 'is opened' : 'was tried'}: pictures are opened together, and so are arrays of points, or a model and its weights.`,
    true,
  );
  return done;
}

/** Bytes that a file of this name may have. */
export function mostBytes(fileName: string): number {
  if (/\.(safetensors|onnx|h5|hdf5|keras|bin|data|zip)$/i.test(fileName)) return MAX_GRAPH_FILE;
  return /\.(npy|npz|gz|idx)$|[-.]ubyte$/i.test(fileName) ? MAX_DATA_FILE : MAX_FILE;
}

const isPicture = (file: File): boolean =>
  isPixelPicture(file) || /\.svg$/i.test(file.name) || file.type === 'image/svg+xml';

/** Pictures that this page exported carry their state; others are inputs. */
async function openPicture(file: File, actions: Actions): Promise<boolean> {
  if (isPixelPicture(file) && !/\.png$/i.test(file.name) && file.type !== 'image/png')
    return openPictures([file], actions);
  const { stateInPicture } = await import('./export/carriedState');
  const carried = await stateInPicture(file);
  const value = carried.ok ? parsed(carried.text) : null;
  if (isLensFile(value)) return actions.load(value);
  if (!carried.ok && carried.none && isPixelPicture(file)) return openPictures([file], actions);
  actions.notify('error', `${file.name}: ${carried.ok ? 'the state in it is damaged' : carried.message}`, true);
  return false;
}

async function openPictures(files: readonly File[], actions: Actions): Promise<boolean> {
  const pictures: OpenPicture[] = [];
  const faults: string[] = [];
  for (const file of files.slice(0, MOST_PICTURES))
    try {
      pictures.push(await decodedPicture(file));
    } catch (error) {
      faults.push(`${file.name}: ${messageOf(error)}`);
    }
  const done = pictures.length > 0 && (await actions.openPictures(pictures));
  if (files.length > MOST_PICTURES)
    actions.notify('warning', `The first ${MOST_PICTURES} of ${files.length} pictures are opened.`, true);
  for (const fault of faults) actions.notify('error', fault, true);
  return done;
}

/** Saves what a link would carry, with every number exact. */
export function saveLensFile(state: LensState): void {
  downloadText(lensFileName(state), lensFileText(state));
}

/** A name for files about what is on the page. */
export const baseName = ({ lens }: Pick<LensStore, 'lens'>): string => lensBaseName(lens);
