/** Opening a file needs code that the first screen does not. */
import type { Actions } from '../state/types';

/** Opens a file that a person picked or dropped, see `openFile`. */
export async function openLater(file: File, actions: Actions): Promise<boolean> {
  try {
    const { openFile } = await import('./files');
    return await openFile(file, actions);
  } catch {
    actions.notify('error', `${file.name} could not be opened: a part of this page did not load`);
    return false;
  }
}
