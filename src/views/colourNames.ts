import type { ColourMode } from '../state/types';

/** What each mode colours by, as it stands in sentences, legends and lists. */
export const COLOUR_NAMES: Readonly<Record<ColourMode, string>> = {
  code: 'spline code',
  class: 'winning class',
  output: 'output',
  confidence: 'confidence',
  logit: 'one output',
  active: 'active units',
  hamming: 'Hamming distance',
  unitState: 'state of a unit',
  preActivation: 'pre-activation of a unit',
  area: 'area',
  lastCut: 'layer of the last cut',
  inputNorm: '‖A‖₂',
  sliceNorm: '‖A‖₂ along the slice',
  bend: 'bend ‖ΔA‖',
  complexity: 'local complexity',
  crossings: 'boundaries within r',
  distance: 'distance to a boundary',
  softEntropy: 'entropy of the code',
  softLikeliest: 'probability of the most likely code',
  softActive: 'expected active units',
  softDistance: 'distance of soft and hard map',
};
