/** The page's end of the worker of scaled activations: a worker a job, which ends with it. */
import { withoutGraph } from './networkOnce';
import type { ScalingAnswer, ScalingJob } from './scalingPathProtocol';
import { type Handlers, portOf } from './workerPort';

/** Starts a worker on a job and returns the way to end it. */
export type RunScaling = (job: ScalingJob, answer: (answer: ScalingAnswer) => void) => () => void;

export const runScaling: RunScaling = (job, answer) => {
  const worker = new Worker(new URL('./scalingPathWorker.ts', import.meta.url), { type: 'module', name: 'scaling' });
  const handlers: Handlers<ScalingAnswer> = {
    message(said) {
      if (said.kind !== 'part') port.terminate();
      answer(said);
    },
    failure(reason) {
      port.terminate();
      answer({ kind: 'error', message: `the worker stopped (${reason})` });
    },
  };
  const port = portOf(worker, handlers, ({ network }: ScalingJob) => network);
  port.post({ ...job, network: withoutGraph(job.network) });
  return () => port.terminate();
};
