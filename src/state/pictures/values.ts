/** An open picture as an input, and what is done to it in words. */
import { type PictureManner, pictureValues } from '../../core/data/picture';
import type { OpenPicture, OpenPictures } from '../pictureTypes';

/** The input that a picture is, in float64. */
export function pictureInput({ raster }: OpenPicture, { size, manner, scaling }: OpenPictures): Float64Array {
  const values = pictureValues(raster, size, manner);
  if (!scaling || scaling.length !== values.length) return values;
  return values.map((value, i) => {
    const { mean, deviation } = scaling[i] as { mean: number; deviation: number };
    return (value - mean) / deviation;
  });
}

const RANGES: Readonly<Record<PictureManner['range'], string>> = {
  unit: 'divided by 255: from 0 to 1',
  signed: 'divided by 127.5, less 1: from −1 to 1',
  bytes: 'left from 0 to 255',
  imagenet: 'divided by 255, less ImageNet’s mean, by its standard deviation',
};

function fitText({ width, height }: OpenPicture, { size, manner }: OpenPictures): string | null {
  if (width * size.height === height * size.width) return null;
  if (manner.fit === 'crop') return 'cropped to its middle';
  return manner.fit === 'whole' ? 'whole, with black bars' : 'stretched';
}

/** `digit.png: 640 × 480 pixels, cropped to its middle, resized to 28 × 28, made grey, inverted, divided by 255: from 0 to 1`. */
export function pictureText(picture: OpenPicture, open: OpenPictures): string {
  const { size, manner, scaling } = open;
  const same = picture.width === size.width && picture.height === size.height;
  const steps = [
    `${picture.width} × ${picture.height} pixels`,
    fitText(picture, open),
    same ? null : `resized to ${size.width} × ${size.height}`,
    size.channels === 1 ? 'made grey' : null,
    manner.invert ? 'inverted' : null,
    RANGES[manner.range],
    scaling ? 'standardised as the data are' : null,
  ];
  return `${picture.name}: ${steps.filter((step) => step !== null).join(', ')}`;
}
