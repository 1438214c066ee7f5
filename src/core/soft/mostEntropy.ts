/** The largest entropies that soft codes of a network can have: where legends and shares end. */
import { i8, i32 } from '../math/typed';
import { beginsContest } from '../network/contest';
import { FREE } from '../network/held';
import { codeLayout, type Entrants, type GatedLayer, type Network } from '../network/network';

/** In nats: of each gated layer's units, and of the whole code. */
export interface MostEntropy {
  readonly layers: readonly number[];
  readonly total: number;
}

const known = new WeakMap<Network, MostEntropy>();

/**
 * ln of its pieces for each unit that is not clamped. Of contests in all ln of its entrants for each window, in the layer of a round
 * ln 2 for each window that has a match there: a window's matches depend on each other. Clamped matches count as free ones.
 * Cost: units and entrants, once a network.
 */
export function mostEntropy(network: Network): MostEntropy {
  let most = known.get(network);
  if (!most) {
    const { gated } = codeLayout(network);
    const total = gated.reduce((sum, layer) => sum + ofWholeCode(layer), 0);
    most = { layers: gated.map(ofLayer), total };
    known.set(network, most);
  }
  return most;
}

/** Of one unit, by its index in its layer. */
export const mostOfUnit = ({ contest, held, activation }: GatedLayer, unit: number): number =>
  !contest && (held?.[unit] ?? FREE) !== FREE ? 0 : Math.log(activation.thresholds.length + 1);

function ofLayer(layer: GatedLayer): number {
  const { contest, size } = layer;
  if (!contest) return freeUnits(layer) * mostOfUnit({ ...layer, held: new Int8Array() }, 0);
  return (contest.entrants ? playing(contest.entrants) : size) * Math.LN2;
}

function ofWholeCode(layer: GatedLayer): number {
  const { contest } = layer;
  if (!contest) return ofLayer(layer);
  const starts = contest.entrants?.starts;
  if (!starts || !beginsContest(layer)) return 0;
  let sum = 0;
  for (let w = 0; w + 1 < starts.length; w++) {
    const count = i32(starts, w + 1) - i32(starts, w);
    if (count > 1) sum += Math.log(count);
  }
  return sum;
}

function freeUnits({ size, held }: GatedLayer): number {
  if (!held) return size;
  let free = 0;
  for (let j = 0; j < size; j++) if (held[j] === FREE) free++;
  return free;
}

/** Windows of which two meet in the round. */
function playing({ starts, on, match }: Entrants): number {
  let count = 0;
  for (let w = 0; w + 1 < starts.length; w++) {
    let e = i32(starts, w);
    const end = i32(starts, w + 1);
    while (e < end && (i32(match, e) < 0 || i8(on, e) > 0)) e++;
    if (e < end) count++;
  }
  return count;
}
