/** Scales of soft fields: what their values mean, and how exact they are. */
import { isSoftMode, type SoftMode } from '../../state/colourModes';
import { isSoftNetwork } from '../../state/softScalar';
import type { LensState, PartitionResult } from '../../state/types';
import { COLOUR_NAMES } from '../colourNames';
import { unitName } from '../names';
import type { FieldOver } from './colourer';
import { niceCeiling } from './colours';
import { extentOf, linearRange, narrowRange, type ScaleRange } from './scaleRange';

/** Whether the colours are of soft codes while the network in force is hard. */
export const isHardSoft = (lens: Pick<LensState, 'colour' | 'soft'>, { network }: PartitionResult): boolean =>
  isSoftMode(lens.colour) && !isSoftNetwork(network, lens);

/** The mode with its layer and unit. */
export function softTitle(mode: SoftMode, { soft }: Pick<LensState, 'soft'>): string {
  if (mode === 'softDistance') return '‖soft map − map of the hard code‖ along the slice';
  if (mode !== 'softEntropy') return COLOUR_NAMES[mode];
  const { entropyLayer: layer = null, entropyUnit: unit = null } = soft ?? {};
  if (layer === null) return 'entropy of the code, nats';
  return `entropy of ${unit === null ? `layer ${layer}` : unitName(layer, unit)}, nats`;
}

/** A field on a grid by tfjs where there is one; else exact values of the faces. */
export function softNote(
  lens: Pick<LensState, 'colour' | 'soft'>,
  result: PartitionResult,
  over?: FieldOver | null,
): string {
  if (isHardSoft(lens, result)) return 'the codes are hard: one of them is certain everywhere';
  if (!over?.field) return 'at the centroid';
  const { width, height } = over.field;
  const finer = over.progress === null ? '' : ` · finer: ${Math.floor(100 * over.progress)}%`;
  return `at ${width} × ${height} places, float32${finer}`;
}

/** Below this the probabilities of codes need a logarithmic scale. */
const FEW_CODES = 0.02;

export const needsLogarithm = (mode: LensState['colour'], values: ArrayLike<number>): boolean =>
  mode === 'softLikeliest' && extentOf(values)[0] < FEW_CODES;

/** Values of which the least is a larger share of the largest, but differs from it by more than this, have a scale of their own. */
const CLOSE = 0.75;
const SAME = 1e-4;

/** A linear scale with round ends, so that the legend stays while β is pulled; from 0, unless that would show nothing but one colour. */
export function softRange(mode: SoftMode, values: ArrayLike<number>): ScaleRange {
  const [least, most] = extentOf(values);
  if (mode === 'softLikeliest') return linearRange(0, 1);
  if (mode !== 'softActive') {
    const close = least > CLOSE * most && most - least > SAME * most;
    return close ? narrowRange(least, most) : linearRange(0, niceCeiling(most));
  }
  const first = Math.floor(least);
  return linearRange(first, Math.max(Math.ceil(most), first + 1));
}
