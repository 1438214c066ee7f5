/** Shapes of tensors: as text, with their spatial axes, and what several broadcast to. */
import type { ChannelAxis, Shape } from './types';

/** Values of one node at most: a picture of 2,048 × 2,048 in three colours and some room. */
export const MAX_TENSOR = 2 ** 24;

/** A shape as messages name it: [28, 28, 1]. */
export const shapeText = (shape: Shape): string => `[${shape.join(', ')}]`;

/** Axes and channels of a tensor that windows slide over. */
export interface Spatial {
  readonly channels: number;
  readonly sizes: readonly number[];
}

/** Splits a shape into channels and spatial axes. */
export const spatialOf = (shape: Shape, channels: ChannelAxis): Spatial =>
  channels === 'first'
    ? { channels: shape[0] as number, sizes: shape.slice(1) }
    : { channels: shape[shape.length - 1] as number, sizes: shape.slice(0, -1) };

/** The inverse of `spatialOf`. */
export const shapeOfSpatial = ({ channels, sizes }: Spatial, axis: ChannelAxis): Shape =>
  axis === 'first' ? [channels, ...sizes] : [...sizes, channels];

/** The shape that all broadcast to, aligned at the last axis; null where they do not. */
export function broadcastShape(shapes: readonly Shape[]): Shape | null {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  const out: number[] = [];
  for (let back = rank; back > 0; back--) {
    let size = 1;
    for (const shape of shapes) {
      const own = shape[shape.length - back] ?? 1;
      if (own === 1 || own === size) continue;
      if (size !== 1) return null;
      size = own;
    }
    out.push(size);
  }
  return out;
}
