/** What soft fields of a state ask for, in the engine's terms: without its code, which comes when something is soft. */
import type { LayerBetas, SoftQuantity } from '../core/soft';
import { isSoftMode } from './colourModes';
import type { LensState } from './types';

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
