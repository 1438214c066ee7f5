import { denseLayers, type Network } from '../../core/network/network';

/** What a network of a graph cannot do, and why. */
export const GRAPH_WEIGHTS = 'The weights of a graph are changed by node and place.';

/** Whether a network's weights are those of its graph: they are trained, but its layers and weights are not edited one by one. */
export const hasFixedWeights = (network: Pick<Network, 'layers'>): boolean => denseLayers(network) === null;
