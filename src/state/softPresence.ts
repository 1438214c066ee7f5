import { isSmooth } from '../core/network';
import type { LensStore } from './types';

/** Whether there is anything soft to be inspected: the lens is on, or an activation is smooth of its own. */
export const hasSoftCode = ({ lens, session }: LensStore): boolean =>
  lens.soft !== null || session.network.layers.some(({ activation }) => isSmooth(activation));
