/** The value that colours a face or an edge, as the readout says it. */
import type { LensStore, PartitionResult } from '../../state/types';
import { formatCount, formatNumber, formatPercent } from '../../ui/format';
import { COLOUR_NAMES } from '../colourNames';
import { outputNames, pieceName, unitName } from '../names';
import { colouringFor } from './colourer';

/** `index` is a face, or an edge where the mode colours edges. Null where the mode has no value of its own there. */
export function valueText(state: LensStore, result: PartitionResult, index: number): string | null {
  const value = colouringFor(state, result)?.values?.[index];
  if (value === undefined || Number.isNaN(value)) return null;
  const { colour, colourUnit, colourOutput } = state.lens;
  switch (colour) {
    case 'confidence':
      return `${COLOUR_NAMES.confidence} ${formatPercent(value)}`;
    case 'logit':
      return `${outputNames(result.network, state.session.data)[colourOutput]} = ${formatNumber(value)}`;
    case 'preActivation':
      return `z of ${unitName(colourUnit.layer, colourUnit.unit)} = ${formatNumber(value)}`;
    case 'unitState': {
      const layout = (result.complex ?? result.interval)?.layout;
      const gated = layout?.gated.find(({ layer }) => layer === colourUnit.layer);
      return gated ? `${unitName(colourUnit.layer, colourUnit.unit)} ${pieceName(gated, value)}` : null;
    }
    case 'hamming':
    case 'lastCut':
      return `${COLOUR_NAMES[colour]} ${formatCount(value)}`;
    case 'inputNorm':
    case 'sliceNorm':
    case 'bend':
      return `${COLOUR_NAMES[colour]} ${formatNumber(value)}`;
    default:
      // The readout says area and active units in every mode.
      return null;
  }
}
