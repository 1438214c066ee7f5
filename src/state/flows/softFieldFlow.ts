/** β, colours, partition or view change → the soft field over the plane: coarse at once, at every pixel when these rest. */
import type { FieldSamples, Grid } from '../../core/density';
import type { Network } from '../../core/network';
import { quantityFault, type SoftQuantity, softQuantity } from '../../core/soft';
import type { FieldAnswer } from '../../workers/modelProtocol';
import type { Context, FieldWish } from '../context';
import { isLarge } from '../large';
import { paneOf, watchPane } from '../panes';
import { gatesUnder } from '../soft';
import { softQuantityOf } from '../softField';
import { isSoftNetwork, softScalar } from '../softScalar';
import type { LensStore, PartitionResult, Point2, SoftFieldState } from '../types';
import { BandedField, nearestSample } from './bandedField';
import { bearableGrid, coarseSamples, LARGE_FIRST, markField, samplesAfter } from './softFieldGrids';
import { gridFor } from './viewGrid';

const REST_MS = 70;
/** A band of a fine field takes about so long: in between it is seen, and what is newer begins. */
const BAND_MS = 350;
/** A field is made anew where it can have so many times as many columns. */
const FINER = 1.25;
/** What takes no longer is made anew for any more columns. */
const SOON_MS = 3000;

const watched = ({ lens, session }: LensStore): readonly unknown[] => [
  lens.colour,
  lens.soft,
  lens.domain,
  lens.viewport,
  session.result?.generation,
  session.network,
  session.slice,
];

const same = (a: readonly unknown[], b: readonly unknown[]): boolean => a.every((value, i) => value === b[i]);

class SoftFieldFlow {
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** The fine field, which waits until the coarse one is seen and nothing has changed for a while; null before. */
  private fine: BandedField | null = null;
  private seen = false;
  private rested = false;
  private quantity: SoftQuantity | null = null;
  /** How long a place took of late; null: not known of this network. */
  private pace: number | null = null;
  private askedAt = 0;
  private network: Network | null = null;

  constructor(private readonly context: Context) {
    context.fieldCustomer = {
      wish: (output) => (output ? this.outputWish(output) : this.wish()),
      receive: (answer) => this.receive(answer),
      lost: () => context.activity.end('softField'),
    };
  }

  follow(): void {
    const state = this.context.store.getState();
    const { result } = state.session;
    this.quantity = softQuantityOf(state.lens);
    if (
      !this.quantity ||
      !result?.complex ||
      !isSoftNetwork(result.network, state.lens) ||
      quantityFault(result.network, this.quantity)
    ) {
      this.stop();
      return;
    }
    this.begin(state, result);
    if (this.network !== result.network) this.pace = null;
    this.network = result.network;
    this.fine = null;
    this.seen = false;
    this.rested = false;
    clearTimeout(this.timer);
    if (isLarge(result.network)) {
      this.fineOfLarge(LARGE_FIRST, this.context.store.getState().session.softField?.field ?? null);
      this.context.paintFields();
      return;
    }
    this.timer = setTimeout(() => {
      this.rested = true;
      this.refine();
    }, REST_MS);
    this.context.paintFields();
  }

  /** The field that is shown stays until the next one is there, unless the colours are others. */
  private begin({ lens, session }: LensStore, { generation }: PartitionResult): void {
    const { softField } = session;
    const { colour } = lens;
    if (softField?.generation === generation && softField.colour === colour) {
      if (softField.stopped) this.write({ stopped: false });
      return;
    }
    const field = softField?.colour === colour ? softField.field : null;
    const at = (point: Point2): number => this.at(point);
    this.context.setSession({ softField: { generation, colour, field, progress: null, stopped: false, at } });
  }

  /** A pass is long: the field is seen row by row from the first place on, over the one before. */
  private fineOfLarge(samples: number, ground: FieldSamples | null): void {
    const grid = gridFor(this.context.store.getState().lens, samples);
    this.fine = grid && new BandedField(grid, ground);
    if (grid) this.write({ progress: 0 });
  }

  private refine(): void {
    if (!this.seen || !this.rested) return;
    // The first field took what it takes to compile, too: the next is finer in any case, and says how long a place takes.
    const coarse = this.context.store.getState().session.softField?.field;
    const grid = this.fineGrid(FINER * Math.max(coarse?.width ?? 0, coarse?.height ?? 0));
    this.fine = grid && new BandedField(grid, this.context.store.getState().session.softField?.field ?? null);
    this.context.paintFields();
  }

  private now(): number {
    return (this.context.surroundings.now ?? (() => performance.now()))();
  }

  /** `fewest`: along the longer side. */
  private fineGrid(fewest = 0): Grid | null {
    return bearableGrid(this.context.store.getState().lens, paneOf(this.context.store), this.pace, fewest);
  }

  private get isLarge(): boolean {
    return this.network !== null && isLarge(this.network);
  }

  /** By much, or by a little that comes at once: what is seen must not depend on how long the first field took. */
  private canBeFiner(width: number): boolean {
    const grid = this.fineGrid();
    if (!grid) return false;
    const soon = (this.pace ?? 0) * grid.width * grid.height < SOON_MS;
    return grid.width > (soon ? 1 : FINER) * width;
  }

  private wish(): FieldWish | null {
    const { lens, session } = this.context.store.getState();
    const { quantity, fine } = this;
    if (!quantity || !session.softField || session.softField.stopped) return null;
    const band = this.isLarge
      ? BAND_MS / (this.pace || Infinity)
      : this.pace && paneOf(this.context.store)
        ? BAND_MS / this.pace
        : Infinity;
    const grid = fine ? fine.next(band) : gridFor(lens, coarseSamples(session.network, this.pace));
    if (!grid) {
      this.context.activity.end('softField');
      return null;
    }
    this.context.activity.begin('softField');
    this.askedAt = this.now();
    const request = {
      ...grid,
      slice: session.slice,
      layersBefore: lens.space,
      scalar: softScalar(lens, session, quantity),
    };
    return { request, patient: !fine };
  }

  /** The output field of the softened network in place of the other. */
  private outputWish(request: FieldWish['request']): FieldWish | null {
    const { lens, session } = this.context.store.getState();
    if (!lens.soft) return null;
    return { request: { ...request, scalar: softScalar(lens, session, { kind: 'output', index: 0 }) }, patient: true };
  }

  private receive(answer: FieldAnswer): void {
    const { softField } = this.context.store.getState().session;
    if (!softField) return;
    const { width, height, from, to, values } = answer;
    this.pace = Math.max(0, this.now() - this.askedAt) / values.length;
    if (softField.stopped) {
      this.context.activity.end('softField');
      return;
    }
    const { fine } = this;
    if (!fine) {
      this.write({ field: { width, height, from, to, values } });
      markField(width * height);
      this.seen = true;
      this.refine();
      return;
    }
    fine.take(answer);
    // Before the first field of a large network there is nothing to fill it with.
    const field = softField.field || fine.done ? fine.samples() : null;
    this.write({ field, progress: fine.done ? null : fine.share });
    markField(fine.done ? fine.places : 0);
    const next = this.isLarge && fine.done ? samplesAfter(fine, this.pace ?? 0) : null;
    if (next !== null) this.fineOfLarge(next, field);
    if (!fine.done || next !== null) this.context.paintFields();
    else if (this.isLarge) this.context.activity.end('softField');
    // What is compiled with the first field makes it slow: it may have been thought to take too long.
    else if (this.canBeFiner(fine.width)) this.refine();
    else this.context.activity.end('softField');
  }

  /** The value at a place, in float64; of a large network that of the nearest sample, NaN while there is none. */
  private at([p, q]: Point2): number {
    const { lens, session } = this.context.store.getState();
    if (isLarge(session.network)) return nearestSample(session.softField?.field ?? null, [p, q]);
    const quantity = softQuantityOf(lens);
    return quantity
      ? softQuantity(session.network, gatesUnder(session.network, lens.soft), session.slice, quantity)(p, q)
      : NaN;
  }

  private write(change: Partial<SoftFieldState>): void {
    const { softField } = this.context.store.getState().session;
    if (softField) this.context.setSession({ softField: { ...softField, ...change } });
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.quantity = null;
    const { store, setSession, activity } = this.context;
    if (store.getState().session.softField) setSession({ softField: null });
    activity.end('softField');
  }

  dispose(): void {
    this.stop();
    this.context.fieldCustomer = null;
  }
}

/** Keeps `session.softField` in step. Returns the way to stop. */
export function startSoftFieldFlow(context: Context): () => void {
  const flow = new SoftFieldFlow(context);
  flow.follow();
  // An output field of the hard network may be there already.
  if (context.store.getState().lens.colour === 'output') context.paintFields();
  const follow = (): void => flow.follow();
  const unsubscribe = context.store.subscribe(watched, follow, { equalityFn: same });
  const unwatch = watchPane(context.store, follow);
  return () => {
    unsubscribe();
    unwatch();
    flow.dispose();
  };
}
