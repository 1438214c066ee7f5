/** The gates of a state: how soft what is sliced is. */
import type { Network } from '../core/network';
import { gatesOf, type Softness } from '../core/soft';
import type { SoftSpec } from './softTypes';
import type { LensStore } from './types';

export { FIRST_SOFT } from './firstSoft';

const AS_THEY_ARE = { beta: null, layers: [] } as const;

const known = new WeakMap<Network, { readonly spec: SoftSpec | null; readonly gates: Softness }>();

/** The gates of a network, or of the layers of it that are sliced, under a spec; the same object for the same two. */
export function gatesUnder(network: Network, spec: SoftSpec | null): Softness {
  const before = known.get(network);
  if (before && before.spec === spec) return before.gates;
  const gates = gatesOf(network, spec ?? AS_THEY_ARE);
  known.set(network, { spec, gates });
  return gates;
}

/** The gates in force of what is sliced. */
export const gatesOfState = ({ lens, session }: LensStore): Softness => gatesUnder(session.network, lens.soft);
