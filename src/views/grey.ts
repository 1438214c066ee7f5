/** Grey images (digits) in the theme's own ink and paper. */
import { isDark } from './live';

const TONES = {
  light: { ink: [27, 25, 23], paper: [255, 255, 255] },
  dark: { ink: [240, 237, 232], paper: [13, 12, 12] },
};

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * RGBA of width × height values, row-major from `offset`: 0 is paper, 1 is ink, what lies outside is clamped (a slice of
 * pixel space leaves [0, 1] at once).
 */
export function greyPixels(
  values: ArrayLike<number>,
  { width, height }: Size,
  dark: boolean,
  offset = 0,
): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(4 * width * height);
  const { ink, paper } = TONES[dark ? 'dark' : 'light'];
  for (let i = 0; i < width * height; i++) {
    const t = Math.min(1, Math.max(0, values[offset + i] ?? 0));
    for (let channel = 0; channel < 3; channel++) {
      const from = paper[channel] as number;
      rgba[4 * i + channel] = from + ((ink[channel] as number) - from) * t;
    }
    rgba[4 * i + 3] = 255;
  }
  return rgba;
}

/** Draws `greyPixels` in the theme in force, one canvas pixel each. */
export function drawGrey(canvas: HTMLCanvasElement, values: ArrayLike<number>, size: Size, offset = 0): void {
  if (canvas.width !== size.width || canvas.height !== size.height) {
    canvas.width = size.width;
    canvas.height = size.height;
  }
  const context = canvas.getContext('2d');
  if (!context) return;
  context.putImageData(new ImageData(greyPixels(values, size, isDark(), offset), size.width, size.height), 0, 0);
}
