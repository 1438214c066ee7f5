/** Keeps the figures of the path in step: at once, but for those that wait until a drag rests. */
import type { LensStore } from '../../state/types';
import type { Drawing, LensStoreApi } from '../live';
import { whenAtRest } from '../rest';
import { PathChart } from './pathChart';
import { alongOf, FIGURES, type Figure, SOFT_FIGURES } from './pathCharts';
import { endOf, shareAt, timeAt, walkedOf } from './pathPlaces';

export const chartsWatched = ({ session }: LensStore): readonly unknown[] => [
  session.path,
  session.softPath,
  session.pathTime,
  session.data,
];

/** `seen`: whether the figures are there, empty, before the first path is walked. */
function mountFigures(figures: readonly Figure[], seen = true) {
  return (host: HTMLElement, store: LensStoreApi): Drawing => {
    const point = (share: number | null): void => {
      const { session, actions } = store.getState();
      const path = walkedOf(session.path);
      if (path) actions.pointAtPath(share === null ? null : timeAt(path, share));
    };
    const charts = figures.map(({ title }) => new PathChart(host, title, point));
    if (!seen) for (const chart of charts) chart.update(null);
    let drawn: readonly unknown[] = [];
    return {
      update(state) {
        const { session } = state;
        const path = walkedOf(session.path);
        if (!path) return;
        const now = [path, session.softPath, session.data, document.documentElement.dataset.theme];
        if (!now.every((value, i) => value === drawn[i])) {
          drawn = now;
          const along = alongOf(state, path);
          for (const [i, { make }] of figures.entries()) charts[i]?.update(make(along));
        }
        const pointed = session.pathTime;
        const share = pointed === null || pointed > endOf(path) ? null : shareAt(path, pointed);
        for (const chart of charts) chart.point(share);
      },
      dispose() {
        for (const chart of charts) chart.dispose();
      },
    };
  };
}

export const mountLive = mountFigures(FIGURES.filter(({ atRest }) => !atRest));
export const mountAtRest = whenAtRest(mountFigures(FIGURES.filter(({ atRest }) => atRest)));
export const mountSoft = mountFigures(SOFT_FIGURES, false);
