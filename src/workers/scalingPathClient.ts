/** The page's end of the worker of scaled activations: a worker a job, which ends with it. */
import { withoutGraph } from './networkOnce';
import type { ScalingAnswer, ScalingJob } from './scalingPathProtocol';

/** Starts a worker on a job and returns the way to end it. */
export type RunScaling = (job: ScalingJob, answer: (answer: ScalingAnswer) => void) => () => void;

export const runScaling: RunScaling = (job, answer) => {
  const worker = new Worker(new URL('./scalingPathWorker.ts', import.meta.url), { type: 'module', name: 'scaling' });
  const end = (): void => worker.terminate();
  const fail = (reason: string): void => {
    end();
    answer({ kind: 'error', message: `the worker stopped (${reason})` });
  };
  worker.onmessage = ({ data }: MessageEvent<ScalingAnswer>) => {
    if (data.kind !== 'part') end();
    answer(data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    fail(event.message || 'its script could not be loaded or failed');
  };
  worker.onmessageerror = () => fail('a message could not be read');
  worker.postMessage({ ...job, network: withoutGraph(job.network) });
  return end;
};
