/** Files of networks that are looked at before they are taken. What reads them is loaded with the first. */
import type { Context } from '../context';
import type { ModelControl } from '../graphs/control';
import type { ModelActions } from '../modelTypes';
import type { SceneOpener } from './sceneActions';

export function modelActions(context: Context, { open, actions }: SceneOpener): ModelActions {
  let loading: Promise<ModelControl> | null = null;
  const ready = (): Promise<ModelControl> => {
    loading ??= import('../graphs/control').then(
      (module) => new module.ModelControl(context, open, actions.importNetwork),
    );
    return loading;
  };
  return {
    openModel: async (files, main) => (await ready()).openFiles(files, main),
    openChain: async (content, fileName) => (await ready()).openChain(content, fileName),
    setModelInput: async (shape) => (await ready()).setInput(shape),
    setArchitecture: async (architecture) => (await ready()).setArchitecture(architecture),
    acceptModel: async () => (await ready()).accept(),
    closeModel: () => void ready().then((control) => control.close()),
  };
}
