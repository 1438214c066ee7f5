import { isSmooth } from '../core/network';
import { isLarge } from './large';
import type { LensStore } from './types';

/** Whether there is anything soft to be inspected: the lens is on, or an activation is smooth of its own. Not of large networks. */
export const hasSoftCode = ({ lens, session }: LensStore): boolean =>
  !isLarge(session.network) &&
  (lens.soft !== null || session.network.layers.some(({ activation }) => isSmooth(activation)));
