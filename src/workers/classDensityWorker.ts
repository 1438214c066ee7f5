/** The worker of the densities by class: plumbing only. What runs when is decided by `densityRunner`. */
import '../core/network/programOp';
import type { ToClassDensityWorker } from './classDensityProtocol';
import { ClassDensityRunner } from './classDensityRunner';
import { messageTurns } from './turns';

declare const self: DedicatedWorkerGlobalScope;

const runner = new ClassDensityRunner({
  send: (message) => self.postMessage(message),
  ...messageTurns(),
});

self.onmessage = ({ data }: MessageEvent<ToClassDensityWorker>) => runner.receive(data);
