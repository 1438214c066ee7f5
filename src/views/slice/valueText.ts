/** The value that colours a face or an edge, as the readout says it. */
import { isDensityMode, isSoftMode, type SoftMode } from '../../state/colourModes';
import { isLarge } from '../../state/large';
import type { LensStore, PartitionResult, Point2 } from '../../state/types';
import { formatCount, formatNumber, formatPercent } from '../../ui/format';
import { COLOUR_NAMES } from '../colourNames';
import { gatedLayer, outputNames, pieceName, unitName } from '../names';
import { colouringFor } from './colourer';

function softText(mode: SoftMode, value: number): string {
  const unit = mode === 'softEntropy' ? ' nats' : '';
  return `${COLOUR_NAMES[mode]} ${formatNumber(value)}${unit}`;
}

/** The value of a density map or a soft field at a place, computed there; null in other modes, or while its code is not there. */
export function densityText({ lens, session }: LensStore, point: Point2): string | null {
  if (isSoftMode(lens.colour) && session.softField) {
    const value = session.softField.at(point);
    if (Number.isNaN(value)) return null;
    return `${softText(lens.colour, value)}${isLarge(session.network) ? ' at the nearest sample' : ''}`;
  }
  if (!isDensityMode(lens.colour) || !session.density) return null;
  const { value, inInput } = session.density.at(point);
  if (inInput === null) return `${COLOUR_NAMES[lens.colour]} ${formatCount(value)}`;
  return `distance ${formatNumber(value)} in the slice · ${formatNumber(inInput)} in all inputs`;
}

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
      const gated = layout && gatedLayer(layout, colourUnit.layer);
      return gated ? `${unitName(colourUnit.layer, colourUnit.unit)} ${pieceName(gated, value)}` : null;
    }
    case 'hamming':
    case 'lastCut':
      return `${COLOUR_NAMES[colour]} ${formatCount(value)}`;
    case 'inputNorm':
    case 'sliceNorm':
    case 'bend':
      return `${COLOUR_NAMES[colour]} ${formatNumber(value)}`;
    case 'complexity':
    case 'crossings':
      return `${COLOUR_NAMES[colour]} ${formatCount(value)} at the centroid`;
    case 'distance':
      return `${COLOUR_NAMES[colour]} ${formatNumber(value)} at the centroid`;
    case 'softEntropy':
    case 'softLikeliest':
    case 'softActive':
    case 'softDistance':
      return `${softText(colour, value)} at the centroid`;
    default:
      // The readout says area and active units in every mode.
      return null;
  }
}
