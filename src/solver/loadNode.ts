import type { LinearSolver } from '../core/polytope';
import { highsSolver } from './highsSolver';

/** Loads HiGHS in Node: about a quarter of a second. */
export async function loadSolver(): Promise<LinearSolver> {
  const { default: load } = await import('highs');
  return highsSolver(await load());
}
