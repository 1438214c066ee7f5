/** The path in words and rows. */
import { hasContests } from '../../core/network/contest';
import { type ConfidenceLimit, type LongEnd, lengthUpTo, type PathEnd } from '../../core/path';
import type { PathPart, PathProgress } from '../../state/pathTypes';
import type { LensStore, PathVertex, SoftPath, WalkedPath } from '../../state/types';
import { type DataRow, numberCell } from '../../ui/DataTable';
import { formatCount, formatNumber, formatPercent } from '../../ui/format';
import { anchorWords } from '../anchors/anchorSpec';
import { layerNumber, pieceName, unitLabel } from '../names';
import { className, pointText } from '../slice/describe';
import { endOf, shareAt } from './pathPlaces';
import { ofLayers } from './softSeries';

/** “12 crossings · Hamming 8 · length 1.2 · 10 per length”; of a part, what share of the way it is. */
export function pathGist(path: WalkedPath): string {
  const { crossings, hamming, length, density: thick } = path.density;
  const per = length > 0 ? ` · ${formatNumber(thick, 3)} a unit of length` : '';
  const part = path.part ? `${formatShare(walkedShare(path))} of the way: ` : '';
  return `${part}${formatCount(crossings)} crossings · Hamming distance ${formatCount(hamming)} · length ${formatNumber(length, 3)}${per}`;
}

/** Shares of a long way may be tiny: two figures. */
const formatShare = (share: number): string => `${formatNumber(100 * share, 2)}%`;

/** The share of the path's length that is walked. */
function walkedShare(path: WalkedPath): number {
  const { legLengths } = path.walk;
  const whole = lengthUpTo(legLengths, legLengths.length);
  return whole > 0 ? lengthUpTo(legLengths, endOf(path)) / whole : endOf(path) / legLengths.length;
}

const PHASES: Readonly<Record<Exclude<PathProgress['phase'], 'walk'>, string>> = {
  beyond: 'beyond its ends',
  soft: 'soft codes',
  samples: 'norms and angles',
};

/** A walk under way: “walking: 0.12% of the way, 340 crossings so far · next stretch 40%”; behind it “norms and angles: 40%”. */
export const progressWords = ({ phase, share, crossings, stretch, stopped }: PathProgress): string => {
  if (phase !== 'walk') return stopped ? 'stopping' : `${PHASES[phase]}: ${Math.floor(100 * share)}%`;
  if (stretch === 0 && share === 0) return stopped ? 'stopping' : 'walking';
  const far =
    share > 0 ? `${formatShare(share)} of the way, ${formatCount(crossings)} crossings so far · next` : 'first';
  return `${stopped ? 'stopping' : 'walking'}: ${far} stretch ${formatPercent(stretch)}`;
};

const PARTS: Readonly<Record<PathPart, string>> = {
  walking: 'The walk goes on.',
  stopped: 'The walk was stopped.',
  full: 'More pieces are not kept: points nearer to each other make a path that is walked whole.',
};

/** What of the path the figures show; empty where they show all of it. */
export const partWords = (path: WalkedPath): string =>
  path.part
    ? `The figures show the first ${formatShare(walkedShare(path))} of the way, to ${formatCount(path.density.crossings)} crossings. ${PARTS[path.part]}`
    : '';

/** Where a vertex of the path is. */
export function vertexWords(vertex: PathVertex, { lens, session }: LensStore): string {
  if (vertex.kind === 'slice') return pointText(lens, vertex.at, session.network.inputSize);
  if (vertex.kind === 'mix' && session.data) return anchorWords(vertex, session.data);
  return 'an input of its own';
}

function limitWords({ certain, winner, classes, confidence }: ConfidenceLimit, session: LensStore['session']): string {
  const name = className(session, winner);
  if (certain) return `the confidence tends to 1 for ${name}`;
  const among = classes.length > 1 ? `, as ${formatCount(classes.length)} outputs grow alike` : '';
  return `the confidence tends to ${formatNumber(confidence, 3)} for ${name}${among}`;
}

/** “12 more, the last 3.1 away”; where they are not counted “at least 12 more”. */
function countWords(path: WalkedPath, end: PathEnd | LongEnd, which: 'before' | 'after'): string {
  const m = path.walk.legLengths.length;
  const leg = path.walk.legLengths[which === 'before' ? 0 : m - 1] ?? 0;
  const away = formatNumber((which === 'before' ? -end.last : end.last - m) * leg, 3);
  if ('ray' in end || end.counted) {
    const count = 'ray' in end ? end.crossings.t.length : end.crossings;
    return count === 0 ? 'no more crossings' : `${formatCount(count)} more, the last ${away} away`;
  }
  // What changes last may be a match of a contest that has no boundary there.
  const most = hasContests(path.walk.layout) ? 'at most ' : '';
  return `at least ${formatCount(end.crossings)} more, the last ${most}${away} away`;
}

/** What comes beyond one end of the path. */
export function beyondWords(
  path: WalkedPath,
  end: PathEnd | LongEnd,
  which: 'before' | 'after',
  session: LensStore['session'],
): string {
  const counted = countWords(path, end, which);
  const lastly = session.data?.task === 'regression' ? 'f is affine for ever' : limitWords(end.limit, session);
  return `${counted}${counted.startsWith('no') ? ';' : '; then'} ${lastly}`;
}

/** Layers of the path: units, crossings, Hamming distance of the ends, crossings a unit of length. */
export const layerRows = ({ density, walk }: WalkedPath): readonly DataRow[] =>
  density.layers.map(({ layer, units, crossings, hamming, density: thick }) => ({
    key: layer,
    cells: [
      `L${layerNumber(walk.layout, layer)}`,
      formatCount(units),
      formatCount(crossings),
      formatCount(hamming),
      numberCell(thick),
    ],
  }));

/** Those of the soft codes: variation, and entropy at both ends, by layer. */
export const softLayerRows = (softPath: SoftPath): readonly DataRow[] => {
  const last = softPath.soft.times.length - 1;
  return softPath.path.density.layers.map(({ layer, crossings }, row) => ({
    key: layer,
    cells: [
      `L${layerNumber(softPath.path.walk.layout, layer)}`,
      numberCell(ofLayers(softPath, 'variation', last, row)),
      formatCount(crossings),
      numberCell(ofLayers(softPath, 'entropy', 0, row)),
      numberCell(ofLayers(softPath, 'entropy', last, row)),
    ],
  }));
};

/** Soft codes that are being looked at, or were stopped, go part of the way. */
function reachWords(path: WalkedPath, { times }: SoftPath['soft']): string {
  const share = shareAt(path, times[times.length - 1] as number);
  return share < 1 ? ` of the first ${formatShare(share)} of it` : '';
}

/** “variation 8.312, at most 0.0004 more, beside 12 crossings”. */
export const softWords = ({ path, soft }: SoftPath): string => {
  const { total, tolerance, times } = soft;
  const more = tolerance > 0 && tolerance < Infinity ? `, at most ${formatNumber(tolerance, 2)} more` : '';
  const least =
    tolerance < Infinity ? '' : ` at least, from ${formatCount(times.length)} places${reachWords(path, soft)}`;
  return `variation ${formatNumber(total)}${least}${more}, beside ${formatCount(path.density.crossings)} crossings of the hard code`;
};

/** Rows shown at most. */
export const MOST_ROWS = 500;

/** Crossings one by one, in their order along the path. */
export function crossingRows(path: WalkedPath): readonly DataRow[] {
  const { crossings, layout } = path.walk;
  const shown = Math.min(MOST_ROWS, crossings.t.length);
  return Array.from({ length: shown }, (_, i) => {
    const t = crossings.t[i] as number;
    const layer = crossings.layer[i] as number;
    const gated = layout.gated.find((entry) => entry.layer === layer);
    const name = (piece: number | undefined): string => (gated ? pieceName(gated, piece ?? 0) : String(piece));
    return {
      key: i,
      cells: [
        formatCount(i + 1),
        numberCell(t),
        numberCell(shareAt(path, t)),
        unitLabel(layout, layer, crossings.unit[i] as number),
        `${name(crossings.before[i])} → ${name(crossings.after[i])}`,
      ],
    };
  });
}
