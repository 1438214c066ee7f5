/** The worker of scaled activations: plumbing only. */
import '../core/network/programOp';
import type { ScalingAnswer, ScalingJob } from './scalingPathProtocol';
import { answerScaling } from './scalingPathService';

declare const self: DedicatedWorkerGlobalScope;

const post = (answer: ScalingAnswer): void => self.postMessage(answer);

self.onmessage = ({ data }: MessageEvent<ScalingJob>) => answerScaling(data, () => performance.now(), post);
