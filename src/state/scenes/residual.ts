/** A residual network in the plane: a graph that is trained on the page. Loaded with its scene. */
import { residualGraph } from '../../core/graph/residual';
import { EMPTY_LENS } from '../defaults';
import { builtOf, graphNetworkOf } from '../graphs/build';
import type { LensState } from '../types';
import { adam, generated, plane } from './planar';

const SPIRALS = generated('spirals', 400, 0.012, 5);
const NETWORK = { name: 'residual', inputs: 2, width: 16, blocks: 2, outputs: 1, seed: 2, bias: 0.4 } as const;

/** Network, data and first state of the scene `id`. */
export function residualParts(id: string) {
  const made = builtOf(residualGraph(NETWORK));
  if (!made.ok) throw new Error(made.message);
  const initial: LensState = {
    ...EMPTY_LENS,
    scene: id,
    slice: { kind: 'axes', axes: [0, 1] },
    ...plane([0.31, -0.18]),
    training: adam(0.005, 64),
  };
  const data = SPIRALS.data();
  return { network: made.built.network, graph: graphNetworkOf(made.built), data, initial, dataSpec: SPIRALS.made };
}
