/** An output field under the polytopes: its image between its samples' centres, linear along both axes. */
import type { FieldImage } from '../painter';
import type { Inside } from './faces';
import type { Placement } from './placement';
import { blend, firstAfter, type Surface } from './surface';

export class FieldSampler {
  private image: FieldImage | null = null;
  private samples = new Int32Array(0);
  /** The image's row at the height of the row of pixels at hand. */
  private between = new Int32Array(0);
  /** Where column c of the pixels lies among the samples: c × step + offset. */
  private step = 0;
  private offset = 0;

  setImage(image: FieldImage | null): void {
    this.image = image;
    if (!image) return;
    this.samples = new Int32Array(image.rgba.buffer, image.rgba.byteOffset, image.width * image.height);
    if (this.between.length !== image.width) this.between = new Int32Array(image.width);
  }

  /** Paints the field over what lies inside the domain and inside the image. */
  draw({ width, height, pixels }: Surface, { p0, q0, x0, y0, k }: Placement, inside: Inside): void {
    const { image } = this;
    if (!image) return;
    const { from, to } = image;
    const left = x0 + (from[0] - p0) * k;
    const top = y0 - (to[1] - q0) * k;
    this.step = image.width / ((to[0] - from[0]) * k);
    this.offset = (0.5 - left) * this.step - 0.5;
    const rows = image.height / ((to[1] - from[1]) * k);
    const first = firstAfter(left, width);
    const end = firstAfter(x0 + (to[0] - p0) * k, width);
    const bottom = firstAfter(y0 - (from[1] - q0) * k, height);
    for (let row = firstAfter(top, height); row < bottom; row++) {
      const last = Math.min(end, inside.right[row] as number);
      const column = Math.max(first, inside.left[row] as number);
      if (column >= last) continue;
      this.mixRows((row + 0.5 - top) * rows - 0.5);
      this.mixColumns(pixels, row * width, column, last);
    }
  }

  /** A row of pixels between its samples. A function of its own, so that it is compiled within the first picture. */
  private mixColumns(pixels: Int32Array, start: number, from: number, to: number): void {
    const { between, step, offset } = this;
    const most = between.length - 1;
    for (let column = from; column < to; column++) {
      const at = clamp(column * step + offset, most);
      const sample = at | 0;
      const next = sample < most ? sample + 1 : sample;
      const share = ((at - sample) * 256 + 0.5) | 0;
      pixels[start + column] = blend(between[sample] as number, between[next] as number, share);
    }
  }

  private mixRows(height: number): void {
    const { image, samples, between } = this;
    if (!image) return;
    const at = clamp(height, image.height - 1);
    const row = at | 0;
    const upper = row * image.width;
    const lower = row + 1 < image.height ? upper + image.width : upper;
    const share = ((at - row) * 256 + 0.5) | 0;
    for (let i = 0; i < between.length; i++)
      between[i] = blend(samples[upper + i] as number, samples[lower + i] as number, share);
  }
}

const clamp = (value: number, most: number): number => (value > 0 ? (value < most ? value : most) : 0);
