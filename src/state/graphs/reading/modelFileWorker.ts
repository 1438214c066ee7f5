/** Reads and builds one network: plumbing only. */
import { buildHere } from './build';
import type { BuiltFile, FileToBuild } from './protocol';

declare const self: DedicatedWorkerGlobalScope;

const send = (message: BuiltFile): void => self.postMessage(message);

self.onmessage = ({ data }: MessageEvent<FileToBuild>) => {
  buildHere(data).then(
    ({ built: { whole, part, network }, graph }) => send({ ok: true, built: { whole, part, network }, graph }),
    (error: unknown) => send({ ok: false, message: error instanceof Error ? error.message : String(error) }),
  );
};
