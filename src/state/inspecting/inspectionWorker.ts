/** The worker that inspects points of large networks: plumbing only. */
import '../../core/network/programOp';
import { messageTurns } from '../../workers/turns';
import { InspectionService } from './inspectionService';
import type { PostedInspection, PostedSoft } from './protocol';

declare const self: DedicatedWorkerGlobalScope;

const service = new InspectionService(messageTurns(), (message, transfer) =>
  self.postMessage(message, [...transfer] as ArrayBuffer[]),
);

self.onmessage = ({ data }: MessageEvent<PostedInspection | PostedSoft>) => service.submit(data);
