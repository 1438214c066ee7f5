/** Output fields under the polytopes: one request in flight, the newest wish next. */
import type { ModelClient } from '../../workers/modelClient';
import type { FieldAnswer } from '../../workers/modelProtocol';
import type { Context, FieldCustomer, FieldWish } from '../context';
import type { LensStore } from '../types';

/** Samples along the longer side of the domain's box. */
const FIELD_SIZE = 192;

const inputs = ({ lens, session }: LensStore) =>
  [session.network, session.slice, lens.domain, lens.showField, lens.colour, lens.soft, lens.training.beta] as const;

/** Only one output in a plane has a scalar that is drawn as it is. The model knows no clamps. */
const wanted = ({ lens, session }: LensStore): boolean =>
  lens.showField &&
  lens.colour === 'output' &&
  lens.clamps.length === 0 &&
  session.network.outputSize === 1 &&
  session.network.inputSize > 1;

export class FieldPainter {
  private inFlight = false;
  private again = false;
  private generation = 0;
  /** Whether what is on its way is waited for, or given up for a newer wish. */
  private patient = true;
  private receiver: FieldCustomer | null = null;
  private readonly stop: () => void;

  constructor(
    private readonly context: Context,
    /** The client once it is ready. */
    private readonly client: () => ModelClient | null,
  ) {
    context.paintFields = () => this.request();
    // A customer of its own follows what it needs.
    this.stop = context.store.subscribe(inputs, () => wanted(context.store.getState()) && this.request(), {
      equalityFn: (a, b) => a.every((value, i) => value === b[i]),
    });
  }

  request(): void {
    const state = this.context.store.getState();
    const client = this.client();
    if (!client) return;
    const { fieldCustomer } = this.context;
    const own = wanted(state) ? outputRequest(state) : null;
    const wish = fieldCustomer?.wish(own) ?? null;
    const request = wish?.request ?? own;
    if (!request) return;
    if (this.inFlight && this.patient) {
      this.again = true;
      return;
    }
    this.inFlight = true;
    this.patient = wish?.patient ?? true;
    this.receiver = wish && !own ? fieldCustomer : null;
    this.context.activity.begin('field');
    client.field({ ...request, generation: ++this.generation });
  }

  receive(field: FieldAnswer): void {
    if (!this.inFlight || field.generation !== this.generation) return;
    this.inFlight = false;
    if (this.receiver) this.receiver.receive(field);
    else this.context.setSession({ field });
    if (this.again) {
      this.again = false;
      this.request();
    }
    if (!this.inFlight) this.context.activity.end('field');
  }

  /** What is on its way will not come, or belongs to another network. */
  forget(): void {
    this.inFlight = false;
    this.again = false;
    this.context.activity.end('field');
    this.context.fieldCustomer?.lost();
  }

  /** Another network is painted: what is on its way is of the one before. */
  renew(): void {
    this.forget();
    this.request();
  }

  dispose(): void {
    this.stop();
    this.forget();
  }
}

function outputRequest({ lens, session }: LensStore): FieldWish['request'] {
  const ps = lens.domain.map(([p]) => p);
  const qs = lens.domain.map(([, q]) => q);
  const from = [Math.min(...ps), Math.min(...qs)] as const;
  const to = [Math.max(...ps), Math.max(...qs)] as const;
  const [width, height] = [to[0] - from[0], to[1] - from[1]];
  const samples = (side: number): number => Math.max(1, Math.round((FIELD_SIZE * side) / Math.max(width, height)));
  return {
    slice: session.slice,
    layersBefore: lens.space,
    from,
    to,
    width: samples(width),
    height: samples(height),
    scalar: { kind: 'output', index: 0 },
  };
}
