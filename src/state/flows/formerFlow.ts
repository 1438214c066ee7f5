/** While units are clamped: the same plane cut without the clamps, in a worker of its own, to be compared with. */
import type { PartitionClient } from '../../workers/partitionClient';
import type { Context } from '../context';
import { partOf } from '../space';
import type { LensStore } from '../types';

/** What the former partition depends on; nothing while no unit is clamped. */
const inputs = ({ lens, session }: LensStore): readonly unknown[] =>
  lens.clamps.length === 0
    ? []
    : [session.whole.network, session.slice, lens.domain, lens.space, lens.upToLayer, lens.decision, session.phase];

const same = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);

const nothing = (): void => undefined;

/** Of the former partition only its pieces are of use. */
const NOTHING_ELSE = {
  progress: nothing,
  certificate: nothing,
  statistics: nothing,
  field: nothing,
  fieldProgress: nothing,
  fieldError: nothing,
  lost: nothing,
};

/** Returns the way to stop. */
export function startFormerFlow(context: Context): () => void {
  const { store, activity, setSession } = context;
  let client: PartitionClient | null = null;

  const stop = (): void => {
    client?.dispose();
    client = null;
    activity.end('former');
    if (store.getState().session.former) setSession({ former: null });
  };

  const start = (): PartitionClient =>
    context.surroundings.createPartitionClient({
      ...NOTHING_ELSE,
      pieces: (_job, _generation, { complex, interval }) => setSession({ former: { complex, interval } }),
      error: (message) => context.notify('error', `Partition without the clamps: ${message}`),
      settled: () => activity.end('former'),
    });

  const request = (wanted: readonly unknown[]): void => {
    const { lens, session } = store.getState();
    if (wanted.length === 0 || session.phase === 'loading') {
      stop();
      return;
    }
    client ??= start();
    activity.begin('former');
    client.request({
      network: partOf(session.whole, lens.space).network,
      slice: session.slice,
      domain: lens.domain,
      options: {
        ...(lens.upToLayer === null ? {} : { upToLayer: lens.upToLayer - lens.space }),
        ...(lens.decision ? { decision: { threshold: 0 } } : {}),
      },
      urgency: 'follow',
    });
  };

  request(inputs(store.getState()));
  const unsubscribe = store.subscribe(inputs, request, { equalityFn: same });
  return () => {
    unsubscribe();
    stop();
  };
}
