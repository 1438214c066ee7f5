/** Codes drawn at the point, by a worker: a large network has thousands of maps to make. */
import { useEffect, useRef, useState } from 'react';
import { createSoftCodes, type SampledMaps } from '../../../state/softCodes';
import type { SoftPoint } from '../../../state/softInspection';

export interface Samples {
  /** The newest that came; of an earlier point or setting while `waiting`. */
  readonly found: SampledMaps | null;
  readonly waiting: boolean;
  readonly fault: string | null;
}

interface Answer {
  readonly key: object;
  readonly found: SampledMaps;
}

/** Draws `count` codes with a seed whenever one of the three is another. */
export function useSamples(point: SoftPoint | null, count: number, seed: number): Samples {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [wanted, setWanted] = useState<object | null>(null);
  const asked = useRef<object | null>(null);
  const client = useRef<ReturnType<typeof createSoftCodes> | null>(null);
  useEffect(() => {
    const own = createSoftCodes((said) => {
      if (said.kind === 'samples' && asked.current) setAnswer({ key: asked.current, found: said.samples });
      if (said.kind === 'error') setFault(said.message);
    });
    client.current = own;
    return () => own.dispose();
  }, []);
  useEffect(() => {
    if (!point) return;
    const { network, gates, hard } = point;
    const key = {};
    asked.current = key;
    setWanted(key);
    setFault(null);
    client.current?.ask({ kind: 'samples', network, gates, x: hard.x, count, seed });
  }, [point, count, seed]);
  return { found: answer?.found ?? null, waiting: answer?.key !== wanted && fault === null, fault };
}
