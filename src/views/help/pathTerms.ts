/** Terms of paths, attacks, experiments and of the polytope in all inputs. */
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
    text: 'Within the slice it is exact: the nearest edge between polytopes of different classes. In all inputs it is bounded: from below by the nearest boundary of a unit, up to which the map is one, from above by the first change of class on the way of the attack. Where the classes draw level before any unit changes, the two agree. Of a large network there is only a bound from above, by halving that way.',
    formula: '\\frac{f_c - f_k}{‖a_c - a_k‖}',
  },
  classDensity: {
    title: 'Density within and between classes',
    text: 'Pairs of data points are joined by straight lines, in the inputs or in a layer’s activations; what is crossed is divided by the length. The ratio tells whether boundaries lie thicker between classes than within them (1: they do not care); beside the untrained network it tells of training. Exact crossings and the Hamming distance, their lower bound, stand apart. Of large networks a random part of each line is walked.',
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
  facet: {
    title: 'Facet',
    text: 'A side of the polytope in all inputs. Each is proved by a witness: a point on it that is clear of all other constraints, checked in float64. Behind it a unit changes its piece, and the map by a matrix of rank 1. The foot is the point of the facet’s hyperplane nearest to the input; where it is inside, the distance is that of the facet. A step across is straight, and crosses no other boundary.',
    formula: 'ΔA = u v^T',
  },
  redundant: {
    title: 'Redundant constraint',
    text: 'A unit whose hyperplane misses the polytope: others keep the inputs away from it. The proof is a sum of other constraints, with multipliers $λ ≥ 0$ from a linear program, that implies it. What neither proof decides in float64 is listed as undecided.',
    formula: 'Σ λ_j n_j = n_i, Σ λ_j b_j ≤ b_i',
  },
  chebyshev: {
    title: 'Chebyshev centre',
    text: 'The middle of the largest ball that fits into the polytope (within the box, where there is one). Its radius says how much room there is. An unbounded polytope may have no largest ball.',
    formula: 'max r, n_i · x + r ≤ b_i',
  },
  box: {
    title: 'Box',
    text: 'Bounds for each input, between which the polytope is looked at: the least and largest value among the data, what a pixel can be, or what is typed. An input that is the same in all data gets the mean range of the others about its value. Within a box facets may be fewer, and there is a volume: exact for two inputs, estimated by random walks with its standard error up to 20.',
    formula: 'l_k ≤ x_k ≤ u_k',
  },
  recession: {
    title: 'Bounded or not',
    text: 'A polytope is unbounded where some direction never meets a facet. With more inputs than units in layer 1 there are always such: no unit sees them. Their number is that of the inputs less the rank of the normals.',
    formula: 'n_i · y ≤ 0 \\text{for all} i',
  },
  trail: {
    title: 'Trail',
    text: 'The walk from polytope to polytope, step by step, each across one facet. Shown as a path it goes into the link, is walked exactly, and crosses these units and no others. With hundreds of inputs a link has room for a step or two; a lens file holds all.',
  },
} as const satisfies Readonly<Record<string, Term>>;
