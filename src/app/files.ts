/** Files that a person picks, drops or fetches: a network, a lens file, a table of points, or a picture that this page exported. */
import { isZip, looksLikeSafetensors } from '../formats/fileKind';
import { MAX_TENSOR_FILE } from '../formats/limits';
import { MAX_FILE } from '../state/limits';
import { isLensFile, lensBaseName, lensFileName, lensFileText } from '../state/link/lensText';
import type { Actions, LensState, LensStore } from '../state/types';
import { downloadText } from '../ui/download';

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

/** Opens a file by what it holds. What is wrong with it is told as a notice, and the state stays as it is. */
export async function openFile(file: File, actions: Actions): Promise<boolean> {
  const most = mostBytes(file.name);
  if (file.size > most) {
    actions.notify(
      'error',
      `${file.name}: ${Math.round(file.size / 1e6)} MB, more than the ${Math.round(most / 1e6)} MB that fit`,
    );
    return false;
  }
  try {
    if (isPicture(file)) return await openPicture(file, actions);
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (looksLikeSafetensors(bytes, file.name) || isZip(bytes)) return await actions.importNetwork(bytes, file.name);
    const text = new TextDecoder().decode(bytes);
    const value = parsed(text);
    if (isLensFile(value)) return await actions.load(value);
    return await (isTable(file, value) ? actions.openPoints(text, file.name) : actions.importNetwork(text, file.name));
  } catch (error) {
    actions.notify(
      'error',
      `${file.name} could not be read: ${error instanceof Error ? error.message : String(error)}`,
    );
    return false;
  }
}

/** Bytes that a file of this name may have. */
export const mostBytes = (fileName: string): number => (/\.safetensors$/i.test(fileName) ? MAX_TENSOR_FILE : MAX_FILE);

const isPicture = ({ name, type }: File): boolean =>
  /\.(png|svg)$/i.test(name) || type === 'image/png' || type === 'image/svg+xml';

/** Pictures that this page exported carry their state. */
async function openPicture(file: File, actions: Actions): Promise<boolean> {
  const { stateInPicture } = await import('./export/carriedState');
  const carried = await stateInPicture(file);
  const value = carried.ok ? parsed(carried.text) : null;
  if (isLensFile(value)) return actions.load(value);
  actions.notify('error', `${file.name}: ${carried.ok ? 'the state in it is damaged' : carried.message}`);
  return false;
}

/** Saves what a link would carry, with every number exact. */
export function saveLensFile(state: LensState): void {
  downloadText(lensFileName(state), lensFileText(state));
}

/** A name for files about what is on the page. */
export const baseName = ({ lens }: Pick<LensStore, 'lens'>): string => lensBaseName(lens);
