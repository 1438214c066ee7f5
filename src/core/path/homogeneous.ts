import { layerPieces } from '../network/held';
import { codeLayout, type Network } from '../network/network';

/**
 * Whether no unit can change its piece along a ray from 0, whatever the ray: no layer up to the last gated one has a bias, and
 * their activations bend at 0 alone and map 0 to 0. Then z(k x) = k z(x) for k ≥ 0. True of a network without gated units.
 */
export function isHomogeneous(network: Network): boolean {
  const last = codeLayout(network).gated.at(-1)?.layer ?? 0;
  return network.layers.slice(0, last).every((layer) => {
    const { thresholds, offsets } = layerPieces(layer);
    return [layer.bias, thresholds, offsets].every((values) => values.every((value) => value === 0));
  });
}
