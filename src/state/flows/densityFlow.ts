/** Colours, partition or view change → the density map over the plane: coarse at once, fine when these rest. */
import { type DensityMap, type DensitySubject, densityAt, type Grid } from '../../core/density';
import { DensityClient } from '../../workers/densityClient';
import type { Context } from '../context';
import { densityMapOf } from '../density';
import type { DensityReading, DensityState } from '../densityTypes';
import { isLarge } from '../large';
import type { LensState, LensStore, PartitionResult, Point2 } from '../types';
import { gridFor } from './viewGrid';

/** Samples along the longer side of the part that is in view. */
const COARSE = 64;
const FINE = 256;
const REST_MS = 200;

/** The value at a place, computed there; made when first asked for. */
function readerOf(subject: DensitySubject, map: DensityMap): (point: Point2) => DensityReading {
  let at: ((p: number, q: number) => number) | null = null;
  let inInput: ((p: number, q: number) => number) | null = null;
  return ([p, q]) => {
    at ??= densityAt(subject, map.kind === 'distance' ? { ...map, space: 'slice' } : map);
    if (map.kind !== 'distance') return { value: at(p, q), inInput: null };
    inInput ??= densityAt(subject, { ...map, space: 'input' });
    return { value: at(p, q), inInput: inInput(p, q) };
  };
}

const watched = ({ lens, session }: LensStore): readonly unknown[] => [
  lens.colour,
  lens.density,
  lens.domain,
  lens.viewport,
  session.result?.generation,
];

const same = (a: readonly unknown[], b: readonly unknown[]): boolean => a.every((value, i) => value === b[i]);

class DensityFlow {
  private readonly client = new DensityClient({
    field: (field) => {
      this.write({ field, progress: null, problem: null });
      if (this.fine) this.context.activity.end('density');
      else this.refine('seen');
    },
    progress: (progress) => this.write({ progress }),
    error: (problem) => {
      this.write({ field: null, progress: null, problem });
      this.context.activity.end('density');
    },
  });
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether the newest request is for the fine field, which waits until the coarse one is seen and nothing has changed for a while. */
  private fine = false;
  private readonly until = new Set<'seen' | 'rested'>();
  private askFine: (() => void) | null = null;

  constructor(private readonly context: Context) {}

  follow(): void {
    const { lens, session } = this.context.store.getState();
    const { result } = session;
    const map = densityMapOf(lens);
    // Of a large network the map is of the faces alone: the field would ask it at thousands of places.
    if (!map || !result?.complex || isLarge(result.network)) {
      this.stop();
      return;
    }
    const subject = { network: result.network, slice: result.slice, edges: result.complex };
    this.begin(lens, result, map);
    this.askFine = () => this.ask(subject, map, gridFor(lens, FINE), true);
    clearTimeout(this.timer);
    this.until.add('seen').add('rested');
    this.timer = setTimeout(() => this.refine('rested'), REST_MS);
    this.ask(subject, map, gridFor(lens, COARSE), false);
  }

  private refine(came: 'seen' | 'rested'): void {
    this.until.delete(came);
    if (this.until.size === 0) this.askFine?.();
  }

  /** The field that is shown stays until the next one is there, unless the colours are others. */
  private begin(lens: LensState, { generation, ...result }: PartitionResult, map: DensityMap): void {
    const { density } = this.context.store.getState().session;
    const known = density?.generation === generation && JSON.stringify(density.map) === JSON.stringify(map);
    this.context.activity.begin('density');
    if (known) {
      this.write({ progress: null, stopped: false, problem: null });
      return;
    }
    const edges = result.complex as NonNullable<typeof result.complex>;
    const at = readerOf({ network: result.network, slice: result.slice, edges }, map);
    const field = density?.map.kind === lens.colour ? density.field : null;
    this.context.setSession({ density: { generation, map, field, progress: null, stopped: false, problem: null, at } });
  }

  private ask(subject: DensitySubject, map: DensityMap, grid: Grid | null, fine: boolean): void {
    this.fine = fine;
    if (grid) this.client.request(subject, map, grid);
    else {
      // Nothing of the domain is in view.
      clearTimeout(this.timer);
      this.client.cancel();
      this.context.activity.end('density');
    }
  }

  /** Leaves it at the coarse field. */
  halt(): void {
    clearTimeout(this.timer);
    this.askFine = null;
    this.client.cancel();
    this.context.activity.end('density');
  }

  private write(change: Partial<DensityState>): void {
    const { density } = this.context.store.getState().session;
    if (density) this.context.setSession({ density: { ...density, ...change } });
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.client.cancel();
    const { store, setSession, activity } = this.context;
    if (store.getState().session.density) setSession({ density: null });
    activity.end('density');
  }

  dispose(): void {
    this.stop();
    this.client.dispose();
  }
}

/** Keeps `session.density` in step. Returns the way to stop. */
export function startDensityFlow(context: Context): () => void {
  const flow = new DensityFlow(context);
  flow.follow();
  const unsubscribe = context.store.subscribe(watched, () => flow.follow(), { equalityFn: same });
  const unwatch = context.store.subscribe(
    ({ session }) => session.density?.stopped === true,
    (stopped) => stopped && flow.halt(),
  );
  return () => {
    unsubscribe();
    unwatch();
    flow.dispose();
  };
}
