/** Terms of training with soft codes. */
import type { Term } from './term';

export const softTrainingTerms = {
  smoothTraining: {
    title: 'Training smooth layers',
    text: 'GELU, SiLU (swish), softplus, sigmoid and tanh are trained as they are, and loss and accuracy are those of the smooth network. What is cut exactly are the polytopes of its hard limit: the same weights with ReLU in place of GELU, swish and softplus, and with steps in place of sigmoid and tanh. tfjs is compared with the soft forward pass.',
  },
  learnedBeta: {
    title: 'Learned β',
    text: 'A hard layer that is softened by β gives $u · σ(η u)$ in place of $max(0, u)$: at ½ that is SiLU, towards 1 it is ReLU again. β may be fixed at what “Hard to soft” shows, or learned with the weights: one of all layers, or one of each. What is learned is $ρ = ln η$, so that every step leaves β between 0 and 1. It comes back with the weights, and the sliders move.',
    formula: 'β = σ(ρ), η = β / (1 - β) = e^ρ',
  },
  hardLimit: {
    title: 'Hard limit',
    text: 'The spline that a smooth activation softens, which it tends to where its gate gets steeper (β towards 1): ReLU for GELU, swish and softplus, a step for sigmoid (from 0 to 1) and tanh (from −1 to 1). Smooth networks have no polytopes of their own, but probabilities of being in each of these.',
  },
} as const satisfies Readonly<Record<string, Term>>;
