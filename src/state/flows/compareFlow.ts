/** Another time of the network beside the one in force: its own worker cuts the same slice by the weights of that step. */
import type { PartitionClient } from '../../workers/partitionClient';
import { fieldSpecOf } from '../colouring';
import type { Context } from '../context';
import { weighted } from '../network';
import { partOf } from '../space';
import type { LensStore } from '../types';
import { comparedSlot, slotEvents } from './colouredSlot';
import { type ColourFlow, startColourFlow } from './colourFlow';

const inputs = ({ lens, session }: LensStore) =>
  [lens.compare, lens.space, session.slice, lens.domain, lens.upToLayer, lens.decision, session.phase] as const;

export class CompareFlow {
  private client: PartitionClient | null = null;
  private readonly stop: () => void;
  private readonly colours: ColourFlow;

  constructor(private readonly context: Context) {
    this.stop = context.store.subscribe(inputs, () => this.request(), {
      equalityFn: (a, b) => a.every((value, i) => value === b[i]),
    });
    this.colours = startColourFlow(context, {
      slot: comparedSlot(context),
      client: () => this.client,
      cutAgain: () => this.request(),
    });
  }

  private request(): void {
    const { context } = this;
    const { lens, session } = context.store.getState();
    const base = context.ground?.base;
    if (!lens.compare || !base || session.phase === 'loading') {
      this.end();
      return;
    }
    context.activity.begin('compare');
    this.client ??= this.createClient();
    this.client.request({
      network: partOf({ network: weighted(base, lens.compare.weights), data: null }, lens.space).network,
      slice: session.slice,
      domain: lens.domain,
      options: {
        ...(lens.upToLayer === null ? {} : { upToLayer: lens.upToLayer }),
        ...(lens.decision ? { decision: { threshold: 0 } } : {}),
      },
      urgency: session.compared ? 'follow' : 'now',
      field: fieldSpecOf(lens),
    });
  }

  private createClient(): PartitionClient {
    const { context } = this;
    return context.surroundings.createPartitionClient({
      ...slotEvents(context, comparedSlot(context)),
      progress: () => undefined,
      error: (message) => context.notify('error', `Other time: ${message}`),
      settled: () => context.activity.end('compare'),
    });
  }

  /** Computes the values of its colours again after they were cancelled. */
  computeColouring(): void {
    this.colours.compute();
  }

  cancelColouring(): void {
    this.colours.cancel();
  }

  /** Nothing is compared: the worker and its result go. */
  private end(): void {
    this.client?.dispose();
    this.client = null;
    this.context.activity.end('compare');
    if (this.context.store.getState().session.compared)
      this.context.setSession({ compared: null, comparedColouring: null });
  }

  dispose(): void {
    this.stop();
    this.colours.dispose();
    this.end();
  }
}
