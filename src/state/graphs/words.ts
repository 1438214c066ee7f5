import { denseLayers, type Network } from '../../core/network/network';

/** What a network of a graph cannot do, and why. */
export const GRAPH_WEIGHTS = 'The weights of a graph are not trained or changed here.';

/** Whether a network's weights are those of its graph: they are neither trained nor edited, and there is no other time of them. */
export const hasFixedWeights = (network: Pick<Network, 'layers'>): boolean => denseLayers(network) === null;
