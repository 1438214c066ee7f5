/** The selected input of a network whose graph takes pictures. */
import { type PictureShape, pictureOf } from '../../state/graphs/picture';
import type { LensStore } from '../../state/types';
import { pixelContext } from '../../ui/dom';
import { drawGrey } from '../grey';

/** The picture that the input is; null where it is none, or another layer is sliced. */
export function inputPicture({ lens, session }: LensStore): PictureShape | null {
  if (lens.space > 0) return null;
  const input = session.whole.network.graph?.nodes.find((node) => node.op === 'input');
  return input?.op === 'input' ? pictureOf(input.shape) : null;
}

/** Draws values from 0 to 1, others clamped; of one, two or four channels the first in grey, of three as colours. */
export function drawPicture(canvas: HTMLCanvasElement, values: ArrayLike<number>, shape: PictureShape): void {
  const { width, height, channels, first } = shape;
  const size = width * height;
  const at = (place: number, channel: number): number =>
    values[first ? channel * size + place : place * channels + channel] ?? 0;
  if (channels !== 3) {
    drawGrey(
      canvas,
      Float64Array.from({ length: size }, (_, place) => at(place, 0)),
      shape,
    );
    return;
  }
  canvas.width = width;
  canvas.height = height;
  const context = pixelContext(canvas);
  if (!context) return;
  const image = context.createImageData(width, height);
  for (let place = 0; place < size; place++) {
    for (let channel = 0; channel < 3; channel++) image.data[4 * place + channel] = 255 * at(place, channel);
    image.data[4 * place + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}
