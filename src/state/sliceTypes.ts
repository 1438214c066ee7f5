/** Planes as a link says them, and the actions that change them: part of the shape of the store (`types.ts`). */

export type Point2 = readonly [number, number];

/** A point of R^d as a weighted sum of data points (weights sum to 1), or written out. */
export type AnchorSpec =
  | { readonly kind: 'mix'; readonly terms: readonly (readonly [dataIndex: number, weight: number])[] }
  | { readonly kind: 'input'; readonly values: readonly number[] };

/** The index of an input or direction, and how far along it. */
export type Offset = readonly [index: number, amount: number];

/** A plane of the space that is sliced: the inputs, or the activations of a hidden layer (`LensState.space`). */
export type SliceSpec =
  /**
   * Two input axes (from 0), whose values are the slice's coordinates. All other inputs are as in `through` (0 without it),
   * but for those that `values` gives.
   */
  | {
      readonly kind: 'axes';
      readonly axes: readonly [number, number];
      readonly through?: AnchorSpec;
      readonly values?: readonly Offset[];
    }
  /**
   * A seeded plane through the data's mean (0 without data), moved along further directions of the same seed (from 2) by
   * so many standard deviations of the data along them.
   */
  | { readonly kind: 'random'; readonly seed: number; readonly offsets: readonly Offset[] }
  /** The plane of two principal components of the data (from 0) through their mean, moved along others in the same way. */
  | {
      readonly kind: 'principal';
      readonly components: readonly [number, number];
      readonly offsets: readonly Offset[];
    }
  /**
   * The plane through three anchors with orthonormal axes. Anchor a lies at `at` (slice coordinates), b − a points at
   * `angle` (radians), c lies to the left of a → b when `handed` is 1, to the right when −1. So moving an anchor inside
   * the plane leaves the picture where it is, and exchanging one turns the plane about the others.
   */
  | {
      readonly kind: 'anchors';
      readonly anchors: readonly [AnchorSpec, AnchorSpec, AnchorSpec];
      readonly at: Point2;
      readonly angle: number;
      readonly handed: 1 | -1;
    };

export type SliceKind = SliceSpec['kind'];

export interface PlaneActions {
  /** Another kind of plane, with a domain that holds the data's projection; the selected input stays or is projected. */
  setSliceKind(kind: SliceKind): Promise<void>;
  /** Another plane. `refit`: with a domain that holds the data's projection; else domain and point keep their coordinates. */
  setSlice(slice: SliceSpec, refit?: boolean): Promise<void>;
  /** Slices the activations of layer `space` (0: the inputs). The point becomes what the selected input makes of it. */
  setSpace(space: number): Promise<void>;
  /**
   * Selects an input of the space that is sliced, written out or a mix of data: a slice by two axes moves through it, any
   * other becomes one through anchors with it as anchor a.
   */
  setInput(input: AnchorSpec): Promise<void>;
  /** Draws the data that lie at most this far from the plane; null: none. */
  setReach(distance: number | null): void;
}
