/** Another time of the network beside the one in force: its own worker cuts the same slice by the weights of that step. */
import type { PartitionClient } from '../../workers/partitionClient';
import { fieldSpecOf } from '../colouring';
import type { Context } from '../context';
import { weighted } from '../network';
import { partOf } from '../space';
import type { LensStore } from '../types';
import { comparedSlot, slotEvents } from './colouredSlot';
import { startColourFlow } from './colourFlow';

const inputs = ({ lens, session }: LensStore) =>
  [
    lens.compare,
    lens.space,
    lens.clamps,
    session.slice,
    lens.domain,
    lens.upToLayer,
    lens.decision,
    session.phase,
  ] as const;

class CompareFlow {
  private client: PartitionClient | null = null;
  private readonly stop: () => void;

  constructor(private readonly context: Context) {
    this.stop = context.store.subscribe(inputs, () => this.request(), {
      equalityFn: (a, b) => a.every((value, i) => value === b[i]),
    });
    context.comparedColours = startColourFlow(context, {
      slot: comparedSlot(context),
      client: () => this.client,
      cutAgain: () => this.request(),
    });
    this.request();
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
      network: partOf({ network: weighted(base, lens.compare.weights), data: null }, lens.space, lens.clamps).network,
      slice: session.slice,
      domain: lens.domain,
      options: {
        ...(lens.upToLayer === null ? {} : { upToLayer: lens.upToLayer - lens.space }),
        ...(lens.decision ? { decision: { threshold: 0 } } : {}),
      },
      urgency: session.compared ? 'follow' : 'now',
      field: fieldSpecOf(lens, session.network),
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
    this.context.comparedColours?.dispose();
    this.context.comparedColours = null;
    this.end();
  }
}

/** Returns the way to stop. */
export function startCompareFlow(context: Context): () => void {
  const flow = new CompareFlow(context);
  return () => flow.dispose();
}
