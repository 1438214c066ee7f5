/** Network, slice or domain change → partition worker → result in the store. */
import { fieldSpecOf } from '../colouring';
import type { Context } from '../context';
import type { LensStore } from '../types';
import { slotEvents, slotInForce } from './colouredSlot';
import { startColourFlow } from './colourFlow';
import { historyCounted } from './history';
import { Sketches } from './sketches';

export interface PartitionFlow {
  cancel(): void;
  /** Computes the values of the colours again after they were cancelled. */
  computeColouring(): void;
  dispose(): void;
}

/** What the partition depends on; a new domain object asks again even when its corners are the same. */
const inputs = ({ lens, session }: LensStore) =>
  [session.network, session.slice, lens.domain, lens.upToLayer, lens.decision] as const;

type Inputs = ReturnType<typeof inputs>;

const same = (a: Inputs, b: Inputs): boolean => a.every((value, i) => value === b[i]);

/**
 * Trained or edited networks and dragged slices follow one another, as long as their old picture is kept; everything
 * else makes it wrong at once.
 */
function follows([, slice, , upTo, decision]: Inputs, [, sliceBefore, , upToBefore, decisionBefore]: Inputs): boolean {
  const sameSpace = slice.origin.length === sliceBefore.origin.length;
  return sameSpace && upTo === upToBefore && decision === decisionBefore;
}

/** Writes the polytopes of a new result to the step of the training that it belongs to. */
function count({ store, setSession }: Context): void {
  const { result, training } = store.getState().session;
  const history = result ? historyCounted(training.history, result) : training.history;
  if (history !== training.history) setSession({ training: { ...training, history } });
}

/** The client, its messages put into the store. */
function createClient(context: Context, sketches: Sketches) {
  const { activity, setSession, notify } = context;
  const events = slotEvents(context, slotInForce(context));
  return context.surroundings.createPartitionClient({
    ...events,
    progress: (_, faces, share) => setSession({ progress: faces, progressShare: share ?? null }),
    pieces(job, generation, pieces) {
      setSession({ progress: null, fault: null });
      events.pieces(job, generation, pieces);
      sketches.answered(generation);
      count(context);
    },
    error(message) {
      setSession({ progress: null, fault: message });
      notify('error', `Partition: ${message}`);
    },
    settled() {
      setSession({ progress: null });
      sketches.rest();
      activity.end('partition');
    },
  });
}

/** For whoever measures the page: a partition is asked for. The newest mark alone is kept. */
function markAsked(generation: number): void {
  performance.clearMarks('partition-asked');
  performance.mark('partition-asked', { detail: generation });
}

/** Files are fetched for networks that are large as a rule. Returns the way to stop. */
const warmWhileFetching = ({ store }: Context, sketches: Sketches): (() => void) =>
  store.subscribe(
    ({ session }) => session.opening !== null,
    (fetched) => fetched && sketches.warm(),
  );

export function startPartitionFlow(context: Context): PartitionFlow {
  const { store, activity } = context;
  const sketches = new Sketches(context);
  const client = createClient(context, sketches);
  client.warm();

  const request = (now: Inputs, before: Inputs): void => {
    const { lens, session } = store.getState();
    if (session.phase === 'loading') return;
    const [network, slice, domain, upToLayer, decision] = now;
    activity.begin('partition');
    const generation = client.request({
      network,
      slice,
      domain,
      options: {
        ...(upToLayer === null ? {} : { upToLayer: upToLayer - lens.space }),
        ...(decision && lens.decision ? { decision: { threshold: 0 } } : {}),
      },
      urgency: session.result && follows(now, before) ? 'follow' : 'now',
      field: fieldSpecOf(lens, network),
    });
    markAsked(generation);
    sketches.ask({ generation, network, slice, domain });
    // Told only now: what follows the session, as the point's inspection, would hold the workers up.
    if (client.busy && !store.getState().session.result)
      context.setSession({ progress: 0, progressShare: null, fault: null });
  };

  const stop = store.subscribe(inputs, request, { equalityFn: same });
  const unwatch = warmWhileFetching(context, sketches);
  const colours = startColourFlow(context, {
    slot: slotInForce(context),
    client: () => client,
    cutAgain: () => context.set({ domain: [...store.getState().lens.domain] }),
  });
  return {
    cancel() {
      colours.cancel();
      sketches.keep();
      client.cancel();
    },
    computeColouring: () => colours.compute(),
    dispose() {
      stop();
      unwatch();
      colours.dispose();
      sketches.dispose();
      client.dispose();
    },
  };
}
