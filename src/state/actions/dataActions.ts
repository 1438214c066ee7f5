/** Data other than the scene's own, and pictures as inputs. What they need is loaded with the first of them. */
import type { Context } from '../context';
import type { DataActions } from '../dataTypes';
import type { ModelFlow } from '../flows/modelFlow';
import type { PictureActions } from '../pictureTypes';
import { pictureActions } from './pictureActions';

export function dataActions(context: Context, model: ModelFlow): DataActions & PictureActions {
  let loading: Promise<DataActions> | null = null;
  const ready = (): Promise<DataActions> => {
    loading ??= import('../data/actions').then(({ createDataActions }) => createDataActions(context, model));
    return loading;
  };
  return {
    ...pictureActions(context),
    setData: async (spec) => (await ready()).setData(spec),
    openPoints: async (text, fileName) => (await ready()).openPoints(text, fileName),
    openArrays: async (files) => (await ready()).openArrays(files),
    choosePoints: async (choice) => (await ready()).choosePoints(choice),
    closeRefused: async () => (await ready()).closeRefused(),
  };
}
