/** The small picture of a scene, drawn from its own data: never a stand-in. */
import { pixelContext } from '../../ui/dom';
import { drawGrey } from '../grey';
import { css, palette } from '../palette';

export type Miniature =
  /** Points of the plane (or of a graph), 2 coordinates each, and a colour's place for each. */
  | { readonly kind: 'points'; readonly points: ArrayLike<number>; readonly tones: readonly Tone[] }
  | { readonly kind: 'image'; readonly values: ArrayLike<number>; readonly width: number; readonly height: number };

/** A class, or a value in [−1, 1]. */
export type Tone = { readonly classIndex: number } | { readonly value: number };

const MARGIN = 5;

/** Smallest box around the points, with equal scales on both axes. */
function boxAround(points: ArrayLike<number>): { left: number; top: number; span: number } {
  const [low, high] = [
    [Infinity, Infinity],
    [-Infinity, -Infinity],
  ] as [number[], number[]];
  for (let i = 0; i < points.length; i++) {
    low[i % 2] = Math.min(low[i % 2] as number, points[i] as number);
    high[i % 2] = Math.max(high[i % 2] as number, points[i] as number);
  }
  const [width, height] = [(high[0] as number) - (low[0] as number), (high[1] as number) - (low[1] as number)];
  const span = Math.max(width, height) || 1;
  return { left: (low[0] as number) - (span - width) / 2, top: (high[1] as number) + (span - height) / 2, span };
}

export function drawMiniature(canvas: HTMLCanvasElement, miniature: Miniature, dark: boolean): void {
  if (miniature.kind === 'image') drawGrey(canvas, miniature.values, miniature);
  else drawPoints(canvas, miniature, dark);
}

function drawPoints(canvas: HTMLCanvasElement, miniature: Extract<Miniature, { kind: 'points' }>, dark: boolean): void {
  const context = pixelContext(canvas);
  if (!context) return;
  const colours = palette({ dark });
  const { left, top, span } = boxAround(miniature.points);
  const scale = (canvas.width - 2 * MARGIN) / span;
  context.clearRect(0, 0, canvas.width, canvas.height);
  miniature.tones.forEach((tone, i) => {
    const x = MARGIN + ((miniature.points[2 * i] as number) - left) * scale;
    const y = MARGIN + (top - (miniature.points[2 * i + 1] as number)) * scale;
    context.fillStyle = css('classIndex' in tone ? colours.classInk(tone.classIndex) : colours.diverging(tone.value));
    context.beginPath();
    context.arc(x, y, 1.7, 0, 2 * Math.PI);
    context.fill();
  });
}
