/** Output fields under the polytopes: one request in flight, the newest wish next. */
import type { ModelClient } from '../../workers/modelClient';
import type { FieldAnswer } from '../../workers/modelProtocol';
import type { Context } from '../context';
import type { LensStore } from '../types';

/** Samples along the longer side of the domain's box. */
const FIELD_SIZE = 192;

const inputs = ({ lens, session }: LensStore) =>
  [
    session.network,
    session.slice,
    lens.domain,
    lens.showField,
    lens.colour,
    // The model has these β only where they take part in the training.
    lens.training.beta,
    lens.training.beta === 'off' ? null : lens.soft,
  ] as const;

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
  private readonly stop: () => void;

  constructor(
    private readonly context: Context,
    /** The client once it is ready. */
    private readonly client: () => ModelClient | null,
  ) {
    this.stop = context.store.subscribe(inputs, () => this.request(), {
      equalityFn: (a, b) => a.every((value, i) => value === b[i]),
    });
  }

  request(): void {
    const state = this.context.store.getState();
    const client = this.client();
    if (!client || !wanted(state)) return;
    if (this.inFlight) {
      this.again = true;
      return;
    }
    this.inFlight = true;
    this.context.activity.begin('field');
    client.field(fieldRequest(state, ++this.generation));
  }

  receive(field: FieldAnswer): void {
    if (!this.inFlight || field.generation !== this.generation) return;
    this.inFlight = false;
    this.context.setSession({ field });
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

function fieldRequest({ lens, session }: LensStore, generation: number) {
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
    scalar: { kind: 'output', index: 0 } as const,
    generation,
  };
}
