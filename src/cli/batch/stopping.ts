/** Exit codes after a signal, as shells count them: 128 and the signal's number. */
const codes = { SIGINT: 130, SIGTERM: 143 } as const;
const BROKEN_PIPE = 141;

/** Whether a run should end after the line at hand. */
export interface Stop {
  /** The exit code, once it should. */
  code(): number | null;
  /** Lets waiting signals arrive. */
  breathe(): Promise<void>;
  end(): void;
}

/**
 * Listens for interruption, termination and a reader that has gone (`… | head`). Until `end` is called these do not end the
 * process: the run ends itself, at the end of a line.
 */
export function listenForStop(): Stop {
  let code: number | null = null;
  const stop = (name: NodeJS.Signals): void => {
    code ??= codes[name as keyof typeof codes];
  };
  const broken = (error: NodeJS.ErrnoException): void => {
    if (error.code !== 'EPIPE') throw error;
    code ??= BROKEN_PIPE;
  };
  const names = Object.keys(codes) as NodeJS.Signals[];
  for (const name of names) process.on(name, stop);
  process.stdout.on('error', broken);
  return {
    code: () => code,
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    end: () => {
      for (const name of names) process.off(name, stop);
      process.stdout.off('error', broken);
    },
  };
}
