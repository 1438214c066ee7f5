import type { AffineMap } from '../../core/network';
import type { SessionState } from '../../state/types';

/** One way to draw a local affine map; each is built for a shape and then fed with maps of that shape. */
export interface MapView {
  readonly node: HTMLElement;
  /** `names` has one entry an output. `limit`: the |entry| of A at full colour; its largest by default. */
  update(map: AffineMap, names: readonly string[], limit?: number): void;
}

/** What is drawn: the name of the matrix, and whether there is an offset c beside it. */
export interface MapKind {
  readonly name: string;
  readonly title: string;
  readonly offset: boolean;
}

export const LOCAL_MAP: MapKind = { name: 'A', title: 'Local affine map', offset: true };

/** The size of the picture that a map's rows make up; null where its inputs are no image. */
export function imageOf({ data }: Pick<SessionState, 'data'>, cols: number) {
  const image = data?.image;
  return image && image.width * image.height === cols ? image : null;
}
