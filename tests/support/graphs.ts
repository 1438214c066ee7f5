/** Small random graphs of every exact op, by seed. */
import { type CheckedGraph, checkGraph, GraphError, sizeOf } from '../../src/core/graph';
import { createRandom } from '../../src/core/math/random';
import { activation, conv, Growing, normals, pick, STEPS, type Step } from './graphSteps';

/** What a step adds; null where it does not fit the shape at hand. */
function tried(g: Growing, step: Step, from: string): string | null {
  try {
    return step(g, from);
  } catch (error) {
    if (error instanceof GraphError) return null;
    throw error;
  }
}

/** A random DAG of about `steps` nodes on a picture of 3 × 3, with a dense read-out. */
export function randomGraph(seed: number, steps = 6): CheckedGraph {
  const random = createRandom(seed);
  const channels = pick(random, ['first', 'last'] as const);
  const g = new Growing(random, channels, channels === 'first' ? [1, 3, 3] : [3, 3, 1]);
  let at = conv(g, 'x');
  at = activation(g, at);
  for (let i = 0; i < steps; i++) {
    const next = tried(g, pick(random, STEPS), at);
    if (next !== null && sizeOf(g.shape(next)) <= 60) at = next;
    else g.nodes.splice(g.nodes.findIndex(({ name }) => name === at) + 1);
  }
  at = g.add({ op: 'reshape', name: g.name('flat'), inputs: [at], shape: [sizeOf(g.shape(at))] });
  const features = sizeOf(g.shape(at));
  at = g.add({
    op: 'dense',
    name: g.name('dense'),
    inputs: [at],
    units: 3,
    weights: normals(random, 3 * features, 0.5),
    bias: normals(random, 3, 0.3),
  });
  return checkGraph({ name: `graph ${seed}`, nodes: g.nodes, output: at });
}
