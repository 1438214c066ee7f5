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
    notify('error', `Nothing was opened: ${why}`, true);
    activity.end('scene');
    return false;
  };
  return async (link) => {
    const isNewest = scenes.expect();
    activity.begin('scene');
    let code: typeof import('./linkWish');
    try {
      code = await import('./linkWish');
    } catch (error) {
      return refuse(`a part of the page could not be loaded: ${String(error)}`);
    }
    // What was asked for while this code was on its way is the later wish.
    if (!isNewest()) return false;
    const wish = code.linkWish(link, surroundings.hasScene);
    return typeof wish === 'string' ? refuse(wish) : scenes.open(...wish, OPENING_LINK);
  };
}
