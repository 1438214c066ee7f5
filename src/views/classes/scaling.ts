/** A scaled activation, ready to draw: crossings by layer, their running count, and angles to what it is unscaled. */
import type { Network } from '../../core/network';
import { isHomogeneous, LARGEST_SCALE, type ScalingWalk, scalingAngles, walkScaling } from '../../core/path';
import { type DataRow, numberCell } from '../../ui/DataTable';
import { formatCount, formatNumber } from '../../ui/format';
import { layerNumber, layoutOf, pieceName, unitName } from '../names';

/** Places of k at which angles are computed; crossings are exact. */
const STEPS = 96;

export interface LaterAngle {
  /** `L3`, or `output`. */
  readonly name: string;
  /** Degrees at k = LARGEST_SCALE · i / STEPS; NaN where one of the two activations is 0. */
  readonly degrees: Float64Array;
}

export interface Scaled {
  readonly network: Network;
  readonly x: Float64Array;
  /** Of the network that is sliced; 0: its inputs. */
  readonly layer: number;
  readonly walk: ScalingWalk;
  readonly angles: readonly LaterAngle[];
  /** The layers after it have no biases: along a ray nothing can be crossed. */
  readonly homogeneous: boolean;
}

/** Layers that have gated layers after them, with their names in the whole network. */
export function scalableLayers(network: Network): readonly { readonly value: number; readonly text: string }[] {
  const last = layoutOf(network).gated.at(-1)?.layer ?? 0;
  return Array.from({ length: last }, (_, value) => {
    const number = layerNumber(network, value);
    return { value, text: number === 0 ? 'the inputs' : `L${number}` };
  });
}

const degreesOf = (radians: Float64Array): Float64Array => radians.map((angle) => (angle / Math.PI) * 180);

/** Cost: one walk, and STEPS forward passes for each later layer. */
export function scaled(network: Network, x: Float64Array, layer: number): Scaled {
  const walk = walkScaling(network, x, layer);
  const scales = Float64Array.from({ length: STEPS + 1 }, (_, i) => (LARGEST_SCALE * i) / STEPS);
  const last = network.layers.length;
  const angles = Array.from({ length: last - layer }, (_, i): LaterAngle => {
    const later = layer + 1 + i;
    return {
      name: later === last ? 'output' : `L${layerNumber(network, later)}`,
      degrees: degreesOf(scalingAngles(network, x, [layer, later], scales)),
    };
  });
  return { network, x, layer, walk, angles, homogeneous: isHomogeneous(walk.tail) };
}

/** The stretches of an angle's line that are defined, x as a share of the scale. */
export function angleLines({ degrees }: LaterAngle): readonly Float64Array[] {
  const lines: number[][] = [[]];
  degrees.forEach((value, i) => {
    if (Number.isNaN(value)) lines.push([]);
    else lines.at(-1)?.push(i / STEPS, value);
  });
  return lines.filter((line) => line.length > 0).map((line) => Float64Array.from(line));
}

/** The angle at the computed place nearest to k. */
export const angleNear = ({ degrees }: LaterAngle, k: number): number =>
  degrees[Math.round((k / LARGEST_SCALE) * STEPS)] ?? Number.NaN;

export const angleText = (degrees: number): string =>
  Number.isNaN(degrees) ? 'none' : `${formatNumber(Math.abs(degrees) < 1e-6 ? 0 : degrees, 3)}°`;

/** Crossings with a scale of at most k. */
export const crossingsUpTo = ({ walk: { scales } }: Scaled, k: number): number => scales.filter((s) => s <= k).length;

/** The running count as a line of steps, x as a share of the scale. */
export function countLine({ walk: { scales } }: Scaled): Float64Array {
  const line = [0, 0];
  scales.forEach((k, i) => {
    line.push(k / LARGEST_SCALE, i, k / LARGEST_SCALE, i + 1);
  });
  line.push(1, scales.length);
  return Float64Array.from(line);
}

/** What the figures say, in a sentence. */
export function scalingWords(result: Scaled): string {
  const { scales } = result.walk;
  if (scales.length === 0)
    return result.homogeneous
      ? 'No crossings, as it must be: the layers after it have no biases, so every pre-activation grows with k and none changes its sign.'
      : 'No crossings: no unit of the layers after it changes its piece.';
  const below = crossingsUpTo(result, 1);
  const last = formatNumber(scales.at(-1) as number, 3);
  return `${formatCount(scales.length)} crossings: ${formatCount(below)} up to k = 1, ${formatCount(scales.length - below)} beyond; the last at k = ${last}.`;
}

const TABLE_SCALES = [0, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 5, 6, 7, 8];

export const scaleColumns = ({ angles }: Scaled) => [
  { name: 'k' },
  { name: 'crossings so far' },
  ...angles.map(({ name }) => ({ name: `angle ${name}` })),
];

/** A row for some values of k; angles in degrees. */
export const scaleRows = (result: Scaled): readonly DataRow[] =>
  TABLE_SCALES.map((k) => ({
    key: k,
    cells: [
      String(k),
      formatCount(crossingsUpTo(result, k)),
      ...result.angles.map((angle) => {
        const degrees = angleNear(angle, k);
        return Number.isNaN(degrees) ? 'none' : numberCell(degrees);
      }),
    ],
  }));

/** Rows shown at most. */
export const MOST_CROSSINGS = 500;

/** Crossings one by one, by k. */
export function scaleCrossingRows({ walk: { walk, scales } }: Scaled): readonly DataRow[] {
  const { crossings, layout } = walk;
  return Array.from(scales.subarray(0, MOST_CROSSINGS), (k, i): DataRow => {
    const layer = crossings.layer[i] as number;
    const gated = layout.gated.find((entry) => entry.layer === layer);
    const name = (piece: number | undefined): string => (gated ? pieceName(gated, piece ?? 0) : '');
    return {
      key: i,
      cells: [
        formatCount(i + 1),
        numberCell(k),
        unitName(layerNumber(layout, layer), crossings.unit[i] as number),
        `${name(crossings.before[i])} → ${name(crossings.after[i])}`,
      ],
    };
  });
}
