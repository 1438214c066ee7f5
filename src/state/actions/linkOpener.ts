/** Opens what a link says. The code that reads links is loaded with the first one. */
import type { Context } from '../context';
import type { SceneOpener } from './sceneActions';

const OPENING_LINK = { failure: 'Nothing was opened', step: 'opened a link' };

/** What the opener does with a link; on a bad one a notice says why and everything stays. True when it is in force. */
export function linkOpener(
  { activity, notify, surroundings }: Context,
  scenes: SceneOpener,
): (link: string) => Promise<boolean> {
  const refuse = (why: string): false => {
    notify('error', `Nothing was opened: ${why}`);
    activity.end('scene');
    return false;
  };
  return async (link) => {
    activity.begin('scene');
    let code: typeof import('../link/decode');
    try {
      code = await import('../link/decode');
    } catch (error) {
      return refuse(`a part of the page could not be loaded: ${String(error)}`);
    }
    const { decodeLink, linkFault, linkScene } = code;
    const scene = linkScene(link);
    const fault = scene !== null && surroundings.hasScene(scene) ? null : linkFault(link);
    if (scene === null || fault !== null) return refuse(fault ?? 'the link is damaged or cut off');
    return scenes.open(scene, ({ initial }) => decodeLink(link, () => initial), OPENING_LINK);
  };
}
