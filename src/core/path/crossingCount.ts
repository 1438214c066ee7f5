import { isContinuous, piecewiseLinear } from '../network/activation';
import type { Network } from '../network/network';
import type { Steps } from '../partition/steps';
import { PathTrace } from './trace/pathTrace';
import type { LongTrace } from './trace/types';
import { flatVertices } from './vertices';
import { walkPath } from './walk';

/** Changes along a stretch: a small network's segment is one of them, and a large one's takes some megabytes. */
const CHANGES = 1024;

const COUNTED: LongTrace = {
  firstChanges: CHANGES,
  mostChanges: CHANGES,
  firstLength: 1,
  mostPieces: Infinity,
  countsOnly: true,
};

/**
 * How many crossings `walkPath` finds on a segment, in steps, with nothing kept of any of them. Where units step there is one
 * step, in which all is kept. Throws as `walkPath` does.
 */
export function* countCrossings(network: Network, from: ArrayLike<number>, to: ArrayLike<number>): Steps<number> {
  if (!network.layers.every(({ activation }) => isContinuous(piecewiseLinear(activation))))
    return walkPath(network, [from, to], { slopes: false }).crossings.t.length;
  const trace = new PathTrace(network, flatVertices(network, [from, to]), undefined, COUNTED);
  yield* trace.steps();
  return trace.crossingCount;
}
