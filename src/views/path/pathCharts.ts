/** The figures of the path side by side: what each draws, and what it says where it is pointed at. */
import { outputsAt, pieceAt } from '../../core/path';
import type { LensStore, SoftPath, WalkedPath } from '../../state/types';
import { formatCount, formatNumber, formatPercent } from '../../ui/format';
import { isDark } from '../live';
import { layerNumber, outputNames } from '../names';
import { css, type Palette, palette } from '../palette';
import { argMax } from '../slice/colours';
import { className } from '../slice/describe';
import type { ChartContent } from './pathChart';
import { endOf, shareAt, timeAt } from './pathPlaces';
import {
  angleLines,
  confidenceLine,
  confidenceOf,
  crossingShares,
  drawnOutputs,
  knotShares,
  type Line,
  lastHidden,
  normLines,
  outputLine,
  runningCounts,
  stepLine,
} from './pathSeries';
import { entropyChart, HARD_AND_SOFT, softConfidenceLine, softOutputLines, variationChart } from './softCharts';
import { softPathNow } from './softSeries';

/** What all figures share. */
export interface Along {
  readonly path: WalkedPath;
  readonly session: LensStore['session'];
  readonly palette: Palette;
  readonly shares: Float64Array;
  readonly bends: readonly number[];
  /** Soft codes along this path; null where codes are hard, or not there yet. */
  readonly soft: SoftPath | null;
}

export function alongOf({ session }: LensStore, path: WalkedPath): Along {
  const legs = Math.ceil(endOf(path));
  const bends = Array.from({ length: Math.max(0, legs - 1) }, (_, i) => shareAt(path, i + 1));
  return {
    path,
    session,
    palette: palette({ dark: isDark() }),
    shares: knotShares(path),
    bends,
    soft: softPathNow(session),
  };
}

const SOFT = 'var(--ink-soft)';
const ACCENT = 'var(--accent)';

const pieceOf = ({ path }: Along, share: number): number => pieceAt(path.walk, timeAt(path, share));

const outputsOf = ({ path }: Along, share: number): Float64Array => outputsAt(path.walk, timeAt(path, share));

/** The class that wins, or the side of a single output. */
const winner = (outputs: Float64Array): number =>
  outputs.length === 1 ? Number((outputs[0] as number) > 0) : argMax(outputs, 0, outputs.length);

const answer = ({ session }: Along, outputs: Float64Array): string => className(session, winner(outputs));

function crossingsChart(along: Along): ChartContent {
  const { path, bends } = along;
  const { layout, crossings } = path.walk;
  const rows = crossingShares(path).map((shares, i) => ({
    name: `L${layerNumber(layout, layout.gated[i]?.layer ?? 0)}`,
    shares,
  }));
  const counts = rows.map(({ name, shares }) => `${name} ${formatCount(shares.length)}`).join(', ');
  return {
    value: formatCount(crossings.t.length),
    text: `Crossings along the path by layer: ${counts}`,
    rows,
    bends,
    read: (share) => `piece ${pieceOf(along, share)}`,
  };
}

function outputsChart(along: Along): ChartContent {
  const { path, session, shares, bends, soft } = along;
  const names = outputNames(path.network, session.data);
  const drawn = drawnOutputs(path);
  const single = path.walk.outputSize === 1;
  const inks = drawn.map((output) => ({ output, colour: single ? ACCENT : css(along.palette.classInk(output)) }));
  const hard = inks.map(({ output, colour }) => ({ points: outputLine(path, shares, output), colour }));
  const softened = soft ? softOutputLines(soft, inks) : [];
  const ends = [0, 1].map((share) => {
    const outputs = outputsOf(along, share);
    const best = single ? 0 : winner(outputs);
    return `${names[best]} = ${formatNumber(outputs[best] as number)}`;
  });
  return {
    value: '',
    text: `Outputs along the path, largest at the start ${ends[0]}, at the end ${ends[1]}`,
    lines: [...hard, ...softened],
    ...(softened.length > 0 ? { legend: HARD_AND_SOFT } : {}),
    bends,
    read(share) {
      const outputs = outputsOf(along, share);
      const best = single ? 0 : winner(outputs);
      return `${names[best]} ${formatNumber(outputs[best] as number)}`;
    },
  };
}

function confidenceChart(along: Along): ChartContent | null {
  const { path, session, shares, bends, soft } = along;
  if (session.data?.task === 'regression') return null;
  const points = confidenceLine(path, shares);
  let least = 1;
  for (let i = 1; i < points.length; i += 2) least = Math.min(least, points[i] as number);
  const said = (share: number): string => {
    const outputs = outputsOf(along, share);
    return `${answer(along, outputs)} ${formatPercent(confidenceOf(outputs))}`;
  };
  const softened = soft && softConfidenceLine(soft);
  const beside = softened ? `; of the soft network ${softened.said(0)} and ${softened.said(1)}` : '';
  return {
    value: '',
    text: `Confidence along the path: at the start ${said(0)}, at the end ${said(1)}, least ${formatPercent(least)}${beside}`,
    lines: [{ points, colour: SOFT }, ...(softened ? [softened.line] : [])],
    ...(softened ? { legend: HARD_AND_SOFT } : {}),
    range: [0, 1],
    bends,
    read: said,
  };
}

function countsChart(along: Along): ChartContent {
  const { path, shares, bends } = along;
  const { crossings, hamming } = runningCounts(path);
  const last = shares.length - 2;
  return {
    value: `${crossings[last]} · H ${hamming[last]}`,
    text: `From start to end ${crossings[last]} crossings, Hamming distance ${hamming[last]}`,
    lines: [
      { points: stepLine(shares, (p) => crossings[p] as number), colour: SOFT },
      { points: stepLine(shares, (p) => hamming[p] as number), colour: ACCENT },
    ],
    bends,
    read(share) {
      const piece = pieceOf(along, share);
      return `${crossings[piece]} · H ${hamming[piece]}`;
    },
  };
}

const valueAt = (line: Line, share: number): number => {
  let i = 0;
  while (i + 2 < line.length && (line[i + 2] as number) <= share) i += 2;
  const next = Math.min(line.length - 2, i + 2);
  const [x0, y0, x1, y1] = [line[i], line[i + 1], line[next], line[next + 1]] as [number, number, number, number];
  return x1 > x0 ? y0 + ((share - x0) / (x1 - x0)) * (y1 - y0) : y1;
};

/** Below what is known at some places alone. */
const placesOf = ({ path: { samples } }: Along): { readonly note?: string } =>
  samples ? { note: `at ${formatCount(samples.times.length)} places` } : {};

const DIFFERENCE = 'their difference';

function normChart(along: Along): ChartContent | null {
  const { path, session, shares, bends } = along;
  const found = normLines(path, shares);
  const whole = found.find(({ of }) => of === 'all');
  if (found.length === 0) return null;
  const names = outputNames(path.network, session.data);
  const lines = found.map(({ of, points }, row) => {
    if (of === 'all') return { name: '', points, colour: SOFT };
    const [output, other] = of;
    // Where classes are many their colours are alike.
    return other === undefined
      ? { name: names[output] ?? '', points, colour: css(along.palette.classInk(output)), dashed: row > 0 }
      : { name: DIFFERENCE, points, colour: SOFT };
  });
  const at = (share: number): string => lines.map(({ points }) => formatNumber(valueAt(points, share))).join(' · ');
  const what = whole
    ? 'Spectral norm of the local affine map'
    : `Norms of the gradients of ${lines.map(({ name }) => name).join(', ')}`;
  return {
    ...(whole ? {} : { title: '‖∇f‖₂', legend: lines }),
    ...placesOf(along),
    value: '',
    text: `${what}: at the start ${at(0)}, at the end ${at(1)}`,
    lines,
    bends,
    read: at,
  };
}

function angleChart(along: Along): ChartContent | null {
  const { path, bends } = along;
  const all = angleLines(path);
  const points = all[all.length - 1];
  if (!points) return null;
  const last = lastHidden(path.network);
  const name = last === 0 ? 'the inputs' : `layer ${layerNumber(path.walk.layout, last)}`;
  const at = (share: number): string => {
    const angle = valueAt(points, share);
    return Number.isFinite(angle) ? `${formatNumber(angle, 3)}°` : 'none';
  };
  return {
    ...placesOf(along),
    value: '',
    text: `Angle between the activations of ${name} and those at the start: at the end ${at(1)}; fainter, earlier layers`,
    // The last layer in full, the earlier ones the fainter the earlier they are.
    lines: all.map((line, i) => ({
      points: line,
      colour: `color-mix(in oklch, var(--accent) ${Math.round((100 * (i + 1)) / all.length)}%, var(--line-strong))`,
    })),
    range: [0, 180],
    bends,
    read: at,
  };
}

export interface Figure {
  readonly title: string;
  /** Null where the figure says nothing of this network. */
  readonly make: (along: Along) => ChartContent | null;
  /** Costs more than a drag can bear. */
  readonly atRest?: boolean;
}

export const FIGURES: readonly Figure[] = [
  { title: 'Crossings', make: crossingsChart },
  { title: 'Output', make: outputsChart },
  { title: 'Confidence', make: confidenceChart },
  { title: 'Counts', make: countsChart },
  { title: '‖A‖₂', make: normChart, atRest: true },
  { title: 'Angle', make: angleChart, atRest: true },
];

/** Of soft codes; hidden while codes are hard. They keep those of an older path until the newest are there. */
export const SOFT_FIGURES: readonly Figure[] = [
  {
    title: 'Soft variation',
    make: ({ session, bends }) => session.softPath && variationChart(session.softPath, bends),
  },
  {
    title: 'Entropy of the code',
    make: ({ session, bends }) => session.softPath && entropyChart(session.softPath, bends),
  },
];
