/** Scales of soft fields: what their values mean, and how exact they are. */
import { mostEntropy, mostOfUnit } from '../../core/soft/mostEntropy';
import { isSoftMode, type SoftMode } from '../../state/colourModes';
import { isSoftNetwork } from '../../state/softScalar';
import type { LensState, PartitionResult } from '../../state/types';
import { formatCount, formatNumber } from '../../ui/format';
import { COLOUR_NAMES } from '../colourNames';
import { layoutOf, unitName } from '../names';
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

/** Marks where the end is no round number. */
const endText = (value: number): string => (value < 1000 ? formatNumber(value, 3) : formatCount(Math.round(value)));

/** What values of a mode cannot be beyond: ln of the pieces for an entropy, the units for those that are on. */
export function mostPossible(lens: Pick<LensState, 'colour' | 'soft' | 'space'>, { network }: PartitionResult): number {
  if (lens.colour === 'softLikeliest') return 1;
  if (lens.colour === 'softActive') return layoutOf(network).units;
  if (lens.colour !== 'softEntropy') return Infinity;
  const { gated } = layoutOf(network);
  const { entropyLayer: layer = null, entropyUnit: unit = null } = lens.soft ?? {};
  if (layer === null) return mostEntropy(network).total;
  const at = gated.findIndex((entry) => entry.layer === layer - lens.space);
  const own = gated[at];
  if (!own) return Infinity;
  return unit === null ? (mostEntropy(network).layers[at] as number) : mostOfUnit(own, unit);
}

/**
 * A linear scale with round ends, so that the legend stays while β is pulled, or with the end `possible`, beyond which there is
 * nothing; from 0, unless that would show nothing but one colour.
 */
export function softRange(mode: SoftMode, values: ArrayLike<number>, possible = Infinity): ScaleRange {
  const [least, most] = extentOf(values);
  if (mode === 'softLikeliest') return linearRange(0, 1);
  if (mode !== 'softActive') {
    const close = least > CLOSE * most && most - least > SAME * most;
    if (close) return narrowRange(least, most, possible);
    const end = niceCeiling(most);
    return possible > 0 && possible < end ? linearRange(0, possible, endText) : linearRange(0, end);
  }
  const first = Math.max(0, Math.min(Math.floor(least), possible - 1));
  return linearRange(first, Math.max(Math.ceil(most), first + 1));
}
