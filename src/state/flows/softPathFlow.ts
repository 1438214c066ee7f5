/** The walked path and the gates in force → soft codes along it, in turns on the page's thread: the newest path wins. */
import { isSoft, type SoftVariationRun, startSoftVariation } from '../../core/soft';
import type { Context } from '../context';
import type { SoftPath, WalkedPath } from '../pathTypes';
import { gatesUnder } from '../soft';
import type { LensStore } from '../types';

/** Milliseconds of one turn. A path through a small network takes one; others go on when the page has drawn. */
const TURN_MS = 6;

const watched = ({ lens, session }: LensStore): readonly unknown[] => [session.path, lens.soft];

const same = (a: readonly unknown[], b: readonly unknown[]): boolean => a.every((value, i) => value === b[i]);

/** What is to be made: null where there is no path or its codes are hard. */
export function softPathAsked({ lens, session }: LensStore): Omit<SoftPath, 'soft'> | null {
  const path = session.path && 'walk' in session.path ? session.path : null;
  if (!path) return null;
  const gates = gatesUnder(path.network, lens.soft);
  return lens.soft || isSoft(gates) ? { path, gates } : null;
}

const runOf = ({ network, vertices, walk }: WalkedPath, gates: SoftPath['gates']): SoftVariationRun =>
  startSoftVariation(network, gates, vertices, walk);

/** Keeps `session.softPath` in step. Returns the way to stop. */
export function startSoftPathFlow({ store, setSession, activity, surroundings }: Context): () => void {
  const now = surroundings.now ?? (() => performance.now());
  let timer: ReturnType<typeof setTimeout> | undefined;
  const follow = (): void => {
    clearTimeout(timer);
    const asked = softPathAsked(store.getState());
    if (!asked) {
      activity.end('softPath');
      if (store.getState().session.softPath) setSession({ softPath: null });
      return;
    }
    activity.begin('softPath');
    const run = runOf(asked.path, asked.gates);
    const turn = (): void => {
      const start = now();
      if (!run.advance(() => now() - start > TURN_MS)) {
        timer = setTimeout(turn, 0);
        return;
      }
      setSession({ softPath: { ...asked, soft: run.finish() } });
      activity.end('softPath');
    };
    turn();
  };
  follow();
  const stop = store.subscribe(watched, follow, { equalityFn: same });
  return () => {
    stop();
    clearTimeout(timer);
    activity.end('softPath');
  };
}
