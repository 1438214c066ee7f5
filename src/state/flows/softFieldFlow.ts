/** β, colours, partition or view change → the soft field over the plane: coarse at once, fine when these rest. */
import { hasContests } from '../../core/network/network';
import { quantityFault, type SoftQuantity, softQuantity } from '../../core/soft';
import type { FieldAnswer } from '../../workers/modelProtocol';
import type { Context, FieldWish } from '../context';
import { gatesUnder } from '../soft';
import { softQuantityOf } from '../softField';
import { isSoftNetwork, softScalar } from '../softScalar';
import type { LensStore, PartitionResult, Point2, SoftFieldState } from '../types';
import { gridFor } from './viewGrid';

/** Samples along the longer side of the part that is in view. */
const COARSE = 64;
const FINE = 320;
const REST_MS = 70;

/** For whoever measures the page: a field came, of so many places. The newest mark alone is kept. */
function markField(places: number): void {
  performance.clearMarks('soft-field');
  performance.mark('soft-field', { detail: places });
}

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
  /** Whether the newest wish is for the fine field, which waits until the coarse one is seen and nothing has changed for a while. */
  private fine = false;
  private seen = false;
  private rested = false;
  private quantity: SoftQuantity | null = null;

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
      // tfjs does not soften largest values of many: their polytopes have the colours of their centroids.
      hasContests(result.network.layers) ||
      quantityFault(result.network, this.quantity)
    ) {
      this.stop();
      return;
    }
    this.begin(state, result);
    this.fine = false;
    this.seen = false;
    this.rested = false;
    clearTimeout(this.timer);
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
    if (softField?.generation === generation && softField.colour === colour) return;
    const field = softField?.colour === colour ? softField.field : null;
    const at = (point: Point2): number => this.at(point);
    this.context.setSession({ softField: { generation, colour, field, progress: null, at } });
  }

  private refine(): void {
    if (!this.seen || !this.rested) return;
    this.fine = true;
    this.context.paintFields();
  }

  private wish(): FieldWish | null {
    const { lens, session } = this.context.store.getState();
    const { quantity } = this;
    if (!quantity || !session.softField) return null;
    const grid = gridFor(lens, this.fine ? FINE : COARSE);
    if (!grid) {
      this.context.activity.end('softField');
      return null;
    }
    this.context.activity.begin('softField');
    const request = {
      ...grid,
      slice: session.slice,
      layersBefore: lens.space,
      scalar: softScalar(lens, session, quantity),
    };
    return { request, patient: !this.fine };
  }

  /** The output field of the softened network in place of the other. */
  private outputWish(request: FieldWish['request']): FieldWish | null {
    const { lens, session } = this.context.store.getState();
    if (!lens.soft) return null;
    return { request: { ...request, scalar: softScalar(lens, session, { kind: 'output', index: 0 }) }, patient: true };
  }

  private receive({ width, height, from, to, values }: FieldAnswer): void {
    const { softField } = this.context.store.getState().session;
    if (!softField) return;
    this.write({ field: { width, height, from, to, values } });
    markField(width * height);
    if (this.fine) {
      this.context.activity.end('softField');
      return;
    }
    this.seen = true;
    this.refine();
  }

  /** The value at a place, in float64. */
  private at([p, q]: Point2): number {
    const { lens, session } = this.context.store.getState();
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
  const unsubscribe = context.store.subscribe(watched, () => flow.follow(), { equalityFn: same });
  return () => {
    unsubscribe();
    flow.dispose();
  };
}
