/** What soft fields of a state ask for, in the engine's terms. */
import type { Network } from '../core/network';
import { isSoft, type LayerBetas } from '../core/soft/softness';
import type { SoftQuantity } from '../core/soft/softQuantity';
import type { SoftScalar } from '../workers/modelProtocol';
import { isSoftMode } from './colourModes';
import { gatesUnder } from './soft';
import type { LensState, SessionState } from './types';

const KINDS = { softLikeliest: 'likeliest', softActive: 'active', softDistance: 'distance' } as const;

/** The number that the colours ask for, layers counted in what is sliced; null in other modes. */
export function softQuantityOf({
  colour,
  soft,
  space,
}: Pick<LensState, 'colour' | 'soft' | 'space'>): SoftQuantity | null {
  if (!isSoftMode(colour)) return null;
  if (colour !== 'softEntropy') return { kind: KINDS[colour] };
  const layer = soft?.entropyLayer ?? null;
  if (layer === null) return { kind: 'entropy', layer, unit: null };
  return { kind: 'entropy', layer: layer - space, unit: soft?.entropyUnit ?? null };
}

/** How soft each layer is, in words of a link: a worker makes the gates of it. */
export const betasOf = ({ soft }: Pick<LensState, 'soft'>): LayerBetas => ({
  beta: soft?.beta ?? null,
  layers: soft?.layers ?? [],
});

/** Whether the gates in force of a network leave anything soft. */
export const isSoftNetwork = (network: Network, { soft }: Pick<LensState, 'soft'>): boolean =>
  isSoft(gatesUnder(network, soft));

/** A field of the softened network, as the model paints it. */
export function softScalar(
  { soft }: Pick<LensState, 'soft'>,
  { network }: Pick<SessionState, 'network'>,
  quantity: SoftQuantity,
): SoftScalar {
  return {
    kind: 'soft',
    quantity,
    gates: gatesUnder(network, soft),
    held: network.layers.map(({ held }) => held ?? null),
    codeOutput: network.codeOutput ?? null,
  };
}
