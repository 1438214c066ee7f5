import type { AffineMap } from '../../core/network';

/** One way to draw a local affine map; each is built for a shape and then fed with maps of that shape. */
export interface MapView {
  readonly node: HTMLElement;
  /** `names` has one entry an output. */
  update(map: AffineMap, names: readonly string[]): void;
}
