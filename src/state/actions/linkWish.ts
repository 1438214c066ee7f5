/** What a link asks for. Loaded with the first link. */
import type { Surroundings } from '../context';
import { decodeLink, linkFault, linkScene } from '../link/decode';
import type { Reader } from './opener';

/** The scene that a link names and how it is read; a sentence where nothing can be opened. */
export function linkWish(link: string, hasScene: Surroundings['hasScene']): readonly [string, Reader] | string {
  const scene = linkScene(link);
  const fault = scene !== null && hasScene(scene) ? null : linkFault(link);
  if (scene === null || fault !== null) return fault ?? 'the link is damaged or cut off';
  return [scene, ({ initial }) => decodeLink(link, () => initial)];
}
