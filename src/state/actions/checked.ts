import type { Context } from '../context';
import { EMPTY_LENS } from '../defaults';
import { parseLensState } from '../schema';
import type { LensState } from '../types';

/**
 * Sets parts of the state if they are valid; else tells and keeps what was. What is in force is valid already, so that a drag
 * does not pay for it: no part's check looks at another part.
 */
export function setChecked({ store, set, notify }: Context, change: Partial<LensState>): void {
  const result = parseLensState({ ...EMPTY_LENS, scene: store.getState().lens.scene, ...change });
  if (!result.ok) {
    notify('error', `${result.message}: nothing was changed`);
    return;
  }
  const keys = Object.keys(change) as (keyof LensState)[];
  set(Object.fromEntries(keys.map((key) => [key, result.state[key]])));
}
