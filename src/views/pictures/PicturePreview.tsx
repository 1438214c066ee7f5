import { type ReactElement, useEffect, useRef } from 'react';
import { type PictureSize, pictureValues } from '../../core/data/picture';
import type { OpenPicture, OpenPictures } from '../../state/pictureTypes';

/** Tones and colours as they are, in either theme: black is black. `values` from 0 to 1. */
function drawTones(
  canvas: HTMLCanvasElement,
  values: Float64Array,
  { width, height, channels, order }: PictureSize,
): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  canvas.width = width;
  canvas.height = height;
  const image = context.createImageData(width, height);
  const placeOf = (i: number, c: number): number => (order === 'first' ? c * width * height + i : i * channels + c);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) image.data[4 * i + c] = 255 * (values[placeOf(i, channels === 1 ? 0 : c)] as number);
    image.data[4 * i + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}

interface PicturePreviewProps {
  readonly picture: OpenPicture;
  readonly open: OpenPictures;
  /** What it is called; without one it is decoration. */
  readonly label?: string;
}

/** A picture at the size, in the colours and with the inverting that the network gets. */
export function PicturePreview({ picture, open, label }: PicturePreviewProps): ReactElement {
  const ref = useRef<HTMLCanvasElement>(null);
  const { size, manner } = open;
  const { fit, invert } = manner;
  useEffect(() => {
    if (!ref.current) return;
    const values = pictureValues(picture.raster, size, { fit, invert, range: 'unit' });
    drawTones(ref.current, values, size);
  }, [picture, size, fit, invert]);
  return (
    <canvas
      ref={ref}
      className="picture-preview"
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    />
  );
}
