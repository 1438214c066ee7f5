/** The statistics of a partition as bar charts: what each bar counts, and the numbers beside it. No drawing. */
import type { Histogram, Summary } from '../../core/analysis';
import type { PartitionStatistics } from '../../state/types';
import { type DataRow, numberCell } from '../../ui/DataTable';
import { formatCount, formatNumber } from '../../ui/format';

export interface Bar {
  readonly count: number;
  /** The values that it stands for: `0.01 … 0.02`, `4 edges`, `layers 1 … 2`. */
  readonly range: string;
  /** What it counts, in words. */
  readonly text: string;
}

export interface ChartData {
  readonly title: string;
  readonly bars: readonly Bar[];
  /** Texts at the ends of the axis. */
  readonly ends: readonly [string, string];
  /** Numbers under the chart, each with its name. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** The bar that a value belongs to; −1 for none. */
  readonly barOf: (value: number) => number;
  /** Said in place of the bars. */
  readonly problem: string | null;
}

const none = (): number => -1;

const short = (value: number): string => (Number.isInteger(value) ? formatCount(value) : formatNumber(value, 3));

const makeBar = (range: string, count: number, what: string): Bar => ({
  count,
  range,
  text: `${range}: ${formatCount(count)} ${what}`,
});

const layersText = (from: number, to: number): string => (from === to ? `layer ${to}` : `layers ${from} … ${to}`);

const summaryFacts = ({ median, mean }: Summary, text: (value: number) => string): ChartData['facts'] => [
  ['median', text(median)],
  ['mean', text(mean)],
];

const power = (exponent: number): string => formatNumber(10 ** exponent, 2);

/** Bars of a histogram of logarithms. Ends are the smallest and the largest value. */
export function logChart(title: string, what: string, summary: Summary, { edges, counts }: Histogram): ChartData {
  const bars = Array.from(counts, (count, i) =>
    makeBar(`${power(edges[i] as number)} … ${power(edges[i + 1] as number)}`, count, what),
  );
  const [first, last] = [edges[0] ?? 0, edges[edges.length - 1] ?? 0];
  const barOf = (value: number): number => {
    const at = Math.floor(((Math.log10(value) - first) / (last - first)) * bars.length);
    return value > 0 && bars.length > 0 ? Math.min(bars.length - 1, Math.max(0, at)) : -1;
  };
  const facts = summaryFacts(summary, short);
  return { title, bars, ends: [short(summary.min), short(summary.max)], facts, barOf, problem: null };
}

/** Bars of whole numbers from the smallest that occurs to the largest. */
export function countChart(
  title: string,
  unit: string,
  what: string,
  summary: Summary,
  counts: Uint32Array,
): ChartData {
  const from = counts.findIndex((count) => count > 0);
  const bars = Array.from(counts.subarray(Math.max(0, from)), (count, i) =>
    makeBar(`${formatCount(from + i)} ${unit}`, count, what),
  );
  const barOf = (value: number): number => (value >= from && value < from + bars.length ? value - from : -1);
  const ends = [formatCount(summary.min), formatCount(summary.max)] as const;
  return { title, bars, ends, facts: summaryFacts(summary, short), barOf, problem: null };
}

/** Layers by their number in the whole network. */
const numbered = ({ regionsByLayer }: PartitionStatistics, layersBefore: number) =>
  regionsByLayer.map(({ layer, regions }) => ({ layer: layer + layersBefore, regions }));

function layerChart(statistics: PartitionStatistics, layersBefore: number, what: string): ChartData {
  const regionsByLayer = numbered(statistics, layersBefore);
  const from = layersBefore + 1;
  const bars = regionsByLayer.map(({ layer, regions }) => makeBar(layersText(from, layer), regions, what));
  const [first, last] = [regionsByLayer[0], regionsByLayer[regionsByLayer.length - 1]];
  const facts = [first, last].flatMap((entry, i) =>
    entry && (i === 0 || entry !== first) ? [[`layer ${entry.layer}`, formatCount(entry.regions)] as const] : [],
  );
  const ends = [first ? `L${first.layer}` : '', last && last !== first ? `L${last.layer}` : ''] as const;
  return { title: 'By layer', bars, ends, facts, barOf: none, problem: null };
}

function bendChart({ bends, bendHistogram }: PartitionStatistics, what: string): ChartData {
  const title = 'Bends';
  if (!bends || !bendHistogram)
    return { title, bars: [], ends: ['', ''], facts: [], barOf: none, problem: 'Cut by all layers to see them.' };
  if (bends.count === 0) return { title, bars: [], ends: ['', ''], facts: [], barOf: none, problem: 'There are none.' };
  const chart = logChart(title, what, bends, bendHistogram);
  const { leftOut } = bendHistogram;
  return leftOut > 0 ? { ...chart, facts: [...chart.facts, [`without bend`, formatCount(leftOut)]] } : chart;
}

/** The small multiples, in the order in which they stand. `layersBefore`: how many layers lie before what is sliced. */
export function chartsOf(statistics: PartitionStatistics, layersBefore = 0): readonly ChartData[] {
  const { areas, areaHistogram, edges, edgeCounts, activeUnits, activeCounts } = statistics;
  const plane = edges !== null;
  const what = plane ? 'polytopes' : 'pieces';
  return [
    layerChart(statistics, layersBefore, what),
    logChart(plane ? 'Area' : 'Length', what, areas, areaHistogram),
    ...(edges && edgeCounts ? [countChart('Edges', 'edges', what, edges, edgeCounts)] : []),
    countChart('Active units', 'units on', what, activeUnits, activeCounts),
    bendChart(statistics, plane ? 'edges' : 'kinks'),
  ];
}

/** Columns of the table. */
export const COLUMNS = ['count', 'min', 'median', 'mean', 'max'] as const;

const summaryRow = (name: string, { count, min, median, mean, max }: Summary): DataRow => ({
  key: name,
  cells: [name, formatCount(count), ...[min, median, mean, max].map((value) => (count > 0 ? numberCell(value) : '–'))],
});

/** The same numbers as a table. */
export function tableRows(statistics: PartitionStatistics, layersBefore = 0): readonly DataRow[] {
  const { pieces, areas, edges, activeUnits, bends } = statistics;
  const plane = edges !== null;
  const counted = (name: string, count: number): DataRow => ({
    key: name,
    cells: [name, formatCount(count), '', '', '', ''],
  });
  return [
    ...numbered(statistics, layersBefore).map(({ layer, regions }) =>
      counted(`cut by ${layersText(layersBefore + 1, layer)}`, regions),
    ),
    ...(pieces === null ? [] : [counted('affine pieces', pieces)]),
    summaryRow(plane ? 'area' : 'length', areas),
    ...(edges ? [summaryRow('edges of a polytope', edges)] : []),
    summaryRow('active units', activeUnits),
    ...(bends ? [summaryRow('bend ‖ΔA‖ along the slice', bends)] : []),
  ];
}

/** A row a bar of the charts, in their order: the chart, the values that the bar stands for, how many it counts. */
export const barRows = (statistics: PartitionStatistics, layersBefore = 0): readonly DataRow[] =>
  chartsOf(statistics, layersBefore).flatMap(({ title, bars }) =>
    bars.map(({ range, count }, i) => ({ key: `${title} ${i}`, cells: [title, range, formatCount(count)] })),
  );

/** The gist in a line. */
export function summaryLine({ faces, pieces, areas, edges }: PartitionStatistics): string {
  const plane = edges !== null;
  return [
    `${formatCount(faces)} ${plane ? 'polytopes' : 'pieces'}`,
    ...(pieces === null ? [] : [`${formatCount(pieces)} affine pieces`]),
    `median ${plane ? 'area' : 'length'} ${formatNumber(areas.median, 3)}`,
  ].join(' · ');
}
