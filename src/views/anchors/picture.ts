/** The pictures of anchors: the first screen draws them, the rest of what is known of anchors comes later. */
import { type PictureShape, pictureOf } from '../../state/graphs/picture';
import { anchorPoint } from '../../state/slice';
import type { AnchorSpec, SessionState } from '../../state/types';

export interface Picture {
  readonly values: ArrayLike<number>;
  readonly size: PictureShape;
}

const grey = ({ width, height }: { readonly width: number; readonly height: number }): PictureShape => ({
  width,
  height,
  channels: 1,
  first: false,
});

/** The pictures that the whole network takes: those of its data, or of its graph's input. */
function wholePicture({ data, network }: SessionState['whole']): PictureShape | null {
  if (data?.image) return grey(data.image);
  const input = network.graph?.nodes.find((node) => node.op === 'input');
  return input?.op === 'input' ? pictureOf(input.shape) : null;
}

/**
 * The picture of an anchor where inputs are images: itself, or in a hidden layer’s space the one data point that it is. Null
 * where there is none (a mix of activations is no mix of images).
 */
export function anchorPicture(
  anchor: AnchorSpec,
  { data, whole }: Pick<SessionState, 'data' | 'whole'>,
): Picture | null {
  const size = wholePicture(whole);
  if (!size) return null;
  if (data && data === whole.data) return { values: anchorPoint(anchor, data), size };
  return whole.data && anchor.kind === 'mix' && anchor.terms.length === 1
    ? { values: anchorPoint(anchor, whole.data), size }
    : null;
}
