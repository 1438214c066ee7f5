/** What soft fields can show, and whether a network has it: what the first picture needs of them. */
import { codeLayout, type Network } from '../network/network';

/**
 * Entropy of the code in nats (of all layers, one, or one of its units), probability of the most likely code, expected number
 * of active units, distance of the soft map to that of the hard code, one output. Layers from 1 in the network asked.
 */
export type SoftQuantity =
  | { readonly kind: 'entropy'; readonly layer: number | null; readonly unit: number | null }
  | { readonly kind: 'likeliest' | 'active' | 'distance' }
  | { readonly kind: 'output'; readonly index: number };

/** Why a network has no such number, in words; null where it has. */
export function quantityFault(network: Network, quantity: SoftQuantity): string | null {
  if (quantity.kind === 'output')
    return quantity.index < network.outputSize ? null : `output ${quantity.index} does not exist`;
  if (quantity.kind !== 'entropy' || quantity.layer === null) return null;
  const { layer, unit } = quantity;
  const named = layer + (network.layersBefore ?? 0);
  const gated = codeLayout(network).gated.find((entry) => entry.layer === layer);
  if (!gated) return `layer ${named} does not exist, has no pieces or is not sliced`;
  return unit === null || unit < gated.size ? null : `unit ${unit} of layer ${named} does not exist`;
}
