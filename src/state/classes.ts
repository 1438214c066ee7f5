/** What the densities by class need, and whether those that are known are still those of what is in force. */
import { pairsFault } from '../core/path';
import type { ClassDensities } from './classTypes';
import type { DataSet, LensStore } from './types';

/** Why data have no classes to compare, or null. */
export function classesFault(data: DataSet | null): string | null {
  if (!data) return 'there are no data that this network takes';
  if (data.task === 'regression') return 'the data have numbers to learn, no classes';
  return pairsFault({ count: data.count, labels: data.targets });
}

/** Whether network, clamps or data are others than those that were measured. */
export const isOld = ({ network, data, clamps }: ClassDensities, { lens, session }: LensStore): boolean =>
  network !== session.whole.network || data !== session.whole.data || clamps !== lens.clamps;
