/**
 * Every term of the page, explained once: help beside a heading, the list of terms and the guide take it from here.
 * Formulas stand between $ signs, in the notation of `ui/formula`.
 */
import { pathTerms } from './pathTerms';
import { softFigureTerms } from './softFigureTerms';
import { softTerms } from './softTerms';
import { softTrainingTerms } from './softTrainingTerms';
import type { Term } from './term';

export type { Term } from './term';

export const terms = {
  polytope: {
    title: 'Polytope',
    text: 'All inputs with one spline code. It is convex, since each unit bounds it by a straight line (a hyperplane), and on it the network is one affine map. What the page draws is its part inside the slice and the domain; areas are in the metric of the input space.',
    formula: 'P_s = \\{ x : \\text{code}(x) = s \\}',
  },
  unit: {
    title: 'Unit and piece',
    text: 'A unit takes a weighted sum of the layer before it, its pre-activation $z$, through an activation made of straight pieces. ReLU has two: off (slope 0) where $z ≤ 0$, on (slope 1) where $z > 0$. Layers count from 1, units from 0: L2·16 is unit 16 of layer 2.',
    formula: 'z_l = W_l h_{l-1} + b_l',
  },
  splineCode: {
    title: 'Spline code',
    text: 'For each unit, the piece of its activation that its pre-activation $z$ falls in: for ReLU, 1 where $z > 0$. Filled cells are on, deeper where $|z|$ is larger in its layer.',
    formula: 's(x) = ( 1[z_1 > 0], 1[z_2 > 0], … )',
  },
  localAffineMap: {
    title: 'Local affine map',
    text: 'On the polytope of code $s$ the network is exactly $f(x) = A_s x + c_s$. With $D_l$ the diagonal of the slopes that the code chooses in layer $l$, $A_s$ is a plain product. A row is an output, a column an input; for images each row is drawn as an image, all on one scale.',
    formula: 'A_s = W_L D_{L-1} W_{L-1} … D_1 W_1',
  },
  boundary: {
    title: 'Boundary',
    text: 'Where a unit changes its piece, for ReLU where $z = 0$. Boundaries of layer 1 are straight lines; one of a later layer bends wherever it crosses a boundary of an earlier one. A point on a boundary has no code of its own.',
    formula: 'z_{l,j}(x) = t',
  },
  nearestBoundary: {
    title: 'Nearest boundary',
    text: 'Over all units, the least distance to where one would change its piece: in the whole input space and, with the gradient projected on it, within the slice.',
    formula: 'min_{l,j} \\frac{|z_{l,j} - t|}{‖∇z_{l,j}‖}',
  },
  boundaryDistance: {
    title: 'Map: distance to the nearest boundary',
    text: 'At each place the least distance to where some unit changes its piece: within the slice, or in the whole input space, where it is never larger. Both are exact, since the nearest hyperplane of all is a facet of the polytope. The picture is computed on a grid of places; what is read under the pointer is computed at that very place.',
    formula: 'min_{l,j} \\frac{|z_{l,j} - t|}{‖∇z_{l,j}‖}',
  },
  boundariesWithin: {
    title: 'Map: boundaries within r',
    text: 'At each place, the number of units whose boundary comes within distance $r$ in the slice: exact, from the edges of the polytopes. A unit counts once, however often its boundary bends there. Beyond the domain nothing is cut, so that near its border a part of the disc is empty.',
  },
  localComplexity: {
    title: 'Map: local complexity',
    text: 'The number of units that are not on one and the same piece at all corners $x ± r p_i$ of a small cross of random orthonormal directions (Humayun and others): two directions within the slice, or $P$ in the whole input space. A sample: a boundary that passes between the corners is missed, so within the slice it is at most the number of boundaries within $r$.',
  },
  margin: {
    title: 'Pre-activations and margins',
    text: 'A bar is a unit’s $z$ at the point, on the scale of the largest $|z|$ in its layer. Its margin is the distance to the hyperplane on which the unit would change its piece. The smallest of all is exact: it belongs to a facet of the polytope. Beyond the first facet other units change, and $∇z$ with them.',
    formula: '\\frac{|z - t|}{‖∇z‖}',
  },
  rank: {
    title: 'Rank and singular values',
    text: 'With orthonormal $u_i$ and $v_i$: along $v_i$ the outputs change by $σ_i$ per unit of distance, and $σ_1$ is the steepest change on this polytope. The rank counts values above $2^{-52} · max(m, d) · σ_1$, what rounding alone can make of a zero. Where it is below the number of outputs, some combination of them is constant. Found by one-sided Jacobi rotations when the point rests.',
    formula: 'A = Σ σ_i u_i v_i^T',
  },
  neighbour: {
    title: 'Neighbour',
    text: 'A polytope behind an edge. Across it the code changes in the unit to which the edge belongs, in several where boundaries coincide; edges are measured in the metric of the slice. In the list, arrow keys move from one to the next, and Enter steps into the neighbour, to its centroid.',
  },
  bend: {
    title: 'Bend of an edge',
    text: 'How much the affine map in all inputs changes across a boundary. Crossing one unit changes it by a matrix of rank one, $Δ A = (a′ - a) u v^T$: $v$ is the gradient of the unit’s pre-activation, $u$ what the outputs make of the unit. So the two maps still agree on the boundary itself.',
    formula: '‖Δ A‖_F = |a′ - a| ‖u‖ ‖v‖',
  },
  slice: {
    title: 'Slice',
    text: 'The plane of the input space that is cut and drawn. With two inputs it is the input space itself; with more, only what lies in the plane is seen, and a polytope of the whole space shows its section.',
    formula: 'x = o + p e_1 + q e_2',
  },
  anchorSlice: {
    title: 'A slice through three inputs',
    text: 'The plane through three inputs $a$, $b$ and $c$ (for the digits, three images), drawn with orthonormal axes $p$ and $q$. Blending one towards another input turns the plane.',
    formula: 'x = a + u (b - a) + v (c - a)',
  },
  planeKinds: {
    title: 'Kinds of planes',
    text: 'Axes: two inputs vary, and the others are as in the selected input. Anchors: the plane through $a$, $b$ and $c$. Random: two directions drawn from a seed, through the mean of the data. Principal: two directions along which the data vary most.',
  },
  activationSpace: {
    title: 'Activations as the space',
    text: 'A hidden layer’s activations can be sliced in place of the inputs. The polytopes are then those of the layers after it. An input gives only some activations: after ReLU none is negative.',
    formula: 'f(x) = f_{>l}(h_l(x))',
  },
  selectedInput: {
    title: 'Selected input',
    text: 'The selected point always lies in the slice. So an input that is typed, painted or picked takes the plane along: two axes are moved through it; any other plane becomes one through anchors, with the input as anchor $a$ and the point on it.',
  },
  domain: {
    title: 'Domain',
    text: 'The convex part of the slice that is cut. Counts and certificate belong to it, not to what the pane shows: zooming does not change them, cutting at the visible part does.',
  },
  output: {
    title: 'Output and confidence',
    text: 'The read-out layer’s values, before any softmax, computed in float64. A single output says class 1 above 0. The confidence is $softmax(f)$ of the largest output, or $sigmoid(f)$ of a single one.',
  },
  decisionBoundary: {
    title: 'Decision boundary',
    text: 'Where the winning class changes: where the two largest outputs are equal, or a single output is 0. Inside a polytope it is straight; with it on, polytopes are cut along it, too.',
    formula: 'class(x) = argmax_k f_k(x)',
  },
  hamming: {
    title: 'Hamming distance',
    text: 'The number of units in which two codes differ. It bounds the boundaries between two points from below: a path may cross a unit’s boundary and come back.',
    formula: 'd(s, s′) = \\text{number of } j \\text{ with } s_j ≠ s_j′',
  },
  mapDistance: {
    title: 'Distance of two maps',
    text: 'How far the affine maps at two points are apart, over all entries and in all inputs. It is 0 inside one polytope, however far apart the points are.',
    formula: '‖A - A′‖_F^2 = Σ (a - a′)^2',
  },
  ...pathTerms,
  ...softTerms,
  ...softFigureTerms,
  ...softTrainingTerms,
  certificate: {
    title: 'Certificate',
    text: 'The engine cuts in float64. Afterwards each property that an exact partition must have is checked by another way than it was made. Errors are relative: $10^{-12}$ means that twelve figures agree.',
  },
  euler: {
    title: 'Euler number',
    text: 'Vertices minus edges plus faces. Any cutting of a disc into polygons gives 1; a lost edge or a doubled vertex does not.',
    formula: 'χ = V - E + F = 1',
  },
  area: {
    title: 'Area covered',
    text: 'The polytopes’ areas summed, against the domain’s own. With the Euler number it shows that nothing is missing and nothing lies on another.',
    formula: 'Σ_P area(P) = area(\\text{domain})',
  },
  codesWrong: {
    title: 'Codes wrong',
    text: 'Polytopes whose code differs from that of a forward pass at a point inside.',
  },
  missingCuts: {
    title: 'Missing cuts',
    text: 'Polytopes at a corner of which some unit leaves the piece of the code. None means that no boundary runs through a polytope: no cut is missing.',
  },
  continuity: {
    title: 'Continuity',
    text: 'The largest difference of the two neighbours’ maps on the edge between them, relative to the outputs.',
    formula: 'Δ A x + Δ c = 0',
  },
  residual: {
    title: 'Residual',
    text: 'How far the map is from a forward pass of the network at the same input, relative to the size of what is added up.',
    formula: '\\frac{|A x + c - f(x)|}{‖A‖ ‖x‖ + ‖c‖ + 1}',
  },
  limits: {
    title: 'Undecided and merged',
    text: 'What float64 leaves open. Undecided polytopes are so thin that rounding hides a unit’s side; cells thinner than $10^{-13}$ of the domain are merged with a neighbour and counted.',
  },
  training: {
    title: 'Training',
    text: 'TensorFlow.js trains the network in float32; every few steps its weights go to the engine, which cuts the slice anew in float64. “Engine − tfjs” is the largest difference of their outputs over the data, relative to the largest output.',
  },
  weightDecay: {
    title: 'L2 (weight decay)',
    text: 'A penalty that joins the loss, over all weights but not the biases: it pulls every weight towards 0. The loss that is shown includes it.',
    formula: '\\frac{1}{2} λ Σ w^2',
  },
  layers: {
    title: 'Layers',
    text: 'Layers of units from the inputs to the outputs. Each unit of layer 1 draws a line for every kink of its activation; units of later layers draw lines that bend where they cross earlier ones.',
  },
  firstWeights: {
    title: 'First weights and seed',
    text: 'All first weights follow from the seed, the same on every machine. He draws them with variance 2/inputs, Glorot with 2/(inputs + outputs); biases are uniform in ± the bias range. Moving a slider keeps the seed.',
    formula: 'w ~ N(0, \\frac{2}{n})',
  },
  expectedPolytopes: {
    title: 'What a network will cost',
    text: 'Before a change its polytopes are estimated: a random network has about as many as the lines of all its units would make in general position, scaled by what the present one has. The estimate is right within a factor of two or three.',
    formula: '1 + n + \\frac{n (n - 1)}{2}',
  },
  unitWeights: {
    title: 'A unit’s weights',
    text: 'A unit adds up what the layer before it gives, each times its weight, and its bias. With two inputs the line of a unit of layer 1 has two handles in the slice: one moves it, the other turns it about the first. Values are rounded to float32.',
    formula: 'z = w · h + b',
  },
  data: {
    title: 'Data',
    text: 'What the network is trained on: a generated set, a formula over random inputs in [−1, 1], or points of your own. All values are float32, and the same seed gives the same points on every machine. Where new data have other inputs or classes, the network is drawn anew from its seed.',
  },
  formulaTarget: {
    title: 'A formula as the target',
    text: 'Of the inputs $x$ and $y$: numbers, + − * / ^, brackets, < > <= >= (1 or 0), pi, e, and sin cos tan exp log sqrt abs min max sign step relu floor round. Its value is learnt, or its sign as two classes.',
    formula: 'class(x, y) = 1[f(x, y) > 0]',
  },
  kink: {
    title: 'Piece and kink',
    text: 'With one input the polytopes are intervals, the pieces of $f$. Between two pieces lies a kink, where a unit changes its piece and the slope jumps.',
    formula: 'f(x) = a x + c',
  },
} as const satisfies Readonly<Record<string, Term>>;

export type TermId = keyof typeof terms;

/** The terms in the order in which a newcomer meets them. */
export const termOrder: readonly TermId[] = Object.keys(terms) as TermId[];

/** A term by its name. */
export const termOf = (id: TermId): Term => terms[id];
