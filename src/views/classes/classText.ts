/** Densities within and between classes in words and rows. No drawing. */
import type { ClassDensity, Contrast, Interval, LayerContrast } from '../../core/path';
import type { ClassComparison } from '../../state/classTypes';
import type { ClassDensities } from '../../state/types';
import { type DataRow, numberCell } from '../../ui/DataTable';
import { formatCount, formatNumber, formatPercent } from '../../ui/format';

/** The two measures: what is counted, per length. Neither stands for the other. */
export const MEASURES = [
  { key: 'crossings', name: 'Exact crossings / length' },
  { key: 'hamming', name: 'Hamming distance / length' },
] as const;
export type Measure = (typeof MEASURES)[number]['key'];

/** The three networks that are always shown together. */
export const SERIES = [
  { key: 'own', name: 'in force' },
  { key: 'untrained', name: 'untrained' },
  { key: 'permuted', name: 'permuted' },
] as const;
export type SeriesKey = (typeof SERIES)[number]['key'];

export const layerName = (layer: number): string => (layer === 0 ? 'inputs' : `L${layer}`);

export const contrastOf = (layer: LayerContrast, measure: Measure): Contrast | null => layer[measure];

/** The measures that there are: crossings are not counted where the values of a large network jump. */
export const measuresOf = ({ own }: Pick<ClassDensities, 'own'>) =>
  MEASURES.filter(({ key }) => own.layers.some((layer) => contrastOf(layer, key) !== null));

/** The layer's entry of one network. */
export const layerOf = (density: ClassDensity, layer: number): LayerContrast | undefined =>
  density.layers.find((entry) => entry.layer === layer);

/** “1.25 [1.19, 1.31]”; a dash where there is nothing to estimate from. */
export function intervalText({ mean, low, high }: Interval, digits = 3): string {
  if (!Number.isFinite(mean)) return '–';
  return `${formatNumber(mean, digits)} [${formatNumber(low, digits)}, ${formatNumber(high, digits)}]`;
}

const inputRatio = (density: ClassDensity): Interval | undefined => density.layers[0]?.crossings?.ratio;

/** The answer in a line: how much thicker boundaries lie between classes, beside the untrained network. */
export function classGist({ own, untrained }: ClassDensities): string {
  const [mine, before] = [inputRatio(own), inputRatio(untrained)];
  if (!mine || !before) return '';
  return `between / within ${formatNumber(mine.mean, 3)} · untrained ${formatNumber(before.mean, 3)}`;
}

/** Intervals of fewer pairs of a kind are narrower than chance: of one pair they are its value alone. */
const FEWEST_PAIRS = 10;

const hasEnough = ({ layers: [first] }: ClassDensity): boolean =>
  first !== undefined && Math.min(first.counted.within, first.counted.between) >= FEWEST_PAIRS;

/** Whether training put boundaries between the classes, as far as the intervals tell. */
export function verdict({ own, untrained, unchanged }: ClassDensities): string {
  const [mine, before] = [inputRatio(own), inputRatio(untrained)];
  if (!mine || !before) return '';
  const said = `In the inputs, lines between two classes cross ${intervalText(mine)} times as many boundaries a unit of length as lines within a class`;
  if (unchanged) return `${said}. These are the first weights still: train the network to see a difference.`;
  const beside = `${said}; untrained ${intervalText(before)} times.`;
  if (!hasEnough(own) || !hasEnough(untrained)) return `${beside} These are too few pairs to tell a difference.`;
  if (!Number.isFinite(mine.mean) || !Number.isFinite(before.mean))
    return `${beside} Where lines within a class cross nothing, the ratio tells no difference.`;
  if (mine.low > before.high) return `${beside} Boundaries follow the classes more than before training.`;
  if (mine.high < before.low) return `${beside} Boundaries follow the classes less than before training.`;
  return `${beside} The intervals overlap: no clear difference.`;
}

/** “about 40 s”, “about 3 min”, “about 2.5 h”. */
function durationWords(seconds: number): string {
  if (seconds < 90) return `about ${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 5400) return `about ${Math.round(seconds / 60)} min`;
  return `about ${formatNumber(seconds / 3600, 2)} h`;
}

/** “ · about 3 min left”; nothing where it is not known. */
export const leftWords = (seconds: number | null): string =>
  seconds === null ? '' : ` · ${durationWords(seconds)} left`;

/** How far the experiment is: “12 of 40 pairs · about 3 min left”. */
export function progressWords(progress: ClassComparison['progress'], pairs: number): string {
  if (!progress) return 'computing …';
  return `${formatCount(progress.pairs)} of ${formatCount(pairs)} pairs${leftWords(progress.left)}`;
}

/** “1,000 pairs”, or “12 of 40 pairs”. */
export const pairsWords = ({ own, pairs }: ClassDensities): string =>
  `${own.pairs < pairs ? `${formatCount(own.pairs)} of ` : ''}${formatCount(pairs)} pairs`;

/** On what crossings were counted where it is not on all lines of all layers; else nothing. */
export function extentWords({ own: { layers } }: ClassDensities): string {
  const counted = layers.filter(({ crossings }) => crossings !== null);
  const [first] = counted;
  if (!first) return 'crossings are not counted where the values of so large a network jump';
  const where =
    counted.length < layers.length
      ? ` in ${counted.map(({ layer }) => (layer === 0 ? 'the inputs' : layerName(layer))).join(', ')} alone`
      : '';
  const on =
    first.walked < 1 ? `, on a part of each line, drawn at random (${shareText(first.walked)} of the length)` : '';
  return where || on ? `crossings are counted${where}${on}` : '';
}

/** Shares may be tiny: two figures. */
const shareText = (share: number): string => (share < 0.01 ? `${formatNumber(100 * share, 2)}%` : formatPercent(share));

/** Where the untrained network comes from. */
export function originWords({ origin: { origin, seed } }: ClassDensities): string {
  const by = seed === null ? '' : ` (seed ${seed})`;
  if (origin === 'first') return `Untrained: its first weights${by}`;
  if (origin === 'recipe') return `Untrained: the weights that its training began with${by}`;
  return `Untrained: the same layers drawn anew by He${by}, as its first weights are not known`;
}

export const DENSITY_COLUMNS = [
  { name: 'layer', words: true },
  { name: 'measure', words: true },
  { name: 'network', words: true },
  { name: 'within' },
  { name: 'between' },
  { name: 'ratio' },
  { name: 'pairs' },
  { name: 'left out' },
];

/** A row for each layer, measure and network. */
export function densityRows(result: ClassDensities): readonly DataRow[] {
  return result.own.layers.flatMap(({ layer }) =>
    MEASURES.flatMap(({ key: measure }) =>
      SERIES.flatMap(({ key, name }): DataRow[] => {
        const entry = layerOf(result[key], layer);
        const contrast = entry && contrastOf(entry, measure);
        if (!contrast) return [];
        const { within, between } = entry.counted;
        return [
          {
            key: `${layer} ${measure} ${key}`,
            cells: [
              layerName(layer),
              measure === 'hamming' ? 'Hamming' : 'crossings',
              name,
              intervalText(contrast.within),
              intervalText(contrast.between),
              intervalText(contrast.ratio),
              `${formatCount(within)} + ${formatCount(between)}`,
              formatCount(entry.leftOut),
            ],
          },
        ];
      }),
    ),
  );
}

/** The classes' names, in the order of the matrices. */
export const classNames = ({ own, data }: ClassDensities): readonly string[] =>
  own.classes.map((index) => data.classNames[index] ?? String(index));

/** A row a class and a network: mean densities of its pairs with each class. */
export function matrixRows(result: ClassDensities, layer: number, measure: Measure): readonly DataRow[] {
  const names = classNames(result);
  return SERIES.flatMap(({ key, name: network }) => {
    const entry = layerOf(result[key], layer);
    const matrix = entry && contrastOf(entry, measure)?.matrix;
    if (!matrix) return [];
    return names.map(
      (name, i): DataRow => ({
        key: `${key} ${i}`,
        cells: [name, network, ...names.map((_, j) => cellOf(matrix[i * names.length + j] as number))],
      }),
    );
  });
}

const cellOf = (value: number) => (Number.isNaN(value) ? '–' : numberCell(value));
