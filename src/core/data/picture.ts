/** Pictures as inputs of a network: brought to its size, its colours and its range of values. The same bits on every machine. */

/** What a network takes. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
  /** One is grey, three are red, green and blue. */
  readonly channels: number;
  /** Where the channels stand: `first` C × H × W, `last` H × W × C (which one does not matter where there is one). */
  readonly order: 'first' | 'last';
}

/** A picture as it was decoded: four bytes a pixel (red, green, blue, opacity; not premultiplied), rows from the top. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly rgba: ArrayLike<number>;
}

export const PICTURE_FITS = ['crop', 'whole', 'stretch'] as const;
export const PICTURE_RANGES = ['unit', 'signed', 'bytes', 'imagenet'] as const;

export interface PictureManner {
  /** `crop`: the largest middle part of the network's proportions; `whole`: all of it, with bars; `stretch`: all of it, distorted. */
  readonly fit: (typeof PICTURE_FITS)[number];
  /** Dark on light becomes light on dark. */
  readonly invert: boolean;
  /** 0 to 1; −1 to 1; 0 to 255; or less the mean of ImageNet's colours, by their standard deviation. */
  readonly range: (typeof PICTURE_RANGES)[number];
}

/** Mean and standard deviation of ImageNet's training pictures, from 0 to 1, a channel (those that torchvision documents). */
export const IMAGENET = {
  mean: [0.485, 0.456, 0.406],
  deviation: [0.229, 0.224, 0.225],
} as const;

/** Rec. 601 luma. */
const LUMA = [0.299, 0.587, 0.114] as const;

/** Inputs of a network for pictures of this size. */
export const pictureInputs = ({ width, height, channels }: PictureSize): number => width * height * channels;

/** One channel, from 0 to 255. */
interface Plane {
  readonly width: number;
  readonly height: number;
  readonly values: Float64Array;
}

/** Transparent pixels lie on white. */
function planesOf({ width, height, rgba }: Raster, channels: number): Plane[] {
  const planes = Array.from({ length: channels }, () => new Float64Array(width * height));
  for (let i = 0; i < width * height; i++) {
    const opacity = (rgba[4 * i + 3] as number) / 255;
    const at = (c: number): number => opacity * (rgba[4 * i + c] as number) + 255 * (1 - opacity);
    if (channels === 1) (planes[0] as Float64Array)[i] = LUMA[0] * at(0) + LUMA[1] * at(1) + LUMA[2] * at(2);
    else for (let c = 0; c < channels; c++) (planes[c] as Float64Array)[i] = at(Math.min(c, 2));
  }
  return planes.map((values) => ({ width, height, values }));
}

/** Where along an axis of `from` pixels each of `to` pixels looks: `size` pixels from `start` on; those outside are bars. */
interface Window {
  readonly start: number;
  readonly size: number;
}

/** The part of the picture that becomes the result, in its pixels; it may reach beyond them (bars). */
function windowsOf(raster: Raster, size: PictureSize, fit: PictureManner['fit']): readonly [x: Window, y: Window] {
  const { width, height } = raster;
  if (fit === 'stretch')
    return [
      { start: 0, size: width },
      { start: 0, size: height },
    ];
  const [across, down] = [width / size.width, height / size.height];
  const scale = fit === 'crop' ? Math.min(across, down) : Math.max(across, down);
  const middle = (length: number, pixels: number): Window => ({
    start: (length - scale * pixels) / 2,
    size: scale * pixels,
  });
  return [middle(width, size.width), middle(height, size.height)];
}

/** For each of `to` places the pixels that it takes and their weights: a triangle as wide as a pixel of the coarser grid. */
function tapsOf(from: number, to: number, window: Window): { at: Int32Array; weights: Float64Array }[] {
  const scale = window.size / to;
  const reach = Math.max(1, scale);
  return Array.from({ length: to }, (_, i) => {
    const centre = window.start + (i + 0.5) * scale;
    if (centre < 0 || centre > from) return { at: new Int32Array(), weights: new Float64Array() };
    const at: number[] = [];
    const weights: number[] = [];
    for (let k = Math.max(0, Math.floor(centre - reach)); k < Math.min(from, Math.ceil(centre + reach)); k++) {
      const weight = 1 - Math.abs(k + 0.5 - centre) / reach;
      if (weight <= 0) continue;
      at.push(k);
      weights.push(weight);
    }
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { at: Int32Array.from(at), weights: Float64Array.from(weights, (weight) => weight / sum) };
  });
}

/** A plane at another size, first along its rows, then along its columns. Bars are `bar`. */
function resampled(
  plane: Plane,
  { width, height }: PictureSize,
  [x, y]: readonly [Window, Window],
  bar: number,
): Float64Array {
  const across = tapsOf(plane.width, width, x);
  const rows = new Float64Array(width * plane.height);
  for (let row = 0; row < plane.height; row++)
    across.forEach(({ at, weights }, i) => {
      let sum = at.length === 0 ? bar : 0;
      for (let k = 0; k < at.length; k++)
        sum += (weights[k] as number) * (plane.values[row * plane.width + (at[k] as number)] as number);
      rows[row * width + i] = sum;
    });
  const out = new Float64Array(width * height);
  tapsOf(plane.height, height, y).forEach(({ at, weights }, j) => {
    for (let i = 0; i < width; i++) {
      let sum = at.length === 0 ? bar : 0;
      for (let k = 0; k < at.length; k++)
        sum += (weights[k] as number) * (rows[(at[k] as number) * width + i] as number);
      out[j * width + i] = sum;
    }
  });
  return out;
}

/** A byte's value, from 0 to 255, in the range that is asked for. */
function inRange(value: number, channel: number, range: PictureManner['range']): number {
  if (range === 'bytes') return value;
  if (range === 'unit') return value / 255;
  if (range === 'signed') return value / 127.5 - 1;
  const c = Math.min(channel, 2);
  return (value / 255 - (IMAGENET.mean[c] as number)) / (IMAGENET.deviation[c] as number);
}

/**
 * The inputs that a picture is: its colours or their luma (0.299 R + 0.587 G + 0.114 B), on white where it is transparent, brought
 * to the size by a triangular filter as wide as the coarser grid's pixels (so that a picture of that size stays as it is), inverted
 * where asked, in the range that is asked for. Bars of `whole` are black, after inverting. Length `pictureInputs(size)`. Throws a
 * RangeError for a picture without pixels. Cost: linear in both sizes.
 */
export function pictureValues(raster: Raster, size: PictureSize, manner: PictureManner): Float64Array {
  const { width, height, channels, order } = size;
  if (!(raster.width > 0 && raster.height > 0))
    throw new RangeError(`invalid picture: ${raster.width} × ${raster.height}`);
  const windows = windowsOf(raster, size, manner.fit);
  const out = new Float64Array(pictureInputs(size));
  const bar = manner.invert ? 255 : 0;
  planesOf(raster, channels).forEach((plane, c) => {
    const values = resampled(plane, size, windows, bar);
    for (let i = 0; i < width * height; i++) {
      // Weights that sum to 1 but for rounding must not leave the range.
      const value = Math.min(255, Math.max(0, values[i] as number));
      const at = order === 'first' ? c * width * height + i : i * channels + c;
      out[at] = inRange(manner.invert ? 255 - value : value, c, manner.range);
    }
  });
  return out;
}
