/** Opens what a link says. The code that reads links is loaded with the first one. */
import type { Context } from '../context';
import type { SceneOpener } from './sceneActions';

const OPENING_LINK = { failure: 'Nothing was opened', step: 'opened a link' };

/** What the opener does with a link; on a bad one a notice says why and everything stays. True when it is in force. */
export function linkOpener({ notify, surroundings }: Context, scenes: SceneOpener): (link: string) => Promise<boolean> {
  return (link) =>
    scenes.expect(async (isNewest) => {
      const code = await import('./linkWish').catch(String);
      // What was asked for while this code was on its way is the later wish.
      if (!isNewest()) return false;
      const wish =
        typeof code === 'string'
          ? `a part of the page could not be loaded: ${code}`
          : code.linkWish(link, surroundings.hasScene);
      if (typeof wish !== 'string') return scenes.open(...wish, OPENING_LINK);
      notify('error', `Nothing was opened: ${wish}`, true);
      return false;
    });
}
