/** Running commands from scripts. */
import { type SpawnSyncOptions, spawnSync } from 'node:child_process';

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

/** Runs a package's command (`vite`, `tsc`, …) of this project's node_modules. */
export function runPackage(name: string, ...args: string[]): RunResult {
  return run('npx', ['--no-install', name, ...args]);
}
