/** Random networks of graphs, for round trips. */
import fc from 'fast-check';
import type { GraphNetwork } from '../../../src/state/types';

/** Any text stands for a graph: it is read where the state is put in force. */
export const graphNetwork: fc.Arbitrary<GraphNetwork> = fc.record({
  name: fc.string({ maxLength: 20, unit: 'binary' }),
  precision: fc.constantFrom('float32' as const, 'float64' as const),
  graph: fc.string({ minLength: 1, maxLength: 200, unit: 'binary' }),
});
