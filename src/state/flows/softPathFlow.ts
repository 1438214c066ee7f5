/** The walked path and the gates in force → soft codes along it, in turns on the page's thread: the newest path wins. */

import type { PathWalk } from '../../core/path';
import { isSoft, type SoftVariationRun, startSoftVariation } from '../../core/soft';
import type { Context } from '../context';
import type { SoftPath } from '../pathTypes';
import { gatesUnder } from '../soft';
import type { LensStore } from '../types';

/** Milliseconds of one turn, and between two: what is dragged goes on meanwhile. */
const TURN_MS = 4;
const BETWEEN_MS = 4;
/** A run that is younger may come to its end before the newest path is looked at: so that figures move under a drag. */
const PATIENCE_MS = 150;

/** What lies beyond the path's ends, found after its walk, changes nothing between them. */
const watched = ({ lens, session }: LensStore): readonly unknown[] => [
  session.path && 'walk' in session.path ? session.path.walk : session.path,
  lens.soft,
];

const same = (a: readonly unknown[], b: readonly unknown[]): boolean => a.every((value, i) => value === b[i]);

type Asked = Omit<SoftPath, 'soft'> & { readonly walk: PathWalk };

/** What is to be made: null where there is no path, its pieces' codes are not kept (of a large network), or they are hard. */
export function softPathAsked({ lens, session }: LensStore): Asked | null {
  const path = session.path && 'walk' in session.path ? session.path : null;
  const walk = path && 'codes' in path.walk ? path.walk : null;
  if (!path || !walk) return null;
  const gates = gatesUnder(path.network, lens.soft);
  return lens.soft || isSoft(gates) ? { path, gates, walk } : null;
}

/** Runs one after the other. */
class Runs {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private since: number | null = null;
  private outdated = false;

  constructor(
    private readonly context: Context,
    private readonly now: () => number,
  ) {}

  /** Follows the state: at once where nothing runs or what runs takes long. */
  follow(): void {
    const { store, setSession, activity } = this.context;
    const asked = softPathAsked(store.getState());
    if (asked && this.since !== null && this.now() - this.since < PATIENCE_MS) {
      this.outdated = true;
      return;
    }
    this.stop();
    if (asked) this.start(asked);
    else {
      activity.end('softPath');
      if (store.getState().session.softPath) setSession({ softPath: null });
    }
  }

  stop(): void {
    clearTimeout(this.timer);
    this.since = null;
    this.outdated = false;
  }

  private start({ walk, ...asked }: Asked): void {
    const { network, vertices } = asked.path;
    this.context.activity.begin('softPath');
    this.since = this.now();
    this.turn(asked, startSoftVariation(network, asked.gates, vertices, walk));
  }

  private turn(asked: Omit<SoftPath, 'soft'>, run: SoftVariationRun): void {
    const start = this.now();
    if (!run.advance(() => this.now() - start > TURN_MS)) {
      this.timer = setTimeout(() => this.turn(asked, run), BETWEEN_MS);
      return;
    }
    const again = this.outdated;
    this.stop();
    this.context.setSession({ softPath: { ...asked, soft: run.finish() } });
    if (again) this.follow();
    else this.context.activity.end('softPath');
  }
}

/** Keeps `session.softPath` in step. Returns the way to stop. */
export function startSoftPathFlow(context: Context): () => void {
  const { store, activity, surroundings } = context;
  const runs = new Runs(context, surroundings.now ?? (() => performance.now()));
  const follow = (): void => runs.follow();
  follow();
  const unsubscribe = store.subscribe(watched, follow, { equalityFn: same });
  return () => {
    unsubscribe();
    runs.stop();
    activity.end('softPath');
  };
}
