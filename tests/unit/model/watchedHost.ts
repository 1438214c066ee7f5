/** A model on the plain JavaScript backend, and what it is set up with. */
import type { DataSet } from '../../../src/core/data/dataSet';
import type { Network } from '../../../src/core/network';
import type { ActivationSpec } from '../../../src/core/network/activation';
import { initialiseNetwork } from '../../../src/core/network/initialise';
import type { ModelSetup, ModelStatus, TrainingReport } from '../../../src/core/training/model';
import { AS_ACTIVATED } from '../../../src/core/training/trainedBetas';
import { ModelHost } from '../../../src/model/host';

/** A host on the plain JavaScript backend, with everything that it says. */
export function watchedHost() {
  const reports: TrainingReport[] = [];
  const statuses: ModelStatus[] = [];
  const errors: string[] = [];
  const host = new ModelHost(
    {
      onReport: (report) => reports.push(report),
      onStatus: (status) => statuses.push(status),
      onError: (message) => errors.push(message),
    },
    false,
  );
  const until = async (done: () => boolean): Promise<void> => {
    while (!done()) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const last = <T>(list: readonly T[]): T => {
    const item = list.at(-1);
    if (!item) throw new Error('nothing was said');
    return item;
  };
  return { host, reports, statuses, errors, until, report: () => last(reports), status: () => last(statuses) };
}

export const net = (activation: ActivationSpec, widths: readonly number[]): Network =>
  initialiseNetwork({ name: 'x', widths, activation, seed: 4, scheme: 'he', bias: 0.4 });

export const setupOf = (network: Network, data: DataSet | null, learningRate = 0.01): ModelSetup => ({
  network,
  data,
  training: { optimizer: 'adam', learningRate, batchSize: 32, l2: 0, beta: 'off' },
  betas: AS_ACTIVATED,
  initialWeights: null,
  step: 0,
  seed: 1,
});
