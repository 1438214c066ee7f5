import type { SliceKind } from '../types';

/** One sentence a scene: what to notice. */
export const notices: Readonly<Record<string, string>> = {
  spirals: 'The trained network spends its polytopes along the two spirals: small ones there, large ones elsewhere.',
  moons: 'Press play: boundaries gather in the gap between the moons, where the output has to turn.',
  circles: 'Press play: straight boundaries of layer 1 close in on the disc like the sides of a polygon.',
  blobs: 'Four outputs, leaky units: the winning class changes along straight pieces that bend at every boundary.',
  xor: 'No straight line parts the classes: the boundaries of layer 2 bend where they cross those of layer 1.',
  regression: 'Each unit of hard tanh has three pieces and draws two parallel lines in layer 1.',
  wide: 'One layer of 98 units learns rings with 393 weights: thousands of polytopes, and still a tenth is wrong.',
  deep: 'Six layers of 8 units with the same 393 weights: half as many polytopes, bent around the rings they learn.',
  folds: 'Three layers of abs units fold the plane like paper: what one sector holds appears in all sixteen.',
  before: 'Random weights: lines run everywhere alike. Compare with the next scene, the same network after training.',
  after:
    'The same network 300 epochs later: lines have moved to the wave, and along it the output turns from blue to orange.',
  leaky:
    'Leaky units keep a slope below zero: no polytope is flat, and training goes on where ReLU units would be dead.',
  relu6: 'ReLU6 stops at 6: a unit that grows that far draws a second line beside its first, and is flat beyond it.',
  copies:
    'Sixteen units draw eight lines: half are copies, scaled by powers of two. Each edge of layer 1 changes two units.',
  cones: 'Without biases every boundary passes through 0: sixteen units cut the plane into 32 cones.',
  residual:
    'Two skips: what a layer made is passed on beside it, so its lines stay where later layers draw theirs. Press play.',
  tent: 'Five layers of two units each fold the line once: 32 pieces from ten units, the most that they can make.',
  fold: 'The same kind of target for 48 units with random weights: training slowly moves their kinks to where it folds.',
  cosine15:
    'Fifteen units, one β learned with the weights: the soft fit is the curve, the angular graph its hard limit. Move β to 1.',
  cosine25: 'Ten units more: the learned fit comes nearer, and each unit still has one kink in the hard graph.',
  cosine35: 'Thirty-five units: press play and β goes on moving with the weights; set it to “as activations” for ReLU.',
  bell15: 'SiLU units (β = ½) fit a bell without a kink; the same weights with ReLU make the angular graph beside it.',
  bell25: 'Where the target is flat, many units share the work: hard and soft differ most where their kinks are.',
  bell35: 'More units, finer steps: the more gates share a curve, the less each of them matters.',
  digits: 'A plane through three handwritten digits in 784 dimensions: drag one and the whole plane turns.',
  within: 'A plane through three digits of one class: fewer boundaries lie between them than between classes.',
  random: 'A random plane through the mean of all digits: it passes near none of them, and its polytopes are large.',
  'digits-cnn':
    'Convolutions, max-pooling and a skip: where a unit loses its pooling, crossing its boundary leaves the map as it is.',
  languages:
    'Between a text in Python, one in Rust and one in HTML: the winner of 54 languages changes along broken lines.',
  upscaler:
    'One pixel of a picture made twice as large: on each polytope its three colours are affine in the small picture.',
  symbols: '1.19 million units: a square of side 0.008 between ∈, ∞ and ∀ holds 1,086 polytopes.',
};

/** The kind of plane that a scene opens with, known before the scene is loaded. */
const PLANES: Readonly<Record<string, SliceKind>> = {
  digits: 'anchors',
  within: 'anchors',
  random: 'random',
  'digits-cnn': 'anchors',
  languages: 'anchors',
  upscaler: 'anchors',
  symbols: 'anchors',
};

export const planeKind = (scene: string): SliceKind => PLANES[scene] ?? 'axes';
