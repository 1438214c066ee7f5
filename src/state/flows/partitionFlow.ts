/** Network, slice or domain change → partition worker → result in the store. */
import type { PartitionJob, PartitionPieces } from '../../workers/protocol';
import type { Context } from '../context';
import type { LensStore, PartitionResult } from '../types';

export interface PartitionFlow {
  cancel(): void;
  dispose(): void;
}

/** What the partition depends on; a new domain object asks again even when its corners are the same. */
const inputs = ({ lens, session }: LensStore) =>
  [session.network, session.slice, lens.domain, lens.upToLayer, lens.decision] as const;

type Inputs = ReturnType<typeof inputs>;

const same = (a: Inputs, b: Inputs): boolean => a.every((value, i) => value === b[i]);

/** Trained weights and dragged slices follow one another; everything else makes the old picture wrong at once. */
function follows(
  [network, slice, , upTo, decision]: Inputs,
  [before, sliceBefore, , upToBefore, decisionBefore]: Inputs,
): boolean {
  const sameShape =
    network.name === before.name &&
    network.layers.length === before.layers.length &&
    network.layers.every((layer, i) => layer.outputSize === before.layers[i]?.outputSize);
  const sameSpace = slice.origin.length === sliceBefore.origin.length;
  return sameShape && sameSpace && upTo === upToBefore && decision === decisionBefore;
}

function resultOf(job: PartitionJob, generation: number, pieces: PartitionPieces): PartitionResult {
  return { generation, network: job.network, slice: job.slice, ...pieces, certificate: null };
}

export function startPartitionFlow(context: Context): PartitionFlow {
  const { store, activity } = context;
  const client = context.surroundings.createPartitionClient({
    progress: (_, faces) => context.setSession({ progress: faces }),
    pieces(job, generation, pieces) {
      context.setSession({ result: resultOf(job, generation, pieces), progress: null, fault: null });
    },
    certificate(generation, certificate) {
      const { result } = store.getState().session;
      if (result?.generation === generation) context.setSession({ result: { ...result, certificate } });
    },
    error(message) {
      context.setSession({ progress: null, fault: message });
      context.notify('error', `Partition: ${message}`);
    },
    settled() {
      context.setSession({ progress: null });
      activity.end('partition');
    },
  });
  client.warm();

  const request = (now: Inputs, before: Inputs): void => {
    const { lens, session } = store.getState();
    if (session.phase === 'loading') return;
    const [network, slice, domain, upToLayer, decision] = now;
    activity.begin('partition');
    if (!session.result) context.setSession({ progress: 0, fault: null });
    client.request({
      network,
      slice,
      domain,
      options: {
        ...(upToLayer === null ? {} : { upToLayer: upToLayer - lens.space }),
        ...(decision && lens.decision ? { decision: { threshold: 0 } } : {}),
      },
      urgency: session.result && follows(now, before) ? 'follow' : 'now',
    });
  };

  const stop = store.subscribe(inputs, request, { equalityFn: same });
  return {
    cancel: () => client.cancel(),
    dispose() {
      stop();
      client.dispose();
    },
  };
}
