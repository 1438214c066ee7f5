/** Grey images (digits) in the theme's own ink and paper. */
import { isDark } from './live';

const TONES = {
  light: { ink: [27, 25, 23], paper: [255, 255, 255] },
  dark: { ink: [240, 237, 232], paper: [13, 12, 12] },
};

/**
 * Draws width × height values, row-major from `offset`, one canvas pixel each: 0 is paper, 1 is ink, what lies outside is
 * clamped (a slice of pixel space leaves [0, 1] at once).
 */
export function drawGrey(
  canvas: HTMLCanvasElement,
  values: ArrayLike<number>,
  size: { readonly width: number; readonly height: number },
  offset = 0,
): void {
  if (canvas.width !== size.width || canvas.height !== size.height) {
    canvas.width = size.width;
    canvas.height = size.height;
  }
  const context = canvas.getContext('2d');
  if (!context) return;
  const image = context.createImageData(size.width, size.height);
  const { ink, paper } = TONES[isDark() ? 'dark' : 'light'];
  for (let i = 0; i < size.width * size.height; i++) {
    const t = Math.min(1, Math.max(0, values[offset + i] ?? 0));
    for (let channel = 0; channel < 3; channel++) {
      const from = paper[channel] as number;
      image.data[4 * i + channel] = from + ((ink[channel] as number) - from) * t;
    }
    image.data[4 * i + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}
