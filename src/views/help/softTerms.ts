/** Terms of soft codes: from hard to soft. */
import type { Term } from './term';

export const softTerms = {
  softCode: {
    title: 'Soft code',
    text: 'For each unit, the probability of each of its pieces in place of the one that it is on. A ReLU whose code is soft is a swish, for $η = 1$ SiLU; GELU has the gate $Φ(z)$. The hard code chooses the likeliest piece of each unit of the hard network.',
    formula: 't(x) = σ(η z), h = t z',
  },
  beta: {
    title: 'Slider β, from linear to hard',
    text: 'The weight of fit against entropy in choosing a piece. At 0 all pieces are alike and the network is linear, at ½ codes are the posterior (ReLU becomes SiLU), at 1 they are hard and the network is the one of the polytopes. $η$ is the slope of the gate; boundaries are the wider the smaller it is. Smooth activations keep the gate of their own until a $β$ is set.',
    formula: 'η = \\frac{β}{1 - β}',
  },
  codeEntropy: {
    title: 'Entropy of the code',
    text: 'How undecided the units are, in nats: for each unit at most $ln R$ with $R$ pieces, reached on its boundary, and summed over units, since they choose apart. Around a boundary it fills a band whose width goes as $1/η$.',
    formula: 'H(t) = - Σ_j Σ_r t_{j,r} ln t_{j,r}',
  },
  softMap: {
    title: 'Soft map',
    text: 'The product of the local affine map with the mean slopes that the soft code gives. $f(x) = A(x) x + c(x)$ is exact, and $A(x)$ is the mean of the hard maps over all codes, by their probabilities. It is not the Jacobian. Where a code itself is the output (sigmoid, tanh, softmax) it ends: there $A = 0$.',
    formula: 'A(x) = Σ_s p(s|x) A_s',
  },
  jacobian: {
    title: 'Jacobian',
    text: 'How the output of the soft network changes with the input. Beside the soft map it has what the gates themselves change: near a boundary the two differ, far from all boundaries they agree, and with the hard map, too.',
    formula: '∂f/∂x',
  },
  likelyCode: {
    title: 'Most likely code',
    text: 'Units choose apart, so that a code’s probability is a product, and the likeliest codes can be listed without a list of all. Many codes name no input at all: each of the list is marked as realised in the slice, not in this slice, or empty, which a linear program decides.',
    formula: 'p(s|x) = Π_j t_{j,s_j}',
  },
  softVariation: {
    title: 'Variation of soft codes',
    text: 'How much all soft codes change on the way along a path, up and down added. A unit that crosses its boundary from far to far adds 1, so that the sum tends to the number of crossings as $β → 1$. It is a lower bound: the codes are looked at wherever they may turn back, and how much may be missed is said beside it.',
    formula: 'Σ_j ∫ |dt_j|',
  },
  sampledCodes: {
    title: 'Sampled codes',
    text: 'Hard codes drawn at the point, each unit by its own probability, the same for the same seed. The mean of their maps comes nearer to the soft map the more are drawn: on average the distance falls like $1/√n$. The line is that expectation, by the spread of the drawn maps.',
    formula: '‖ \\frac{1}{n} Σ_i A_{s_i} - A(x) ‖_F',
  },
  softBoundary: {
    title: 'Width of a soft boundary',
    text: 'A straight cut through the point, at right angles to its nearest boundary within the slice. The unit’s entropy is largest where its $z$ is 0; the width is the distance between the two places where it is half of that. It shrinks like $1/η$, so that width times $η$ stays: for a unit of layer 1 exactly, for later ones as far as the layers before let it. The full circle is where the hard network has the boundary.',
    formula: '\\text{width} = \\frac{4.181}{η ‖∇z‖}',
  },
} as const satisfies Readonly<Record<string, Term>>;
