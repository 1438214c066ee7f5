/** Pictures of files, decoded by the browser. */
import type { OpenPicture } from '../../state/pictureTypes';

/** Pixels along a side that are kept: larger pictures are brought to this first, and no network here takes more. */
const MOST_SIDE = 2048;

/** Milliseconds that decoding may take: some browsers never answer where they cannot. */
const LONGEST = 20_000;

/** Most pictures that are opened at once. */
export const MOST_PICTURES = 64;

/** Whether a file is a picture by its type or name; SVG has no pixels. */
export const isPixelPicture = ({ name, type }: File): boolean =>
  (/^image\//.test(type) && type !== 'image/svg+xml') || /\.(png|jpe?g|webp|gif|bmp|avif)$/i.test(name);

/** The picture as the browser decodes it. Throws an error that says so where it cannot, or does not in time. */
function decoded(file: File): Promise<ImageBitmap> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`this browser did not decode it within ${LONGEST / 1000} s`)),
      LONGEST,
    );
    createImageBitmap(file)
      .then(resolve, () => reject(new Error('this browser cannot decode it: damaged, or no picture')))
      .finally(() => clearTimeout(late));
  });
}

/** The pixels of a picture. Throws an error that says so where the browser cannot decode it. */
export async function decodedPicture(file: File): Promise<OpenPicture> {
  const bitmap = await decoded(file);
  try {
    const { width, height } = bitmap;
    const scale = Math.min(1, MOST_SIDE / Math.max(width, height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('this browser gives no canvas to decode it on');
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return { name: file.name, width, height, raster: { width: canvas.width, height: canvas.height, rgba: data } };
  } finally {
    bitmap.close();
  }
}
