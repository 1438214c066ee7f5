/** Grey images (digits) in the theme's own ink and paper. */
import { pixelContext } from '../ui/dom';
import { isDark } from './live';

const TONES = {
  light: { ink: [27, 25, 23], paper: [255, 255, 255] },
  dark: { ink: [240, 237, 232], paper: [13, 12, 12] },
};

const STEPS = 255;
const tables = new Map<boolean, Uint32Array>();

/** STEPS + 1 colours from paper to ink, as the four bytes of a pixel. */
function greyTable(dark: boolean): Uint32Array {
  const known = tables.get(dark);
  if (known) return known;
  const { ink, paper } = TONES[dark ? 'dark' : 'light'];
  const bytes = new Uint8ClampedArray(4 * (STEPS + 1)).fill(255);
  for (let step = 0; step <= STEPS; step++)
    for (let channel = 0; channel < 3; channel++) {
      const from = paper[channel] as number;
      bytes[4 * step + channel] = from + (((ink[channel] as number) - from) * step) / STEPS;
    }
  const fresh = new Uint32Array(bytes.buffer);
  tables.set(dark, fresh);
  return fresh;
}

/** Writes the pixels that `drawGrey` draws, in either theme. */
function fillGrey(pixels: Uint32Array, values: ArrayLike<number>, offset: number, dark: boolean): void {
  const table = greyTable(dark);
  for (let i = 0; i < pixels.length; i++)
    pixels[i] = table[Math.round(STEPS * Math.min(1, Math.max(0, values[offset + i] || 0)))] as number;
}

/** RGBA of width × height values as `drawGrey` draws them, in the theme that is asked for. */
export function greyPixels(
  values: ArrayLike<number>,
  { width, height }: { readonly width: number; readonly height: number },
  dark: boolean,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint32Array(width * height);
  fillGrey(pixels, values, 0, dark);
  return new Uint8ClampedArray(pixels.buffer);
}

/** The pixels of each canvas, kept while its size is. */
const images = new WeakMap<HTMLCanvasElement, ImageData>();

function imageFor(
  canvas: HTMLCanvasElement,
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
): ImageData {
  const known = images.get(canvas);
  if (known?.width === width && known.height === height) return known;
  canvas.width = width;
  canvas.height = height;
  const fresh = context.createImageData(width, height);
  images.set(canvas, fresh);
  return fresh;
}

/**
 * Draws width × height values, row-major from `offset`, one canvas pixel each: 0 is paper, 1 is ink, what lies outside is
 * clamped (a slice of pixel space leaves [0, 1] at once).
 */
export function drawGrey(
  canvas: HTMLCanvasElement,
  values: ArrayLike<number>,
  { width, height }: { readonly width: number; readonly height: number },
  offset = 0,
): void {
  const context = pixelContext(canvas);
  if (!context) return;
  const image = imageFor(canvas, context, width, height);
  fillGrey(new Uint32Array(image.data.buffer), values, offset, isDark());
  context.putImageData(image, 0, 0);
}
