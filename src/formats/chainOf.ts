import { type DenseLayer, denseLayers, type Network } from '../core/network/network';

/** The layers of a chain of dense layers, which the plain formats hold. Throws a RangeError for a network of a graph. */
export function chainOf(network: Network): readonly DenseLayer[] {
  const dense = denseLayers(network);
  if (!dense) throw new RangeError(`${network.name} is a graph of nodes, not a chain of dense layers`);
  return dense;
}
