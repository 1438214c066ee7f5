import type { AffineMap } from '../../core/network';
import type { SessionState } from '../../state/types';

/** One way to draw a local affine map; each is built for a shape and then fed with maps of that shape. */
export interface MapView {
  readonly node: HTMLElement;
  /** `names` has one entry an output. */
  update(map: AffineMap, names: readonly string[]): void;
}

/** The size of the picture that a map's rows make up; null where its inputs are no image. */
export function imageOf({ data }: Pick<SessionState, 'data'>, cols: number) {
  const image = data?.image;
  return image && image.width * image.height === cols ? image : null;
}
