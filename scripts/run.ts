/** Running commands from scripts. */
import { type SpawnSyncOptions, spawn, spawnSync } from 'node:child_process';

export interface RunResult {
  readonly ok: boolean;
  /** Why it did not end well: exit code, signal, time limit or missing command. Empty when ok. */
  readonly reason: string;
}

/** Runs a command in the foreground, its output passed through. */
export function run(command: string, args: readonly string[], options: SpawnSyncOptions = {}): RunResult {
  const { status, signal, error } = spawnSync(command, args, { stdio: 'inherit', ...options });
  if (error) return { ok: false, reason: error.message };
  if (status === 0) return { ok: true, reason: '' };
  return { ok: false, reason: signal ? `ended by ${signal}` : `exit code ${status}` };
}

/** Runs a command beside others; what it wrote, errors included, comes out in one piece when it has ended. */
export function runBeside(command: string, args: readonly string[]): Promise<RunResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const pieces: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => pieces.push(piece));
    child.on('error', (error) => resolve({ ok: false, reason: error.message }));
    child.on('close', (status, signal) => {
      process.stdout.write(Buffer.concat(pieces));
      if (status === 0) resolve({ ok: true, reason: '' });
      else resolve({ ok: false, reason: signal ? `ended by ${signal}` : `exit code ${status}` });
    });
  });
}

/** Runs a package's command (`vite`, `tsc`, …) of this project's node_modules. */
export function runPackage(name: string, ...args: string[]): RunResult {
  return run('npx', ['--no-install', name, ...args]);
}
