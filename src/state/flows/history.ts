import type { Network } from '../../core/network';
import type { TrainingReport } from '../../workers/modelProtocol';
import type { LensStore, PartitionResult, TrainingStatus } from '../types';

type Entry = TrainingStatus['history'][number];

const MOST = 500;

/** Appends an entry; a full history loses every second one, so that it covers the whole training at a coarser step. */
export function extendHistory(history: readonly Entry[], entry: Entry): readonly Entry[] {
  const known = history.filter(({ step }) => step < entry.step);
  const kept = known.length < MOST ? known : known.filter((_, i) => i % 2 === 0);
  return [...kept, entry];
}

const facesOf = ({ complex, interval }: Pick<PartitionResult, 'complex' | 'interval'>): number =>
  complex ? complex.areas.length : Math.max(0, (interval?.vertices.length ?? 1) - 1);

/** The training step that a network in force came from: what is cut may be some steps behind. */
const steps = new WeakMap<Network, number>();

/** Notes that a network is that of a step, and hands on what it is a part of. */
export function ofStep<T extends { readonly network: Network }>(step: number, parts: T): T {
  steps.set(parts.network, step);
  return parts;
}

/**
 * The history with a report, if it has a loss; of a step known already the newest says how well
 * the network does, with another β perhaps. Its polytopes are counted when they are cut; 0 until then.
 */
export function historyAfter({ lens, session }: LensStore, { step, loss, accuracy }: TrainingReport): readonly Entry[] {
  const { history } = session.training;
  if (loss === null) return history;
  const at = history.findIndex((entry) => entry.step === step);
  const known = history[at];
  if (known)
    return known.loss === loss && known.accuracy === accuracy
      ? history
      : history.with(at, { ...known, loss, accuracy });
  const { result, network } = session;
  const faces = result && step === lens.step && result.network === network ? facesOf(result) : 0;
  return extendHistory(history, { step, loss, accuracy, faces });
}

/** The history with the polytopes of a result under the step that its network came from; the same where it names none. */
export function historyCounted(history: readonly Entry[], result: PartitionResult): readonly Entry[] {
  const step = steps.get(result.network);
  const at = history.findIndex((entry) => entry.step === step);
  const entry = history[at];
  const faces = facesOf(result);
  return entry && entry.faces !== faces ? history.with(at, { ...entry, faces }) : history;
}
