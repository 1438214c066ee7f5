/** Opening files needs code that the first screen does not. */
import type { Actions } from '../state/types';

/** Opens files that a person picked or dropped, see `openFiles`. */
export async function openLater(files: Iterable<File>, actions: Actions): Promise<boolean> {
  // The list of an input empties when its value is set back.
  const all = [...files];
  try {
    const { openFiles } = await import('./files');
    return await openFiles(all, actions);
  } catch {
    const names = all.map(({ name }) => name).join(', ');
    actions.notify('error', `${names} could not be opened: a part of this page did not load`, true);
    return false;
  }
}
