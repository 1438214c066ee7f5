/** The figures of soft codes along the path, and what they add to those of the hard ones. */
import { pieceAt } from '../../core/path';
import type { SoftPath } from '../../state/types';
import { formatCount, formatNumber, formatPercent } from '../../ui/format';
import { layerNumber } from '../names';
import type { ChartContent, DrawnLine, Named } from './pathChart';
import { timeAt } from './pathPlaces';
import { knotShares, runningCounts, stepLine } from './pathSeries';
import { lookAt, lookLine, ofLayers, softConfidence, softOutputs } from './softSeries';

const HARD = 'var(--ink-soft)';
const ALL = 'var(--accent)';

/** What hard and soft lines of one figure are called. */
export const HARD_AND_SOFT: readonly Named[] = [
  { name: 'hard', colour: HARD },
  { name: 'soft', colour: HARD, dashed: true },
];

/** The accent, the fainter the earlier the layer. */
const layerColour = (row: number, rows: number): string =>
  `color-mix(in oklch, var(--accent) ${Math.round((70 * (row + 1)) / rows)}%, var(--line-strong))`;

const layerName = ({ path, soft }: SoftPath, row: number): string =>
  `L${layerNumber(path.walk.layout, soft.layers[row] ?? 0)}`;

/** A thin line a layer, where there are several. */
function layerLines(softPath: SoftPath, rows: 'variation' | 'entropy'): DrawnLine[] {
  const count = softPath.soft.layers.length;
  if (count < 2) return [];
  return Array.from(softPath.soft.layers.keys(), (row) => ({
    name: layerName(softPath, row),
    colour: layerColour(row, count),
    points: lookLine(softPath, (look) => ofLayers(softPath, rows, look, row)),
  }));
}

/** Layers that the legend names each; of more the first and the last, between which their colours go. */
const MOST_NAMED = 8;

/** The names of lines, what is drawn last first. */
const named = (lines: readonly DrawnLine[], layers: number): Named[] =>
  lines
    .filter((_, i) => layers <= MOST_NAMED || i === 0 || i >= layers - 1)
    .toReversed()
    .flatMap(({ name, colour, dashed }) => (name ? [{ name, colour, ...(dashed ? { dashed } : {}) }] : []));

/** Σ_j ∫|dt_j| from the path's start, all and by layer, beside the crossings of the hard code. */
export function variationChart(softPath: SoftPath, bends: readonly number[]): ChartContent {
  const { path, soft } = softPath;
  const { crossings } = runningCounts(path);
  const last = crossings[crossings.length - 1] ?? 0;
  const lines: DrawnLine[] = [
    ...layerLines(softPath, 'variation').toReversed(),
    {
      name: 'hard crossings',
      points: stepLine(knotShares(path), (piece) => crossings[piece] as number),
      colour: HARD,
      dashed: true,
    },
    { name: 'soft codes', points: lookLine(softPath, (look) => ofLayers(softPath, 'variation', look)), colour: ALL },
  ];
  const byLayer = Array.from(
    soft.layers.keys(),
    (row) =>
      `${layerName(softPath, row)} ${formatNumber(ofLayers(softPath, 'variation', soft.times.length - 1, row), 3)}`,
  ).join(', ');
  // What units do between places of which nothing is known comes on top.
  const least = soft.tolerance < Infinity ? '' : 'at least ';
  return {
    value: `${least}${formatNumber(soft.total, 3)} beside ${formatCount(last)}`,
    text: `Variation of the soft codes along the path: ${least}${formatNumber(soft.total)}, beside ${formatCount(last)} crossings; ${byLayer}`,
    lines,
    legend: named(lines, soft.layers.length),
    bends,
    read(share) {
      const piece = pieceAt(path.walk, timeAt(path, share));
      const here = ofLayers(softPath, 'variation', lookAt(softPath, share));
      return `${least}${formatNumber(here, 3)} beside ${formatCount(crossings[piece] as number)}`;
    },
  };
}

/** Entropy of the code, all and by layer. */
export function entropyChart(softPath: SoftPath, bends: readonly number[]): ChartContent {
  const lines: DrawnLine[] = [
    ...layerLines(softPath, 'entropy').toReversed(),
    { name: 'all', points: lookLine(softPath, (look) => ofLayers(softPath, 'entropy', look)), colour: ALL },
  ];
  const at = (share: number): string =>
    `${formatNumber(ofLayers(softPath, 'entropy', lookAt(softPath, share)), 3)} nats`;
  return {
    value: '',
    text: `Entropy of the soft code along the path: at the start ${at(0)}, at the end ${at(1)}`,
    lines,
    legend: lines.length > 1 ? named(lines, softPath.soft.layers.length) : [],
    bends,
    read: at,
  };
}

/** The soft network's outputs, dashed, of those that are drawn; none where it reads out a code: that has another scale. */
export function softOutputLines(
  softPath: SoftPath,
  drawn: readonly { readonly output: number; readonly colour: string }[],
): DrawnLine[] {
  if (softPath.path.network.codeOutput) return [];
  return drawn.map(({ output, colour }) => ({
    points: lookLine(softPath, (look) => softOutputs(softPath, look)[output] as number),
    colour,
    dashed: true,
  }));
}

/** The soft network's confidence, dashed, and what it is at both ends in words; null where it has none. */
export function softConfidenceLine(
  softPath: SoftPath,
): { readonly line: DrawnLine; readonly said: (share: number) => string } | null {
  if (softConfidence(softPath, 0) === null) return null;
  return {
    line: { points: lookLine(softPath, (look) => softConfidence(softPath, look) ?? 0), colour: HARD, dashed: true },
    said: (share) => formatPercent(softConfidence(softPath, lookAt(softPath, share)) ?? 0),
  };
}
