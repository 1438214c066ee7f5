/** The proof that β → 1 is the hard network: soft and hard compared at places of the domain, by a worker. */
import type { AgreementQuestion } from '../core/soft';
import { isLarge } from './large';
import { betasOf } from './softField';
import type { LensStore } from './types';

export type { SoftAgreement } from '../core/soft';

/** What a state asks to compare; null of large networks. */
export function agreementQuestion({ lens, session }: LensStore): AgreementQuestion | null {
  const { network, slice } = session;
  return isLarge(network) ? null : { network, slice, domain: lens.domain, betas: betasOf(lens) };
}
