import { codeLayout, type Network } from '../../core/network';

/** A pass through a network with more units takes too long for the page's thread. */
const MOST_UNITS = 2e5;

/** Whether a point of a network is inspected by a worker, and its map in parts. Cost: its layers. */
export const isLargeNetwork = (network: Network): boolean => codeLayout(network).units > MOST_UNITS;
