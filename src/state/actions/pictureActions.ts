/** Pictures as inputs. What they need is loaded with the first of them. */
import type { Context } from '../context';
import type { PictureControl } from '../pictures/control';
import type { PictureActions } from '../pictureTypes';

export function pictureActions(context: Context): PictureActions {
  let loading: Promise<PictureControl> | null = null;
  const ready = (): Promise<PictureControl> => {
    loading ??= import('../pictures/control').then((module) => new module.PictureControl(context));
    return loading;
  };
  return {
    openPictures: async (pictures) => (await ready()).open(pictures),
    setPictureManner: (change) => void ready().then((control) => control.setManner(change)),
    takePicture: async (index, use) => (await ready()).use(index, use),
    takePicturesAsAnchors: async () => (await ready()).useAsAnchors(),
    takePicturesAsData: async () => (await ready()).useAsData(),
    closePictures: () => context.setSession({ pictures: null }),
  };
}
