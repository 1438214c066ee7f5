import * as fc from 'fast-check';

/** Asserts a property on seeded runs; a failure prints the seed, the path and the smallest counterexample found. */
export function holds<T>(property: fc.IProperty<T>, seed: number, numRuns: number): void {
  const run: () => unknown = () => fc.assert(property, { seed, numRuns });
  run();
}
