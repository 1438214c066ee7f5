/**
 * Flows that the first picture does without, each loaded when something needs it: hidden spaces and clamps, another time, a path, an
 * attack, density maps, soft fields, a deep zoom.
 */
import type { Work } from '../activity';
import { isDensityMode, isSoftMode } from '../colourModes';
import type { Context } from '../context';
import { isDeep } from '../detail';
import { isInspectedAside, isLarge } from '../large';
import { hasSoftCode } from '../softPresence';
import type { LensStore } from '../types';

interface LateFlow {
  readonly needed: (state: LensStore) => boolean;
  /** What goes on while it is loaded. The flow that starts ends it where it has nothing to do. */
  readonly work: Work;
  readonly load: () => Promise<readonly ((context: Context) => () => void)[]>;
}

const LATE_FLOWS: readonly LateFlow[] = [
  {
    needed: ({ lens }) => lens.space > 0 || lens.clamps.length > 0,
    work: 'former',
    async load() {
      const [former, hidden] = await Promise.all([import('./formerFlow'), import('./hiddenDataFlow')]);
      return [former.startFormerFlow, hidden.startHiddenDataFlow];
    },
  },
  {
    needed: ({ lens }) => lens.compare !== null,
    work: 'compare',
    load: async () => [(await import('./compareFlow')).startCompareFlow],
  },
  {
    needed: ({ lens }) => lens.path !== null,
    work: 'path',
    async load() {
      const [path, soft] = await Promise.all([import('./pathFlow'), import('./softPathFlow')]);
      return [path.startPathFlow, soft.startSoftPathFlow];
    },
  },
  {
    needed: ({ lens }) => lens.attack !== null,
    work: 'attack',
    load: async () => [(await import('./attackFlow')).startAttackFlow],
  },
  {
    needed: ({ lens }) => isDensityMode(lens.colour),
    work: 'density',
    load: async () => [(await import('./densityFlow')).startDensityFlow],
  },
  {
    needed: ({ lens }) => lens.soft !== null || isSoftMode(lens.colour),
    work: 'softField',
    load: async () => [(await import('./softFieldFlow')).startSoftFieldFlow],
  },
  {
    needed: ({ lens, session }) => (lens.second !== null || lens.pins.length > 0) && isLarge(session.network),
    work: 'largePoints',
    load: async () => [(await import('./largePointsFlow')).startLargePointsFlow],
  },
  {
    needed: (state) => isInspectedAside(state.session.network) && hasSoftCode(state),
    work: 'largeSoft',
    load: async () => [(await import('./largeSoftFlow')).startLargeSoftFlow],
  },
  {
    needed: ({ lens }) => isDeep(lens),
    work: 'detail',
    load: async () => [(await import('./detailFlow')).startDetailFlow],
  },
];

function startLate(context: Context, { needed, work, load }: LateFlow): () => void {
  let stops: readonly (() => void)[] = [];
  let stopped = false;
  const start = async (): Promise<void> => {
    unsubscribe();
    const starters = await load();
    if (!stopped) stops = starters.map((starter) => starter(context));
  };
  const unsubscribe = context.store.subscribe(needed, (now) => {
    if (!now) return;
    context.activity.begin(work);
    start().catch((error: unknown) => {
      context.activity.end(work);
      context.notify('error', `A part of the page could not be loaded: ${String(error)}`);
    });
  });
  return () => {
    stopped = true;
    unsubscribe();
    for (const stop of stops) stop();
  };
}

/** Returns the way to stop. */
export function startLateFlows(context: Context): () => void {
  const stops = LATE_FLOWS.map((flow) => startLate(context, flow));
  return () => {
    for (const stop of stops) stop();
  };
}
