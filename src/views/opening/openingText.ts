import { sceneById } from '../../state/scenes';
import type { Opening } from '../../state/types';

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(bytes < 1e5 ? 2 : 1);

/** An opening in words: of what, the file without its folders, and how much of it is there. */
export function openingText({ scene, file, done, total }: Opening) {
  const title = `Opening ${sceneById(scene)?.title ?? scene}`;
  const name = file.slice(file.lastIndexOf('/') + 1);
  if (total !== null && done >= total) return { title, file: name, amount: `${megabytes(total)} MB, reading …` };
  if (done === 0) return { title, file: name, amount: 'Waiting for an answer …' };
  const amount = total === null ? `${megabytes(done)} MB so far` : `${megabytes(done)} of ${megabytes(total)} MB`;
  return { title, file: name, amount };
}
