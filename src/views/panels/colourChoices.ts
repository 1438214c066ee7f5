/** The choices of colours: in which group each stands, what it is called there, and a line that explains it. */

import { hasInputNorms } from '../../core/analysis/rowNorms';
import type { Network } from '../../core/network';
import { isDensityMode } from '../../state/colourModes';
import { hasClasses } from '../../state/outputs';
import type { ColourMode, DataSet } from '../../state/types';
import type { SelectGroup } from '../../ui/GroupedSelect';
import { COLOUR_NAMES } from '../colourNames';

interface Choice {
  readonly text?: string;
  readonly explanation: string;
}

/** Explanations fit on two lines of the panel. */
const CHOICES: Readonly<Record<ColourMode, Choice>> = {
  code: { explanation: 'One code, one colour, the same on every machine.' },
  class: { explanation: 'The class whose output is largest.' },
  output: { explanation: 'f at the centroid; of several outputs, the winner.' },
  confidence: { explanation: 'Probability of the winning class at the centroid.' },
  logit: { explanation: 'One of the outputs at the centroid.' },
  active: { explanation: 'How many of the units are on.' },
  hamming: { explanation: 'Units in another piece than at the selected point.' },
  unitState: { explanation: 'The piece of its activation that one unit is in.' },
  preActivation: { explanation: 'z of one unit at the centroid.' },
  area: { explanation: 'Area in the metric of the slice.' },
  lastCut: { explanation: 'The deepest layer that changes on its edges.' },
  inputNorm: {
    text: '‖A‖₂ in the input space',
    explanation: 'Local Lipschitz constant of f: A’s largest singular value.',
  },
  sliceNorm: { explanation: 'The same for steps along the slice: ‖A·[e₁ e₂]‖₂.' },
  bend: {
    text: 'bend ‖ΔA‖ of the edges',
    explanation: 'Change of the map across each edge (Frobenius norm).',
  },
  complexity: {
    explanation: 'Units that differ among the corners of a small cross around each place.',
  },
  crossings: {
    explanation: 'Units whose boundary comes nearer than r, around each place.',
  },
  distance: {
    explanation: 'How far it is from each place to the nearest boundary.',
  },
  softEntropy: { explanation: 'How undecided the soft code is, in nats: β is set below the slice.' },
  softLikeliest: {
    text: 'most likely code',
    explanation: 'Probability of the most likely code: the product over all units.',
  },
  softActive: { explanation: 'Sum of the units’ probabilities of being on.' },
  softDistance: {
    text: 'soft map − hard map',
    explanation: '‖soft map − map of the hard code‖ along the slice (Frobenius norm).',
  },
};

export const explanationOf = (mode: ColourMode): string => CHOICES[mode].explanation;

const GROUPS: readonly { readonly label: string; readonly modes: readonly ColourMode[] }[] = [
  { label: 'Answer', modes: ['output', 'logit', 'class', 'confidence'] },
  { label: 'Code', modes: ['code', 'active', 'hamming', 'unitState', 'preActivation'] },
  { label: 'Shape', modes: ['area', 'lastCut'] },
  { label: 'Density of boundaries', modes: ['distance', 'crossings', 'complexity'] },
  { label: 'Soft codes', modes: ['softEntropy', 'softLikeliest', 'softActive', 'softDistance'] },
  { label: 'Local affine map', modes: ['inputNorm', 'sliceNorm', 'bend'] },
];

/** Whether a mode's maps are too large. What takes a pass or some a face takes long of a large network, and says how far it is. */
const isTooLarge = (mode: ColourMode, network: Network): boolean => mode === 'inputNorm' && !hasInputNorms(network);

/** Why a mode would say nothing new of a network, so that it is not offered. */
const isIdle = (mode: ColourMode, { inputSize, outputSize }: Network): boolean =>
  (mode === 'logit' && outputSize === 1) ||
  (isDensityMode(mode) && inputSize === 1) ||
  (mode === 'sliceNorm' && inputSize <= 2);

/** The groups for a network; the mode in force is always among them. */
export function colourGroups(current: ColourMode, network: Network, data: DataSet | null): SelectGroup<ColourMode>[] {
  const noClasses = !hasClasses({ network, data });
  return GROUPS.map(({ label, modes }) => ({
    label,
    options: modes
      .filter((mode) => mode === current || !isIdle(mode, network))
      .map((value) => {
        const text = CHOICES[value].text ?? COLOUR_NAMES[value];
        const tooLarge = isTooLarge(value, network);
        const ofClasses =
          value === 'confidence' || (network.outputSize > 1 && (value === 'class' || value === 'output'));
        const reason = ofClasses && noClasses ? 'there are no classes' : tooLarge ? 'too large' : null;
        const disabled = reason !== null && value !== current;
        return { value, text: disabled ? `${text} (${reason})` : text, disabled };
      }),
  }));
}
