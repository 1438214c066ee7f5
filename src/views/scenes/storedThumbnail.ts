/** Thumbnails that are stored beside the page (`npm run scenes:pictures`): of scenes whose files are too large to be fetched for a picture. */
import { fetchWith } from '../../state/scenesFiles';
import { THUMBNAIL, type Thumbnail } from './thumbnail';

/** Scenes with a stored picture. */
export const STORED: readonly string[] = ['digits-cnn', 'languages', 'upscaler', 'symbols'];

export const storedPath = (id: string): string => `scenes/${id}.bin`;

/** Bytes that a picture may have. */
const CAP = 64 * 1024;
/** Coordinates are bytes: this many steps across the picture, and as many down. */
const STEPS = 255;
/** Bytes of a face before its corners: their number, and its colour in each theme. */
const HEAD = 7;

type Shape = Thumbnail['faces'][number];

/** The part of a convex polygon above or below a height. */
function cutAt(points: readonly (readonly [number, number])[], height: number, above: boolean) {
  const inside = (y: number): boolean => (above ? y >= height : y <= height);
  return points.flatMap((b, i) => {
    const a = points.at(i - 1) as readonly [number, number];
    const share = (height - a[1]) / (b[1] - a[1]);
    const crossing = inside(a[1]) === inside(b[1]) ? [] : [[a[0] + share * (b[0] - a[0]), height] as const];
    return inside(b[1]) ? [...crossing, b] : crossing;
  });
}

/** Corners of what is in sight of a face, in steps; equal ones once. */
function cornersOf({ points }: Shape): number[] {
  const pairs = Array.from(
    { length: points.length / 2 },
    (_, i) => [points[2 * i], points[2 * i + 1]] as [number, number],
  );
  const seen = cutAt(cutAt(pairs, 0, true), THUMBNAIL.height, false);
  const steps = seen.map(([x, y]): readonly [number, number] => [
    Math.round((STEPS * Math.min(THUMBNAIL.width, Math.max(0, x))) / THUMBNAIL.width),
    Math.round((STEPS * y) / THUMBNAIL.height),
  ]);
  return steps.filter(([x, y], i) => x !== steps.at(i - 1)?.[0] || y !== steps.at(i - 1)?.[1]).flat();
}

const channels = (colour: string): number[] => (colour.match(/\d+/g) ?? []).slice(0, 3).map(Number);

/** The faces of a thumbnail, in bytes: seven and two a corner. What is thinner than a step is left out. */
export function packThumbnail({ faces }: Thumbnail): Uint8Array<ArrayBuffer> {
  const bytes = faces.flatMap((face) => {
    const corners = cornersOf(face);
    const count = corners.length / 2;
    return count < 3 ? [] : [count, ...channels(face.light), ...channels(face.dark), ...corners];
  });
  return Uint8Array.from(bytes);
}

/** Reads it. Throws an Error that says so where the bytes end within a face. */
export function unpackThumbnail(bytes: Uint8Array): Thumbnail {
  const faces: Shape[] = [];
  const colour = (at: number): string => `rgb(${bytes.subarray(at, at + 3).join(' ')})`;
  for (let at = 0; at < bytes.length; ) {
    const count = bytes[at] as number;
    const end = at + HEAD + 2 * count;
    if (end > bytes.length) throw new Error(`a stored picture ends within face ${faces.length}`);
    const points = Float32Array.from(
      bytes.subarray(at + HEAD, end),
      (step, i) => (step * (i % 2 ? THUMBNAIL.height : THUMBNAIL.width)) / STEPS,
    );
    faces.push({ points, light: colour(at + 1), dark: colour(at + 4) });
    at = end;
  }
  return { faces, graph: new Float32Array(0), dots: [] };
}

export const fetchThumbnail = async (id: string): Promise<Thumbnail> =>
  unpackThumbnail(await fetchWith(null)(storedPath(id), CAP));
