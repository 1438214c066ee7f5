/** Inputs that are pictures. */
import type { Shape } from '../../core/graph/types';

export interface PictureShape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Whether the channels come first: C × H × W. */
  readonly first: boolean;
}

/** The fewest places along a side of what is taken for a picture. */
const LEAST_SIDE = 4;

/** Height, width and channels of a picture; null where a shape is none. */
export function pictureOf(shape: Shape): PictureShape | null {
  const [a = 0, b = 0, c = 1] = shape;
  if (shape.length < 2 || shape.length > 3) return null;
  const first = shape.length === 3 && a <= 4 && c > 4;
  const picture = first
    ? { height: b, width: c, channels: a, first }
    : { height: a, width: b, channels: shape.length === 2 ? 1 : c, first };
  const small = picture.height < LEAST_SIDE || picture.width < LEAST_SIDE || picture.channels > 4;
  return small ? null : picture;
}
