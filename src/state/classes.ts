/** What the densities by class need, and whether those that are known are still those of what is in force. */
import { pairsFault } from '../core/path';
import type { ClassDensities } from './classTypes';
import type { LensStore, Whole } from './types';

/** Why a network and its data have no classes to compare, or null. */
export function classesFault({ data }: Pick<Whole, 'data'>): string | null {
  if (!data) return 'there are no data that this network takes';
  if (data.task === 'regression') return 'the data have numbers to learn, no classes';
  return pairsFault({ count: data.count, labels: data.targets });
}

/** What makes numbers old: network, clamps or data are others than those measured, or other pairs are asked for. */
export type Overtaken = 'network' | 'pairs';

/** What is other now than when the densities were measured; null: nothing. */
export function overtaken(result: ClassDensities, { lens, session }: LensStore): Overtaken | null {
  const { whole } = session;
  if (result.network !== whole.network || result.data !== whole.data) return 'network';
  // A link brings a list of its own.
  if (result.clamps !== lens.clamps && result.clamps.join() !== lens.clamps.join()) return 'network';
  const { pairs, seed } = lens.experiments;
  return result.pairs === pairs && result.seed === seed ? null : 'pairs';
}
