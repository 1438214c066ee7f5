/** The softened network of a state, for views and for the model that paints it. */
import type { Network } from '../core/network';
import { isSoft, type SoftQuantity } from '../core/soft';
import type { SoftScalar } from '../workers/modelProtocol';
import { gatesUnder } from './soft';
import type { LensState, SessionState } from './types';

/** Whether the gates in force of a network leave anything soft. */
export const isSoftNetwork = (network: Network, { soft }: Pick<LensState, 'soft'>): boolean =>
  isSoft(gatesUnder(network, soft));

/** A field of the softened network, as the model paints it. */
export function softScalar(
  { soft }: Pick<LensState, 'soft'>,
  { network }: Pick<SessionState, 'network'>,
  quantity: SoftQuantity,
): SoftScalar {
  return {
    kind: 'soft',
    quantity,
    gates: gatesUnder(network, soft),
    held: network.layers.map(({ held }) => held ?? null),
    codeOutput: network.codeOutput ?? null,
  };
}
