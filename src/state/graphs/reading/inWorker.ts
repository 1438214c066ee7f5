import type { FileAnswer, FileAnswers, FileRequest } from './protocol';

/**
 * What a worker answers that reads files; it ends with the answer, or with `signal`. Files are moved to it where `move` says so,
 * else copied. Rejects with what failed.
 */
export function inWorker<Kind extends keyof FileAnswers>(
  request: FileRequest<Kind>,
  signal: AbortSignal | null,
  move: boolean,
): Promise<FileAnswers[Kind]> {
  const { folder, main, files } = request.file;
  const name = folder ? `${folder}/${main}` : main;
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./modelFileWorker.ts', import.meta.url), { type: 'module', name: 'model file' });
    const end = (): void => {
      worker.terminate();
      signal?.removeEventListener('abort', abort);
    };
    const fail = (reason: string): void => {
      end();
      reject(new Error(reason));
    };
    const abort = (): void => fail(`${folder || main}: cancelled`);
    worker.onmessage = ({ data }: MessageEvent<FileAnswer>) => {
      if (data.kind === 'failed') return fail(data.message);
      end();
      // To take the message over is enough for one task.
      setTimeout(() => resolve(data.answer as FileAnswers[Kind]));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      fail(`${name}: the worker that reads it stopped (${event.message || 'no reason given'})`);
    };
    if (signal?.aborted) return abort();
    signal?.addEventListener('abort', abort);
    worker.postMessage(request, move ? [...files.values()].map(({ buffer }) => buffer) : []);
  });
}
