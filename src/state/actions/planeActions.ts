import type { Context } from '../context';
import type { PlaneControl } from '../slices/control';
import type { PlaneActions } from '../sliceTypes';

/** Which plane is cut, and of which space. Most of it is loaded with the first of these actions. */
export function planeActions(context: Context): Omit<PlaneActions, 'setReach'> {
  let loading: Promise<PlaneControl> | null = null;
  const control = (): Promise<PlaneControl> => {
    loading ??= import('../slices/control').then((module) => new module.PlaneControl(context));
    return loading;
  };
  const failed = (error: unknown): void => {
    loading = null;
    context.notify(
      'error',
      `The slice could not be changed: ${error instanceof Error ? error.message : String(error)}`,
    );
  };
  const act = (run: (control: PlaneControl) => Promise<void> | void): Promise<void> =>
    control().then(run).catch(failed);
  return {
    setSliceKind: (kind) => act((made) => made.setKind(kind)),
    setSlice: (slice, refit) => act((made) => made.setSlice(slice, refit)),
    setSpace: (space) => act((made) => made.setSpace(space)),
    setInput: (input) => act((made) => made.setInput(input)),
  };
}
