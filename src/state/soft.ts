/** The gates of a state: how soft what is sliced is. */
import type { Network } from '../core/network';
import { type Softness, softness } from '../core/soft';
import type { SoftSpec } from './softTypes';
import type { LensStore } from './types';

export { FIRST_SOFT } from './softFirst';

const known = new WeakMap<Network, { readonly spec: SoftSpec | null; readonly gates: Softness }>();

/** The gates of a network, or of the layers of it that are sliced, under a spec; the same object for the same two. */
export function gatesUnder(network: Network, spec: SoftSpec | null): Softness {
  const before = known.get(network);
  if (before && before.spec === spec) return before.gates;
  const first = network.layersBefore ?? 0;
  const betaOf = (layer: number): number | null => spec?.layers[layer] ?? spec?.beta ?? null;
  const gates = softness(network, { layers: network.layers.map((_, i) => betaOf(first + i)) });
  known.set(network, { spec, gates });
  return gates;
}

/** The gates in force of what is sliced. */
export const gatesOfState = ({ lens, session }: LensStore): Softness => gatesUnder(session.network, lens.soft);
