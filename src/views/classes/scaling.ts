/** A scaled activation, ready to draw: crossings by layer, their running count, and angles to what it is unscaled. */
import type { Network } from '../../core/network';
import { type CodeLayout, codeLayout, tailNetwork } from '../../core/network/network';
import {
  isHomogeneous,
  LARGEST_SCALE,
  lookAtScales,
  type ScaleLook,
  type ScalingWalk,
  walkScaling,
} from '../../core/path';
import { lookedScales, type ScaledInput, SCALE_STEPS as STEPS } from '../../state/scaling';
import { type DataRow, numberCell } from '../../ui/DataTable';
import { formatCount, formatNumber } from '../../ui/format';
import { layerNumber, layoutOf, pieceName, unitName } from '../names';

export interface LaterAngle {
  /** `L3`, or `output`. */
  readonly name: string;
  /** Degrees at k = LARGEST_SCALE · i / STEPS; NaN where one of the two activations is 0. */
  readonly degrees: Float64Array;
}

export interface Scaled extends ScaledInput {
  /** Every crossing. Null of large networks: what lies between two looks is then crossed at least. */
  readonly walk: ScalingWalk | null;
  readonly look: ScaleLook;
  /** Of the layers after it. */
  readonly layout: CodeLayout;
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

/** What a look at a scaled activation shows, with the walk along it where there is one. */
export function scaledBy({ network, x, layer }: ScaledInput, look: ScaleLook, walk: ScalingWalk | null): Scaled {
  const tail = layer === 0 ? network : tailNetwork(network, layer + 1);
  const last = network.layers.length;
  const angles = look.angles.map((radians, i): LaterAngle => {
    const later = layer + 1 + i;
    return { name: later === last ? 'output' : `L${layerNumber(network, later)}`, degrees: degreesOf(radians) };
  });
  return { network, x, layer, walk, look, layout: codeLayout(tail), angles, homogeneous: isHomogeneous(tail) };
}

/** Cost: one walk, and a forward pass for each of STEPS scales. */
export function scaled(input: ScaledInput): Scaled {
  const { network, x, layer } = input;
  const steps = lookAtScales(network, x, layer, lookedScales());
  let step = steps.next();
  while (!step.done) step = steps.next();
  return scaledBy(input, step.value, walkScaling(network, x, layer));
}

/** Crossings from the scale before to the one at `place`, of all layers: at least so many. */
const crossedAt = ({ differing }: ScaleLook, place: number): number =>
  differing.reduce((sum, row) => sum + (row[place] as number), 0);

/** Whether what is at k is known yet. */
export const isLookedAt = ({ look: { done, scales } }: Scaled, k: number): boolean => k <= (scales[done - 1] ?? -1);

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

/** Crossings with a scale of at most k; where there is no walk at least so many. */
export function crossingsUpTo({ walk, look }: Scaled, k: number): number {
  if (walk) return walk.scales.filter((s) => s <= k).length;
  let count = 0;
  for (const [place, scale] of look.scales.entries()) if (scale <= k) count += crossedAt(look, place);
  return count;
}

/** “12”, or where there is no walk “at least 12”. */
export const countText = (result: Scaled, count: number): string =>
  `${result.walk ? '' : 'at least '}${formatCount(count)}`;

/** The running count as a line of steps, x as a share of the scale; without a walk from look to look. */
export function countLine({ walk, look }: Scaled): Float64Array {
  const line = [0, 0];
  if (!walk) {
    let count = 0;
    for (let place = 1; place < look.done; place++) {
      count += crossedAt(look, place);
      line.push(place / STEPS, count);
    }
    return Float64Array.from(line);
  }
  walk.scales.forEach((k, i) => {
    line.push(k / LARGEST_SCALE, i, k / LARGEST_SCALE, i + 1);
  });
  line.push(1, walk.scales.length);
  return Float64Array.from(line);
}

/** Crossings between each two looks, at least, as a line of steps; x as a share of the scale. */
export function lookedLine({ look }: Scaled): Float64Array {
  const line: number[] = [];
  for (let place = 1; place < look.done; place++) {
    const count = crossedAt(look, place);
    line.push((place - 1) / STEPS, count, place / STEPS, count);
  }
  return Float64Array.from(line);
}

/** What the figures say, in a sentence. */
export function scalingWords(result: Scaled): string {
  const { walk, look, homogeneous } = result;
  const all = crossingsUpTo(result, LARGEST_SCALE);
  if (all === 0 && homogeneous)
    return 'No crossings, as it must be: the layers after it have no biases, so every pre-activation grows with k and none changes its sign.';
  const below = crossingsUpTo(result, 1);
  const counts = `${formatCount(all)} crossings: ${formatCount(below)} up to k = 1, ${formatCount(all - below)} beyond`;
  if (!walk) {
    const so =
      look.done < look.scales.length ? ` so far, to k = ${formatNumber(look.scales[look.done - 1] ?? 0, 3)}` : '';
    return `At least ${counts}${so}. They are told by the codes at ${formatCount(look.done)} values of k: a unit that changes twice between two of them is not seen.`;
  }
  if (all === 0) return 'No crossings: no unit of the layers after it changes its piece.';
  return `${counts}; the last at k = ${formatNumber(walk.scales.at(-1) as number, 3)}.`;
}

const TABLE_SCALES = [0, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 5, 6, 7, 8];

export const scaleColumns = ({ angles, walk }: Scaled) => [
  { name: 'k' },
  { name: walk ? 'crossings so far' : 'crossings so far, at least' },
  ...angles.map(({ name }) => ({ name: `angle ${name}` })),
];

/** A row for some values of k, as far as they are known; angles in degrees. */
export const scaleRows = (result: Scaled): readonly DataRow[] =>
  TABLE_SCALES.filter((k) => isLookedAt(result, k)).map((k) => ({
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
export function scaleCrossingRows({ walk: { walk, scales } }: { readonly walk: ScalingWalk }): readonly DataRow[] {
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
