/** Small pictures of inputs that are images, as data URLs for the handles. */
import type { AnchorSpec, DataSet } from '../../state/types';

/** Values of an anchor: its own, or the weighted sum of data points. Length d. */
export function anchorValues(anchor: AnchorSpec, data: DataSet | null, inputSize: number): Float64Array {
  if (anchor.kind === 'input') return Float64Array.from(anchor.values);
  const values = new Float64Array(inputSize);
  for (const [index, weight] of data ? anchor.terms : [])
    for (let i = 0; i < inputSize; i++)
      values[i] = (values[i] as number) + weight * (data?.inputs[index * inputSize + i] ?? 0);
  return values;
}

/** A grey picture of values in [0, 1], row by row; what lies outside is clamped. Null without a 2-D context. */
export function imageUrl(
  values: ArrayLike<number>,
  { width, height }: { width: number; height: number },
): string | null {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) return null;
  const image = context.createImageData(width, height);
  for (let i = 0; i < width * height; i++) {
    image.data.fill(255 * Math.min(1, Math.max(0, values[i] ?? 0)), 4 * i, 4 * i + 3);
    image.data[4 * i + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  return canvas.toDataURL();
}
