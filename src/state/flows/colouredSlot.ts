/** Where a partition and the values that colour it stand in the session: the one in force, or that of another time. */
import { splineCode } from '../../core/network';
import { pointInInput } from '../../core/slice/slice';
import type { PartitionEvents } from '../../workers/partitionClient';
import type { PartitionJob, PartitionPieces } from '../../workers/protocol';
import type { Work } from '../activity';
import { pending } from '../colouring';
import type { Context } from '../context';
import type { Colouring, LensStore, PartitionResult, SessionState } from '../types';

export interface ColouredSlot {
  /** What goes on while its values are awaited. */
  readonly work: Work;
  result(session: SessionState): PartitionResult | null;
  colouring(session: SessionState): Colouring | null;
  write(change: { readonly result?: PartitionResult; readonly colouring?: Colouring | null }): void;
  /** Code of the selected point under its network; null where there is none yet. */
  code(state: LensStore): Uint32Array | null;
}

export const slotInForce = ({ setSession }: Context): ColouredSlot => ({
  work: 'colouring',
  result: ({ result }) => result,
  colouring: ({ colouring }) => colouring,
  write: (change) => setSession(change),
  code: ({ session }) => session.inspection?.code ?? null,
});

export const comparedSlot = ({ setSession }: Context): ColouredSlot => ({
  work: 'comparedColouring',
  result: ({ compared }) => compared,
  colouring: ({ comparedColouring }) => comparedColouring,
  write: ({ result, colouring }) =>
    setSession({
      ...(result === undefined ? {} : { compared: result }),
      ...(colouring === undefined ? {} : { comparedColouring: colouring }),
    }),
  code: ({ lens, session: { compared } }) =>
    compared && splineCode(compared.network, pointInInput(compared.slice, lens.point)),
});

function resultOf(job: PartitionJob, generation: number, { field: _, ...pieces }: PartitionPieces): PartitionResult {
  const { network, slice, domain, options } = job;
  return { generation, network, slice, domain, options, ...pieces, certificate: null, statistics: null };
}

/** Values that came with the pieces, or are still to come. */
function colouringOf({ field }: PartitionJob, generation: number, pieces: PartitionPieces): Colouring | null {
  return field ? { ...pending(generation, field.key), values: pieces.field?.values ?? null } : null;
}

/** The worker's messages about results, put where they belong. */
export function slotEvents(
  { store, activity }: Context,
  slot: ColouredSlot,
): Omit<PartitionEvents, 'progress' | 'error' | 'settled'> {
  const ofResult = (generation: number, change: Partial<PartitionResult>): void => {
    const result = slot.result(store.getState().session);
    if (result?.generation === generation) slot.write({ result: { ...result, ...change } });
  };
  /** Changes the values that are awaited; those of another mode or result are stale. */
  const ofColouring = (generation: number, key: string, change: Partial<Colouring>): void => {
    const colouring = slot.colouring(store.getState().session);
    if (colouring?.generation !== generation || colouring.key !== key || colouring.values) return;
    slot.write({ colouring: { ...colouring, ...change } });
    if (change.values || change.problem) activity.end(slot.work);
  };
  return {
    pieces(job, generation, pieces) {
      const colouring = colouringOf(job, generation, pieces);
      if (colouring?.values === null) activity.begin(slot.work);
      else if (colouring) activity.end(slot.work);
      slot.write({ result: resultOf(job, generation, pieces), ...(colouring ? { colouring } : {}) });
    },
    certificate: (generation, certificate) => ofResult(generation, { certificate }),
    statistics: (generation, statistics) => ofResult(generation, { statistics }),
    field: (generation, { key, values }) => ofColouring(generation, key, { values, progress: null }),
    fieldProgress: (generation, key, progress) => ofColouring(generation, key, { progress }),
    fieldError: (generation, key, problem) => ofColouring(generation, key, { problem, progress: null }),
    lost() {
      const colouring = slot.colouring(store.getState().session);
      if (colouring) ofColouring(colouring.generation, colouring.key, { problem: 'the worker ended', progress: null });
    },
  };
}
