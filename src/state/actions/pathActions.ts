/** Actions on the path. A vertex is dragged at pointer rate: what it costs is the walk that follows. */

import type { Context } from '../context';
import { pathFault, pathStart } from '../path';
import { parseLensState } from '../schema';
import type { Actions, LensStore, PathSpec } from '../types';
import { finite, plain } from './pointActions';

export function pathActions({
  store,
  set,
  setSession,
  notify,
}: Context): Pick<Actions, 'setPath' | 'startPath' | 'movePathVertex' | 'stopPath' | 'pointAtPath'> {
  const setPath = (path: PathSpec | null): void => {
    const { lens, session }: LensStore = store.getState();
    const result = parseLensState({ ...lens, network: null, weights: null, dataSpec: null, path });
    const checked = result.ok ? result.state.path : null;
    const fault = result.ok ? checked && pathFault(checked, session) : result.message;
    if (fault) notify('error', `${fault}: nothing was changed`);
    else set({ path: checked }, { pathTime: null });
  };

  return {
    setPath,
    startPath: () => setPath(pathStart(store.getState())),
    movePathVertex(index, to) {
      const { path } = store.getState().lens;
      if (!path?.vertices[index]) return;
      if (!finite(...to)) {
        notify('error', `The point (${to.join(', ')}) is not finite: nothing was changed`);
        return;
      }
      const vertices = path.vertices.map((vertex, i) =>
        i === index ? ({ kind: 'slice', at: plain(to) } as const) : vertex,
      );
      set({ path: { ...path, vertices } });
    },
    stopPath() {
      const { pathProgress } = store.getState().session;
      if (pathProgress) setSession({ pathProgress: { ...pathProgress, stopped: true } });
    },
    pointAtPath(t) {
      if (store.getState().session.pathTime !== t) setSession({ pathTime: t });
    },
  };
}
