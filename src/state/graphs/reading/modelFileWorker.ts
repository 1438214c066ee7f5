/** Reads and builds one network: plumbing only. */
import { buildHere } from './build';
import { openHere } from './open';
import type { BuiltFile, BuiltParts, FileAnswer, FileRequest, FileToBuild, Opened } from './protocol';

declare const self: DedicatedWorkerGlobalScope;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const built = (file: FileToBuild): Promise<BuiltFile> =>
  buildHere(file).then(
    ({ built: { whole, part, network }, graph }) => ({ ok: true, built: { whole, part, network }, graph }),
    (error: unknown) => ({ ok: false, message: messageOf(error) }),
  );

async function opened(file: FileToBuild): Promise<Opened<BuiltParts>> {
  const result = await openHere(file);
  if (!result.ok || !result.made.ok) return result as Opened<never>;
  const { own, built: made } = result.made;
  const { whole, part, network } = made;
  return { ...result, made: { ok: true, built: { whole, part, network }, own } };
}

self.onmessage = ({ data }: MessageEvent<FileRequest>) => {
  const { kind, file } = data;
  (kind === 'scene' ? built(file) : opened(file)).then(
    (answer) => self.postMessage({ kind: 'answer', answer } satisfies FileAnswer),
    (error: unknown) => self.postMessage({ kind: 'failed', message: messageOf(error) } satisfies FileAnswer),
  );
};
