/** In a file of its own, since every network that is opened asks for it. */
import { isLarge } from '../network/large';
import type { Network } from '../network/network';

const PAIRS = 1000;
const LARGE_PAIRS = 40;

/** Pairs that are drawn where nobody says how many. */
export const defaultPairs = (network: Network): number => (isLarge(network) ? LARGE_PAIRS : PAIRS);
