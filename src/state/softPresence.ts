import { isSoft } from '../core/soft';
import { gatesOfState } from './soft';
import type { LensStore } from './types';

/** Whether there is anything soft to be inspected: the lens is on, or an activation is smooth of its own. */
export const hasSoftCode = (state: LensStore): boolean => state.lens.soft !== null || isSoft(gatesOfState(state));
