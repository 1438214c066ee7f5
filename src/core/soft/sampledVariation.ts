/** Soft codes at some places of a path, where passes take long. */
import type { Network } from '../network/network';
import type { Finding } from '../path/finding';
import { pathPoint } from '../path/read';
import { type SoftPass, softPass } from './pass';
import type { Softness } from './softness';
import { type SoftVariation, VariationSums } from './variationSums';

/** Places besides the start; after how many of them what there is is told. */
const PLACES = 32;
const TOLD = 8;

/**
 * Soft codes at even places of the path through `vertices` from its start to `reached`, in their order. Their variation from place to place
 * is a lower bound of `softVariation`'s; how much is missing is not bounded (`tolerance` is Infinity). Cost: a soft pass a place.
 */
export function* sampledVariation(
  network: Network,
  gates: Softness,
  vertices: readonly Float64Array[],
  reached: number,
  places = PLACES,
): Finding<SoftVariation> {
  const sums = new VariationSums(network);
  let before: SoftPass | null = null;
  for (let i = 0; i <= places; i++) {
    const t = (i / places) * reached;
    const pass = softPass(network, gates, pathPoint(vertices, t));
    sums.add(t, pass, before);
    before = pass;
    const told = i > 0 && (i % TOLD === 0 || i === places);
    yield { share: (i + 1) / (places + 1), found: told ? sums.summary(Infinity) : null };
  }
}
