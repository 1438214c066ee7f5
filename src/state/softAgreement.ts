/** The proof that β → 1 is the hard network: soft and hard compared at places of the domain, by a worker. */
import type { AgreementQuestion } from '../core/soft';
import { withoutGraph } from '../workers/networkOnce';
import { isLarge } from './large';
import { betasOf } from './softField';
import type { LensStore } from './types';

export type { SoftAgreement } from '../core/soft';

/** What a state asks to compare at once; null of large networks. */
export const agreementQuestion = (state: LensStore): AgreementQuestion | null =>
  isLarge(state.session.network) ? null : longAgreementQuestion(state);

/** What a state asks to compare when it is asked to: of a large network minutes of passes. */
export const longAgreementQuestion = ({ lens, session }: LensStore): AgreementQuestion => ({
  network: withoutGraph(session.network),
  slice: session.slice,
  domain: lens.domain,
  betas: betasOf(lens),
});
