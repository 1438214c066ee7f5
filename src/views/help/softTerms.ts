/** Terms of soft codes. */
import type { Term } from './term';

export const softTerms = {
  softCode: {
    title: 'Soft code',
    text: 'For each unit the probabilities of its pieces, in place of the one that it is in: for ReLU $t$, the probability of being on. The probability of a whole code is the product over its units. Many codes that get one name an empty set.',
    formula: 't = \\frac{1}{1 + e^{-η z}}',
  },
  beta: {
    title: 'Slider β, from linear to hard',
    text: 'The weight of fit against entropy in choosing a piece. At 0 all pieces are alike and the network is linear, at ½ codes are the posterior (ReLU becomes SiLU), at 1 they are hard and the network is the one of the polytopes. $η$ is the slope of the gate; boundaries are the wider the smaller it is.',
    formula: 'η = \\frac{β}{1 - β}',
  },
  codeEntropy: {
    title: 'Entropy of the code',
    text: 'How undecided the code is, in nats, summed over the units: 0 where it is certain, $ln 2$ for a unit of two pieces on its boundary.',
    formula: 'H = -Σ t ln t',
  },
  softMap: {
    title: 'Soft map',
    text: 'The affine map with each unit’s slope weighted by its soft code. $f(x) = A(x) x + c(x)$ holds exactly for the soft network, and $A(x)$ is the mean of the maps of all codes. It is not the Jacobian, which has the gates’ own change as well. Its distance to the map of the hard code is measured along the slice.',
    formula: 'A(x) = Σ_s p(s|x) A_s',
  },
} as const satisfies Readonly<Record<string, Term>>;
