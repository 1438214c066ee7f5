/** Terms of paths, attacks and experiments. */
import type { Term } from './term';

export const pathTerms = {
  path: {
    title: 'Path',
    text: 'A straight line between inputs, or several in a row. Inside a polytope every pre-activation is affine along it, so each place where a unit changes its piece is found exactly: none is sampled, and none is missed. Outputs are straight between these places.',
    formula: 'x(t) = a + t (b - a)',
  },
  density: {
    title: 'Boundary density',
    text: 'Crossings for each unit of length. A unit that crosses its boundary and comes back counts twice, while the codes of the two ends agree in it: so the Hamming distance of the ends is only a lower bound.',
    formula: '\\frac{\\text{crossings}}{‖b - a‖}',
  },
  attack: {
    title: 'Adversarial attack',
    text: 'A small change of the input that changes the answer. FGSM takes one step of length $ε$ along the signs of the loss’s gradient (L2: along the gradient itself). PGD takes several and goes back to the ball of radius $ε$ after each; its answer is the step with the best loss. The gradient is that of the local affine map, in float64. With a target the loss of that class is driven down instead.',
    formula: 'x + ε · \\text{sign}(∇_x \\text{loss})',
  },
  attackDensity: {
    title: 'What an attack crosses',
    text: 'Boundaries on the straight way to the attacked input per unit of Euclidean length, beside 100 straight ways of the same length in random directions. Both are walked exactly; that the directions are a sample is all that is uncertain: the bar is the bootstrap’s 99% interval of their mean.',
  },
  decisionDistance: {
    title: 'Distance to another class',
    text: 'Within the slice it is exact: the nearest edge between polytopes of different classes. In the whole input space it is bounded. From below by the nearest boundary of a unit, up to which the map is one; from above by the first change of class on the way of the attack, found exactly inside a piece, too. Where the classes draw level before any unit changes, the two agree.',
    formula: '\\frac{f_c - f_k}{‖a_c - a_k‖}',
  },
  classDensity: {
    title: 'Density within and between classes',
    text: 'Pairs of data points are joined by straight lines, in the inputs or in a layer’s activations, and what is crossed is divided by the length. The ratio tells whether boundaries lie thicker between classes than within them: 1 means that they do not care. Only beside the untrained network does it say anything about training. Exact crossings and the Hamming distance, their lower bound, are shown apart.',
    formula: '\\frac{\\text{mean density of pairs between classes}}{\\text{mean density of pairs within a class}}',
  },
  bootstrap: {
    title: 'Bootstrap interval',
    text: 'The pairs are drawn anew from themselves 2,000 times, and the mean is taken each time: the middle 99 % of these means are the interval. It says how far chance in the choice of pairs may move the mean, not how another training would differ.',
  },
  permutedWeights: {
    title: 'Permuted weights',
    text: 'The network with the weights of each layer in a random order, and its biases. Every layer keeps the values that it has and loses what they were learnt for: what is left of an effect comes from their sizes alone.',
  },
  scaling: {
    title: 'Scaling an activation',
    text: 'The activation $h$ of a layer is multiplied by $k$, from 0 to 8, and handed to the layers after it. Biases weigh the less the larger $k$ is, so units change their pieces and later activations turn, up to a last crossing. Without biases after it nothing is crossed and nothing turns.',
    formula: 'k ↦ f_{>l}(k · h_l(x)), 0 ≤ k ≤ 8',
  },
} as const satisfies Readonly<Record<string, Term>>;
