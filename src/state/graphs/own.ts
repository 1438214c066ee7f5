/** A graph that was read as the network of a state. */
import { sizeOf } from '../../core/graph/types';
import { precisionOf } from '../../formats/parsedNetwork';
import { MAX_FILE, MAX_PARAMETERS, MAX_WIDTH } from '../limits';
import { networkToCustom } from '../network';
import type { OwnNetwork } from '../types';
import { graphNetworkOf } from './build';
import type { BuiltGraph } from './kept';
import { hasFixedWeights } from './words';

/** Characters of base64 for a parameter as float32. */
const CHARACTERS = 16 / 3;

/** A chain of dense layers is one as any other; else the graph itself is kept. */
export const ownNetworkOf = (built: BuiltGraph): OwnNetwork =>
  hasFixedWeights(built.network) ? graphNetworkOf(built) : networkToCustom(built.network, precisionOf(built.network));

/** Why a network cannot be kept in a state, or null. */
export function tooLarge({ network, whole }: BuiltGraph, parameters: number): string | null {
  const most = hasFixedWeights(network) ? Math.floor(MAX_FILE / CHARACTERS) : MAX_PARAMETERS;
  if (parameters > most) return `${parameters} parameters; this page keeps at most ${most}`;
  const inputs = sizeOf(whole.input.shape);
  if (!hasFixedWeights(network) && inputs > MAX_WIDTH) return `${inputs} inputs; at most ${MAX_WIDTH} are taken`;
  return null;
}
