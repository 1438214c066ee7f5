/** Terms of the figures of splines and cells. */
import type { Term } from './term';

export const softFigureTerms = {
  activationPieces: {
    title: 'Pieces of an activation',
    text: 'A max-affine activation is the largest of a few straight pieces $e_r$ (dashed): ReLU of 0 and $u$, abs of $-u$ and $u$. Its soft version weighs all pieces by a code $t$, drawn below. At $β = 1$ only the largest counts, at $½$ the code is the posterior, at 0 all pieces count alike. Hard tanh is a difference of two such functions; sigmoid and tanh are codes themselves: their spline is a step.',
    formula: 't = softmax(η e), η = \\frac{β}{1 - β}',
  },
  softGap: {
    title: 'Gap and width',
    text: 'How far the soft function is at most from the spline (the short bar), and how wide the shaded strip is in which the code’s entropy is above half of its most. Both shrink as $1/η$: of a swish the gap is $0.2785/η$ at $|u| = 1.278/η$. GELU’s gate is $Φ(u)$ and no member of the family; the nearest swish has $η = 1.773$.',
    formula: '\\frac{0.2785}{η}',
  },
  powerDiagram: {
    title: 'Power diagram',
    text: 'The sum of a layer’s max-affine units is a maximum of affine functions, one a code. So each code’s cell is that of a centroid $μ$ and a radius: the points whose squared distance to $μ$, less $w$, is least. A centroid need not lie in its cell. One constant may be added to all $w$: here the least is 0, and the circles have radius $√w$.',
    formula: '‖x - μ‖^2 - w, w = ‖μ‖^2 + 2b',
  },
  softAssignment: {
    title: 'Soft assignment',
    text: 'The probability of each cell’s code at a point: the product of its units’. For gates of the family it is the softmax of the power distances over all codes. Codes that no input of the plane has take their share, too, so the cells in sight may hold less than all of it.',
    formula: 'p(s|x) ∝ e^{-\\frac{η}{2}(‖x - μ_s‖^2 - w_s)}',
  },
} as const satisfies Readonly<Record<string, Term>>;
