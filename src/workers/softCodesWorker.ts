/** The worker of soft codes: plumbing only. What it does is decided by `softCodesService`. */
import '../core/network/programOp';
import { copyArrays } from './copyArrays';
import { NetworkReceiver, type Posted } from './networkOnce';
import type { SoftCodesAnswer, SoftCodesJob } from './softCodesProtocol';
import { runSoftCodesJob } from './softCodesService';

declare const self: DedicatedWorkerGlobalScope;

const receiver = new NetworkReceiver();

self.onmessage = ({ data }: MessageEvent<Posted<SoftCodesJob>>) =>
  void runSoftCodesJob(
    { ...data, network: receiver.received(data.network) },
    {
      now: () => performance.now(),
      loadSolver: async () => (await import('../solver/loadPage')).loadSolver(),
      send(answer) {
        // Copies: a point may be a window on the solver's memory, which stays here.
        const transfer: ArrayBuffer[] = [];
        self.postMessage(copyArrays(answer, transfer) as SoftCodesAnswer, transfer);
      },
    },
  );
