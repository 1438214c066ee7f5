/** Terms of the soft code at an input. */
import type { Term } from './term';

export const softInspectTerms = {
  softCode: {
    title: 'Soft code',
    text: 'Not which piece a unit is on, but how probable each of its pieces is: for a ReLU one number $t$, the probability of being on. It comes from $β$: at 1 the code is hard, at ½ it is the posterior, at 0 all pieces are alike; $η$ is the slope of the gate. GELU has the gate $Φ(z)$, SiLU $σ(z)$. Layers after a soft one get the soft values, so that their $z$ differs a little from the hard network’s.',
    formula: 't = σ(η z), η = \\frac{β}{1 - β}',
  },
  codeEntropy: {
    title: 'Entropy of the code',
    text: 'How undecided the code is, in nats. A unit of $R$ pieces has at most $\\ln R$, which it reaches on its boundary; far from its boundary it has none. Given the input the units are independent, so that the entropies of a layer, and of the whole code, are sums.',
    formula: 'H(t) = - t \\ln t - (1 - t) \\ln (1 - t)',
  },
  softMap: {
    title: 'Soft map',
    text: 'The product of the local affine map with each unit’s expected slope. With its offset it gives the soft output exactly, and it is the mean of the maps of all codes, each by its probability. The hard map is that of the polytope that the point is in. A sigmoid, tanh or softmax gives the code itself, whose slope is 0: there the soft map ends.',
    formula: 'f(x) = A(x) x + c(x), A(x) = Σ_s p(s|x) A_s',
  },
  jacobian: {
    title: 'Jacobian',
    text: 'How the output changes with the input. It is not the soft map: when the input moves the gates move, too. What that adds is the gate’s derivative term, Jacobian − soft map; it is 0 for a hard network, and for softplus, whose entropy takes it away again.',
    formula: '\\frac{∂f}{∂x} = A(x) + \\text{the gate’s derivative term}',
  },
  likelyCode: {
    title: 'Most likely codes',
    text: 'The probability of a code is the product of its units’. That product knows nothing of geometry: many codes have probability and yet name no polytope. Realised: a polytope of the slice has this code, and a press goes there. Not in this slice: none in the domain has it; then one linear program in all inputs tells whether the code is empty, or realised elsewhere.',
    formula: 'p(s|x) = Π_j t_j^{s_j} (1 - t_j)^{1 - s_j}',
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
