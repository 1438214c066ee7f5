import { hasAllGradients } from '../../network/allGradients';
import { forwardCost, LONG_PASS } from '../../network/forwardCost';
import { codeLayout, type Network } from '../../network/network';

/** Whether the half-spaces of a network's polytopes are written out: where they are few enough, and a pass is short. */
export const facetsByMatrix = (network: Network): boolean =>
  hasAllGradients(network) && forwardCost(network) <= LONG_PASS;

/** What a search may cost, in multiplications and values of layers: some ten seconds of a common machine. */
const WORK = 1e10;

/** What one value of a layer costs beside the multiplications that make it. */
const VALUE = 40;

const [FEWEST, MOST] = [150, 20_000];

/** Passes that a search takes unless it is told otherwise: the same on every machine, so that what it finds is. */
export function defaultPasses(network: Network): number {
  const cost = forwardCost(network) + VALUE * codeLayout(network).units;
  return Math.round(Math.min(MOST, Math.max(FEWEST, WORK / cost)));
}

/** Numbers that the vectors of all facets may have: 160 MB. */
export const MOST_NUMBERS = 2e7;
