/** The networks of a job, of which some are made where the pairs are walked. No worker in here. */
import { drawnParameters, trainedNetwork } from '../core/graph/parameters';
import { permutedNetwork } from '../core/graph/permuted';
import type { Network } from '../core/network';
import type { ClassDensityJob, MadeNetwork } from './classDensityProtocol';

/** The networks themselves; what is made of the first one has its clamps. Throws a RangeError where its graph is missing. */
export function networksOf({ networks }: Pick<ClassDensityJob, 'networks'>): readonly Network[] {
  const [first] = networks;
  if (!first || 'kind' in first) throw new RangeError('the first network must be one itself');
  return networks.map((network) => ('kind' in network ? clampedAs(made(first, network), first) : network));
}

function made(of: Network, how: MadeNetwork): Network {
  if (how.kind === 'permuted') return permutedNetwork(of, how.seed);
  if (!of.graph) throw new RangeError('weights are drawn for a graph alone');
  return trainedNetwork(of, drawnParameters(of.graph, how));
}

/** Layers of one graph hold the same units. */
const clampedAs = (network: Network, { layers }: Network): Network => ({
  ...network,
  layers: network.layers.map((layer, l) => {
    const held = layers[l]?.held;
    return held ? { ...layer, held } : layer;
  }),
});
