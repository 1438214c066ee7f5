/** Whether codes are empty: asked of a worker that loads the linear solver, when somebody wants to know. */
import { useEffect, useRef, useState } from 'react';
import type { Network } from '../../../core/network';
import { createSoftCodes, type KnownStatus, type SoftCodesAnswer } from '../../../state/softCodes';

export interface Statuses {
  statusOf(code: Uint32Array): KnownStatus | undefined;
  /** Null: nothing is asked at present. */
  readonly running: { readonly done: number; readonly of: number } | null;
  readonly fault: string | null;
  check(codes: readonly Uint32Array[], x: Float64Array): void;
  cancel(): void;
}

interface Known {
  readonly network: Network;
  readonly statuses: ReadonlyMap<string, KnownStatus>;
}

interface Run {
  readonly network: Network;
  readonly keys: readonly string[];
  readonly done: number;
}

const keyOf = (code: Uint32Array): string => code.join();

/** What is known is of one network and is forgotten with it, and what is asked is stopped. */
export function useStatuses(network: Network): Statuses {
  const [known, setKnown] = useState<Known>({ network, statuses: new Map() });
  const [run, setRun] = useState<Run | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const asked = useRef<readonly string[]>([]);
  const client = useRef<ReturnType<typeof createSoftCodes> | null>(null);
  // The worker goes with the network that it was asked about.
  useEffect(() => {
    const answer = (said: SoftCodesAnswer): void => {
      if (said.kind === 'status') {
        const key = asked.current[said.index] ?? '';
        setKnown((before) => {
          const statuses = new Map(before.network === network ? before.statuses : []);
          return { network, statuses: statuses.set(key, said.status) };
        });
        setRun((before) => before && { ...before, done: said.index + 1 });
      } else if (said.kind === 'done' || said.kind === 'error') {
        setRun(null);
        setFault(said.kind === 'error' ? said.message : null);
      }
    };
    const own = createSoftCodes(answer);
    client.current = own;
    return () => {
      own.dispose();
      client.current = null;
      setRun(null);
    };
  }, [network]);
  return {
    statusOf: (code) => (known.network === network ? known.statuses.get(keyOf(code)) : undefined),
    running: run && { done: run.done, of: run.keys.length },
    fault,
    check(codes, x) {
      const keys = codes.map(keyOf);
      asked.current = keys;
      setFault(null);
      setRun({ network, keys, done: 0 });
      client.current?.ask({ kind: 'statuses', network, codes, x });
    },
    cancel() {
      client.current?.cancel();
      setRun(null);
    },
  };
}
