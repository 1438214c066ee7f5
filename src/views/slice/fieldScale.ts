/** What the values of a mode mean: their scale, its marks, and how exact they are, for colours and legend alike. */
import { radiusInInput } from '../../core/density';
import { isDensityMode, isSoftMode } from '../../state/colourModes';
import { densityMapOf } from '../../state/density';
import type { ColourMode, LensState, PartitionResult } from '../../state/types';
import { COLOUR_NAMES } from '../colourNames';
import { gatedLayer, outputNames, pieceName, unitName } from '../names';
import type { FieldOver } from './colourer';
import { outputScale } from './colours';
import {
  countRange,
  divergingRange,
  extentOf,
  linearRange,
  logRange,
  roundedCount,
  type ScaleRange,
  type Tick,
  weightedQuantiles,
} from './scaleRange';
import { isHardSoft, mostPossible, needsLogarithm, softNote, softRange, softTitle } from './softScale';

/** What the legend shows: plain data, so that two can be compared. */
export interface FieldScale {
  readonly kind: 'field';
  readonly title: string;
  /** How the values were got, and whether the scale is logarithmic. */
  readonly note: string;
  readonly look: 'sequential' | 'diverging' | 'edges';
  /** Number of blocks where values are few whole numbers; null: a gradient. */
  readonly blocks: number | null;
  readonly ticks: readonly Tick[];
  /** Share that is done while the values, or finer ones, are computed; null before and after. */
  readonly progress: number | null;
  readonly state: 'ready' | 'computing' | 'failed';
  /** Why there are no values. */
  readonly problem: string | null;
  /** The colours are of soft codes, and the network in force is hard. */
  readonly hard: boolean;
}

export interface PlacedScale {
  readonly scale: FieldScale;
  readonly place: (value: number) => number;
}

/** What a scale is made from besides the values. `weights`: areas of the faces, or lengths of the edges for bends. */
export interface ScaleSource {
  readonly lens: Pick<LensState, 'colour' | 'colourUnit' | 'colourOutput' | 'density' | 'domain' | 'soft' | 'space'>;
  readonly result: PartitionResult;
  readonly data: Parameters<typeof outputNames>[1];
  /** The field that lies over the faces. */
  readonly density?: FieldOver | null;
  readonly weights: ArrayLike<number>;
}

const AT_CENTROID = 'at the centroid';
const EXACT = 'exact';
const MOST_BLOCKS = 8;
/** Shares of the weight below the lower and the upper end of a logarithmic scale. */
const LOG_ENDS = [0.005, 0.995] as const;

const superscript = (n: number): string => [...String(n)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');

/** The mode with its unit, its output or its space. */
export function titleOf({ lens, result, data }: Omit<ScaleSource, 'weights'>): string {
  const { layer, unit } = lens.colourUnit;
  const { network } = result;
  const hidden = network.layersBefore ? ` of layer ${network.layersBefore}` : '';
  if (isSoftMode(lens.colour)) return softTitle(lens.colour, lens);
  switch (lens.colour) {
    case 'logit':
      return `output ${outputNames(network, data)[lens.colourOutput] ?? lens.colourOutput}`;
    case 'unitState':
      return `state of ${unitName(layer, unit)}`;
    case 'preActivation':
      return `z of ${unitName(layer, unit)}`;
    case 'active': {
      const units = result.complex?.layout.units ?? result.interval?.layout.units;
      return `${COLOUR_NAMES.active} of ${units}`;
    }
    case 'hamming':
      return 'Hamming distance to the selected code';
    case 'area':
      return result.interval ? 'length' : 'area';
    case 'inputNorm':
      return `‖A‖₂ in R${network.inputSize > 1 ? superscript(network.inputSize) : ''}${hidden}`;
    case 'bend':
      return 'bend ‖ΔA‖ along the slice';
    case 'complexity':
    case 'crossings':
    case 'distance':
      return densityTitle(lens, result);
    default:
      return COLOUR_NAMES[lens.colour];
  }
}

const NOTES: Readonly<Partial<Record<ColourMode, string>>> = {
  confidence: AT_CENTROID,
  logit: AT_CENTROID,
  preActivation: AT_CENTROID,
};
function noteOf({ lens, result, density }: Omit<ScaleSource, 'weights'>): string {
  if (isSoftMode(lens.colour)) return softNote(lens, result, density);
  if (!isDensityMode(lens.colour)) return NOTES[lens.colour] ?? EXACT;
  const where = densitySpace(lens, result.network);
  if (!density?.field) return `${where} · ${AT_CENTROID}`;
  const { width, height } = density.field;
  const { progress } = density;
  return `${where} · ${progress === null ? `exact at ${width} × ${height} places` : `finer: ${Math.floor(100 * progress)}%`}`;
}

/** A map with its radius. */
function densityTitle(lens: ScaleSource['lens'], { slice }: PartitionResult): string {
  const map = densityMapOf(lens);
  if (!map) return '';
  if (map.kind === 'distance') return COLOUR_NAMES.distance;
  const radius = `r = ${Number(radiusInInput(slice, map).toPrecision(3))}`;
  return map.kind === 'crossings' ? `boundaries within ${radius}` : `${COLOUR_NAMES.complexity}, ${radius}`;
}

/** The space that a map is measured in, with the corners of its cross. */
function densitySpace(lens: ScaleSource['lens'], { inputSize }: PartitionResult['network']): string {
  const map = densityMapOf(lens);
  if (!map || map.kind === 'crossings') return 'in the slice';
  const where = map.space === 'slice' ? 'in the slice' : `in R${superscript(inputSize)}`;
  if (map.kind === 'distance') return where;
  return `${where}, ${2 * (map.space === 'slice' ? 2 : Math.min(map.directions, inputSize))} corners`;
}

function counted(
  values: ArrayLike<number>,
  ends: readonly [number, number],
): { range: ScaleRange; blocks: number | null } {
  const [from, to] = ends;
  const count = to - from + 1;
  if (count > MOST_BLOCKS || values.length === 0) return { range: countRange(from, to), blocks: null };
  const ticks = Array.from({ length: count }, (_, i) => ({ at: (i + 0.5) / count, text: String(from + i) }));
  return { range: { place: countRange(from, Math.max(to, from + 1)).place, ticks }, blocks: count };
}

function pieces({ lens, result }: ScaleSource): { range: ScaleRange; blocks: number | null } {
  const layout = (result.complex ?? result.interval)?.layout;
  const gated = layout && gatedLayer(layout, lens.colourUnit.layer);
  const count = gated?.activation.slopes.length ?? 2;
  const name = (piece: number): string => {
    if (!gated) return String(piece);
    return count > 2 ? String(piece) : pieceName(gated, piece);
  };
  const ticks = Array.from({ length: count }, (_, i) => ({ at: (i + 0.5) / count, text: name(i) }));
  return { range: { place: (value) => value / (count - 1), ticks }, blocks: count };
}

/** Of twice as many values and more the ends of a logarithmic scale are those of an even part: sorting all takes long. */
const SORTED = 2 ** 16;

function logarithmic(values: ArrayLike<number>, weights: ArrayLike<number>): ScaleRange {
  const every = Math.max(1, Math.floor(values.length / SORTED));
  const length = Math.floor(values.length / every);
  const part = (of: ArrayLike<number>) => Float64Array.from({ length }, (_, i) => of[every * i] as number);
  const positive = part(values).map((value) => (value > 0 ? value : Number.NaN));
  const [low = Number.NaN, high = Number.NaN] = weightedQuantiles(positive, part(weights), LOG_ENDS);
  const [least, most] = extentOf(values);
  if (!(low > 0)) return logRange(1, 1, false, false);
  return logRange(low, high, least < low, most > high);
}

function rangeOf(values: ArrayLike<number>, source: ScaleSource): { range: ScaleRange; blocks: number | null } {
  const { lens, result, weights } = source;
  if (isSoftMode(lens.colour) && !needsLogarithm(lens.colour, values))
    return { range: softRange(lens.colour, values, mostPossible(lens, result)), blocks: null };
  switch (lens.colour) {
    case 'confidence': {
      const even = 1 / Math.max(2, result.network.outputSize);
      return { range: linearRange(even, 1, (share) => `${Math.round(100 * share)}%`), blocks: null };
    }
    case 'logit':
    case 'preActivation':
      return { range: divergingRange(outputScale(Float64Array.from(values), weights)), blocks: null };
    case 'unitState':
      return pieces(source);
    case 'active':
    case 'lastCut':
      return counted(values, extentOf(values));
    case 'crossings':
    case 'complexity':
      return counted(values, [0, extentOf(values)[1]]);
    case 'distance':
      return { range: linearRange(0, extentOf(values)[1]), blocks: null };
    case 'hamming':
      return { range: countRange(0, roundedCount(extentOf(values)[1])), blocks: null };
    default:
      return { range: logarithmic(values, weights), blocks: null };
  }
}

const LOGARITHMIC: readonly ColourMode[] = ['area', 'inputNorm', 'sliceNorm', 'bend'];
const DIVERGING: readonly ColourMode[] = ['logit', 'preActivation'];

function lookOf(mode: ColourMode): FieldScale['look'] {
  if (mode === 'bend') return 'edges';
  return DIVERGING.includes(mode) ? 'diverging' : 'sequential';
}

/** The scale of values that are there. */
export function fieldScale(values: ArrayLike<number>, source: ScaleSource): PlacedScale {
  const { colour } = source.lens;
  const { range, blocks } = rangeOf(values, source);
  const note = noteOf(source) + (LOGARITHMIC.includes(colour) || needsLogarithm(colour, values) ? ' · log scale' : '');
  const title = titleOf(source);
  const look = lookOf(colour);
  // A finer field can be stopped once there is a coarse one to stay.
  const sampled = isDensityMode(colour) || isSoftMode(colour);
  const progress = sampled && source.density?.field ? source.density.progress : null;
  const ready = { state: 'ready', progress, problem: null, hard: isHardSoft(source.lens, source.result) } as const;
  return { scale: { kind: 'field', title, note, look, blocks, ticks: range.ticks, ...ready }, place: range.place };
}

/** The legend while there are no values: they are computed, or cannot be. */
export function emptyScale(
  source: Omit<ScaleSource, 'weights'>,
  progress: number | null,
  problem: string | null,
): FieldScale {
  return {
    kind: 'field',
    title: titleOf(source),
    note: noteOf(source),
    look: lookOf(source.lens.colour),
    blocks: null,
    ticks: [],
    progress,
    state: problem === null ? 'computing' : 'failed',
    problem,
    hard: isHardSoft(source.lens, source.result),
  };
}
