/** Another time of the network beside the one in force: its own worker cuts the same slice by the weights of that step. */
import type { PartitionClient } from '../../workers/partitionClient';
import type { Context } from '../context';
import { weighted } from '../network';
import { partOf } from '../space';
import type { LensStore } from '../types';

const inputs = ({ lens, session }: LensStore) =>
  [lens.compare, lens.space, session.slice, lens.domain, lens.upToLayer, lens.decision, session.phase] as const;

export class CompareFlow {
  private client: PartitionClient | null = null;
  private readonly stop: () => void;

  constructor(private readonly context: Context) {
    this.stop = context.store.subscribe(inputs, () => this.request(), {
      equalityFn: (a, b) => a.every((value, i) => value === b[i]),
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
    });
  }

  private createClient(): PartitionClient {
    const { context } = this;
    return context.surroundings.createPartitionClient({
      progress: () => undefined,
      pieces(job, generation, pieces) {
        const { network, slice } = job;
        context.setSession({ compared: { generation, network, slice, ...pieces, certificate: null } });
      },
      certificate(generation, certificate) {
        const { compared } = context.store.getState().session;
        if (compared?.generation === generation) context.setSession({ compared: { ...compared, certificate } });
      },
      error: (message) => context.notify('error', `Other time: ${message}`),
      settled: () => context.activity.end('compare'),
    });
  }

  /** Nothing is compared: the worker and its result go. */
  private end(): void {
    this.client?.dispose();
    this.client = null;
    this.context.activity.end('compare');
    if (this.context.store.getState().session.compared) this.context.setSession({ compared: null });
  }

  dispose(): void {
    this.stop();
    this.end();
  }
}
