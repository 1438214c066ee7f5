/** The store's surroundings in a browser. */
import { lateModelClient } from '../workers/lateModelClient';
import { PartitionClient } from '../workers/partitionClient';
import type { Surroundings } from './context';
import type { LinkHost } from './linkSync';
import { defaultSceneId, loadScene, sceneById } from './scenes';

/** Longest wait for a quiet moment before tfjs is loaded. */
const IDLE_TIMEOUT_MS = 2000;

/** When the page is quiet. Not every browser knows idle callbacks. */
function whenIdle(callback: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(callback, { timeout: IDLE_TIMEOUT_MS });
  else setTimeout(callback, 200);
}

export const pageSurroundings = (): Surroundings => ({
  loadScene: (id, watch) => loadScene(id, undefined, watch),
  hasScene: (id) => sceneById(id) !== undefined,
  defaultScene: defaultSceneId,
  createPartitionClient: (events) => new PartitionClient(events),
  createModelClient: lateModelClient,
  createSketchClient: async (onSketch) => new (await import('../workers/sketchClient')).SketchClient(onSketch),
  whenIdle,
});

/**
 * The window's address and history. A pasted link gives both events; the second finds nothing to do. A page inside another
 * leaves no entries in the history that the two share: Back belongs to the host.
 */
export function browserLinkHost(page: Window): LinkHost {
  const embedded = page.parent !== page;
  const replace = (url: string): void => page.history.replaceState(null, '', url);
  return {
    href: () => page.location.href,
    replace,
    push: (url) => (embedded ? replace(url) : page.history.pushState(null, '', url)),
    onNavigate(callback) {
      page.addEventListener('popstate', callback);
      page.addEventListener('hashchange', callback);
      return () => {
        page.removeEventListener('popstate', callback);
        page.removeEventListener('hashchange', callback);
      };
    },
  };
}
