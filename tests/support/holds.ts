import * as fc from 'fast-check';

/**
 * Runs of a property. Its seed is its own, so that the tests ask the same of every change; `npm run fuzz` mixes another number
 * into all of them, and says which.
 */
const runsOf = (seed: number, numRuns: number): { seed: number; numRuns: number } => {
  const fuzz = process.env.POLYTOPE_LENS_FUZZ;
  return { numRuns, seed: fuzz === undefined ? seed : Math.imul(seed, 0x9e3779b1) ^ Number(fuzz) };
};

/** Asserts a property on seeded runs; a failure prints the seed, the path and the smallest counterexample found. */
export function holds<T>(property: fc.IProperty<T>, seed: number, numRuns: number): void {
  const run: () => unknown = () => fc.assert(property, runsOf(seed, numRuns));
  run();
}

/** The same for a property that waits. */
export async function holdsAsync<T>(property: fc.IAsyncProperty<T>, seed: number, numRuns: number): Promise<void> {
  await fc.assert(property, runsOf(seed, numRuns));
}
