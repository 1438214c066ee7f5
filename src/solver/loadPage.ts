import load from 'highs';
import wasm from 'highs/runtime?url';
import type { LinearSolver } from '../core/polytope';
import { highsSolver } from './highsSolver';

/** Loads HiGHS in a page or a module worker, with the wasm file of this build. Import this file when a solver is needed. */
export async function loadSolver(): Promise<LinearSolver> {
  return highsSolver(await load({ locateFile: () => new URL(wasm, self.location.href).href }));
}
