import type { Context } from '../context';
import { parseLensState } from '../schema';
import type { LensState } from '../types';

/**
 * Sets parts of the state if the whole is still valid; else tells and keeps what was. Not for networks, weights and data,
 * which are left out of the check, as they may be large.
 */
export function setChecked({ store, set, notify }: Context, change: Partial<LensState>): void {
  const result = parseLensState({ ...store.getState().lens, ...change, network: null, weights: null, dataSpec: null });
  if (!result.ok) {
    notify('error', `${result.message}: nothing was changed`);
    return;
  }
  const keys = Object.keys(change) as (keyof LensState)[];
  set(Object.fromEntries(keys.map((key) => [key, result.state[key]])));
}
