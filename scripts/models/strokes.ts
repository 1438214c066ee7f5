import { cos, sin } from '../../src/core/math/elementary';

/** A line that was drawn without lifting the pen: [x, y] with y downwards. */
export type Stroke = readonly (readonly [number, number])[];

export const PICTURE_SIZE = 224;
/** Border around the symbol, both sides together. */
const BORDER = 20;
const HALF_WIDTH = 4;

/** Distance of a point to a segment. */
function distance(x: number, y: number, [ax, ay]: readonly [number, number], [bx, by]: readonly [number, number]) {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length > 0 ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
  const [ox, oy] = [x - ax - along * dx, y - ay - along * dy];
  return Math.sqrt(ox * ox + oy * oy);
}

/** Strokes moved and scaled so that the longer side of what they cover fills the picture up to its border; whole pixels. */
function placed(strokes: readonly Stroke[]): Stroke[] {
  const xs = strokes.flatMap((stroke) => stroke.map(([x]) => x));
  const ys = strokes.flatMap((stroke) => stroke.map(([, y]) => y));
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = (PICTURE_SIZE - BORDER) / Math.max(right - left, bottom - top);
  const place = (value: number, middle: number) => Math.round((value - middle) * scale + PICTURE_SIZE / 2);
  return strokes.map((stroke) =>
    stroke.map(([x, y]) => [place(x, (left + right) / 2), place(y, (top + bottom) / 2)] as const),
  );
}

/**
 * A picture of strokes as the symbols model takes it: 224 × 224 grey bytes, white lines 8 pixels wide on black. As in
 * detypify, but for round ends, and for edges that are smoothed by the distance to the line.
 */
export function drawStrokes(strokes: readonly Stroke[]): Uint8Array {
  const picture = new Uint8Array(PICTURE_SIZE * PICTURE_SIZE);
  for (const stroke of placed(strokes))
    for (let i = 1; i < stroke.length; i++) {
      const [a, b] = [stroke[i - 1], stroke[i]] as [Stroke[number], Stroke[number]];
      const reach = HALF_WIDTH + 1;
      const [bottom, right] = [Math.max(a[1], b[1]) + reach, Math.max(a[0], b[0]) + reach];
      for (let y = Math.min(a[1], b[1]) - reach; y < bottom; y++)
        for (let x = Math.min(a[0], b[0]) - reach; x < right; x++) {
          const cover = Math.min(1, Math.max(0, HALF_WIDTH + 0.5 - distance(x + 0.5, y + 0.5, a, b)));
          const at = y * PICTURE_SIZE + x;
          picture[at] = Math.max(picture[at] as number, Math.round(255 * cover));
        }
    }
  return picture;
}

/** Part of an ellipse about (x, y), angles in degrees, 0 to the right and 90 downwards. */
function arc(x: number, y: number, width: number, height: number, from: number, to: number): Stroke {
  const steps = 32;
  return Array.from({ length: steps + 1 }, (_, i) => {
    const angle = ((from + ((to - from) * i) / steps) * Math.PI) / 180;
    return [x + (width / 2) * cos(angle), y + (height / 2) * sin(angle)] as const;
  });
}

/** Symbols as one might draw them. */
export const SYMBOLS: Readonly<Record<string, readonly Stroke[]>> = {
  '∈': [
    [[90, 15], ...arc(50, 50, 80, 70, 270, 90), [90, 85]],
    [
      [12, 50],
      [85, 50],
    ],
  ],
  '∞': [[...arc(25, 50, 50, 50, 0, 360), ...arc(75, 50, 50, 50, 180, 540)]],
  '∀': [
    [
      [10, 10],
      [50, 90],
      [90, 10],
    ],
    [
      [30, 45],
      [70, 45],
    ],
  ],
  '∃': [
    [
      [20, 10],
      [80, 10],
      [80, 90],
      [20, 90],
    ],
    [
      [25, 50],
      [80, 50],
    ],
  ],
  '⊕': [
    arc(50, 50, 90, 90, 270, 630),
    [
      [5, 50],
      [95, 50],
    ],
    [
      [50, 5],
      [50, 95],
    ],
  ],
  '→': [
    [
      [0, 50],
      [100, 50],
    ],
    [
      [75, 30],
      [100, 50],
      [75, 70],
    ],
  ],
  '∑': [
    [
      [80, 20],
      [80, 10],
      [15, 10],
      [50, 50],
      [15, 90],
      [82, 90],
      [82, 80],
    ],
  ],
  '∫': [[[70, 12], ...arc(58, 22, 18, 24, 300, 180), ...arc(40, 88, 18, 24, 0, 120), [28, 95]]],
  Δ: [
    [
      [50, 10],
      [95, 90],
      [5, 90],
      [50, 10],
    ],
  ],
};
