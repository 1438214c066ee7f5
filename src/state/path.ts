/** The path of a state: which inputs it names, whether they fit, where a new one goes. */
import { type Network, tailNetwork } from '../core/network/network';
import { pointInInput } from '../core/slice/slice';
import { firstSecond } from './firstSecond';
import { anchorFault, anchorPoint } from './slices/anchorPoints';
import type { DataSet, LensStore, PathSpec, PathVertex, SessionState } from './types';

/** The space that is sliced, with its data. */
type Ground = Pick<SessionState, 'network' | 'slice' | 'data'>;

/** A vertex in the space that is sliced; it must fit (`pathFault`). */
export const vertexInput = (vertex: PathVertex, { slice, data }: Omit<Ground, 'network'>): Float64Array =>
  vertex.kind === 'slice' ? pointInInput(slice, vertex.at) : anchorPoint(vertex, data);

/** What of a path does not fit the network that is sliced or its data, or null. Points count from 1. */
export function pathFault({ vertices, layer }: PathSpec, { network, data }: Ground): string | null {
  for (const [i, vertex] of vertices.entries()) {
    const fault =
      vertex.kind === 'slice' ? null : anchorFault(vertex, `point ${i + 1} of the path`, network.inputSize, data);
    if (fault) return fault;
  }
  const first = network.layersBefore ?? 0;
  const last = first + network.layers.length - 1;
  if (layer === 0 || (layer > first && layer <= last)) return null;
  return last > first
    ? `the path goes through the activations of layer ${layer}: here these are of layers ${first + 1} to ${last}`
    : `the path goes through the activations of layer ${layer}: here there are none`;
}

/** The layers after layer `layer` of the whole network, and how many of what is sliced come before them. */
export function walkedNetwork(network: Network, layer: number): { readonly tail: Network; readonly before: number } {
  const before = layer === 0 ? 0 : layer - (network.layersBefore ?? 0);
  return { tail: before === 0 ? network : tailNetwork(network, before + 1), before };
}

/** The data point nearest to `x` whose class is another than `from`'s winner; −1 where there is none. Cost: one pass. */
function nearestOther(x: Float64Array, winner: number, { inputs, inputSize, count, targets }: DataSet): number {
  let [nearest, least] = [-1, Number.POSITIVE_INFINITY];
  for (let i = 0; i < count; i++) {
    if (targets[i] === winner) continue;
    let distance = 0;
    for (let k = 0; k < inputSize; k++) distance += ((inputs[i * inputSize + k] as number) - (x[k] as number)) ** 2;
    if (distance < least) [nearest, least] = [i, distance];
  }
  return nearest;
}

const winnerOf = (output: Float64Array): number =>
  output.length === 1
    ? Number((output[0] as number) > 0)
    : output.reduce((best, value, k) => (value > (output[best] as number) ? k : best), 0);

/**
 * A first path: from the selected input to the second one; without a second one to the nearest data point of another class,
 * or to the middle of what is in view.
 */
export function pathStart({ lens, session }: LensStore): PathSpec {
  const from: PathVertex = { kind: 'slice', at: lens.point };
  const { data, inspection } = session;
  if (lens.second) return { vertices: [from, { kind: 'slice', at: lens.second }], layer: 0 };
  const nearest =
    data && data.task !== 'regression' && inspection
      ? nearestOther(inspection.x, winnerOf(inspection.output), data)
      : -1;
  const to: PathVertex =
    nearest < 0 ? { kind: 'slice', at: firstSecond(lens) } : { kind: 'mix', terms: [[nearest, 1]] };
  return { vertices: [from, to], layer: 0 };
}
