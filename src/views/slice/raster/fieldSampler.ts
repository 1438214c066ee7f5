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

  setImage(image: FieldImage | null): void {
    this.image = image;
    if (!image) return;
    this.samples = new Int32Array(image.rgba.buffer, image.rgba.byteOffset, image.width * image.height);
    if (this.between.length !== image.width) this.between = new Int32Array(image.width);
  }

  /** Paints the field over what lies inside the domain and inside the image. */
  draw({ width, height, pixels }: Surface, { p0, q0, x0, y0, k }: Placement, inside: Inside): void {
    const { image, between } = this;
    if (!image) return;
    const { from, to } = image;
    const left = x0 + (from[0] - p0) * k;
    const top = y0 - (to[1] - q0) * k;
    const columns = image.width / ((to[0] - from[0]) * k);
    const rows = image.height / ((to[1] - from[1]) * k);
    const first = firstAfter(left, width);
    const end = firstAfter(x0 + (to[0] - p0) * k, width);
    const bottom = firstAfter(y0 - (from[1] - q0) * k, height);
    for (let row = firstAfter(top, height); row < bottom; row++) {
      const last = Math.min(end, inside.right[row] as number);
      let column = Math.max(first, inside.left[row] as number);
      if (column >= last) continue;
      this.mixRows((row + 0.5 - top) * rows - 0.5);
      for (let i = row * width + column; column < last; column++, i++) {
        const at = clamp((column + 0.5 - left) * columns - 0.5, image.width - 1);
        const sample = at | 0;
        const next = sample + 1 < image.width ? sample + 1 : sample;
        pixels[i] = blend(between[sample] as number, between[next] as number, ((at - sample) * 256 + 0.5) | 0);
      }
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
