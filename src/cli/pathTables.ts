/** The reports of paths as text for people; `--json` has every digit. */
import type {
  ClassDensityReport,
  ContrastReport,
  CrossingReport,
  EndReport,
  LayerContrastReport,
  PathReport,
} from '../core';
import type { SoftPathReport } from '../core/soft';
import type { ParsedNetwork } from '../formats';
import { networkRow, number, type Row, table } from './tables';

/** Crossings that are written out; the others are counted. */
const PRINTED_CROSSINGS = 20;

export function pathTable(source: ParsedNetwork, report: PathReport | SoftPathReport): string {
  const { extension } = report;
  return table([
    networkRow(source),
    ['length', number(report.length)],
    ...(report.reached === undefined ? [] : [['walked', `to t = ${number(report.reached)}`] as const]),
    ['crossings', `${report.crossings.length}${tieText(report)}`],
    ['hamming', `${report.hamming} between the codes of the ends`],
    ['pieces', number(report.pieces.length)],
    ['density', `${number(report.density)} crossings per length`],
    ...report.layers.map(
      ({ layer, crossings, hamming, density }): Row => [
        `… of layer ${layer}`,
        `${number(density)} (${crossings} crossings, hamming ${hamming})`,
      ],
    ),
    ...('variation' in report ? variationRows(report) : []),
    ...crossingRows(report.crossings),
    ...(extension ? [...endRows('before', extension.before), ...endRows('after', extension.after)] : []),
  ]);
}

const variationRows = ({ variation, variationByLayer, tolerance }: SoftPathReport): Row[] => [
  ['soft variation', `${number(variation)} (at most ${number(tolerance)} more), beside the crossings of the hard code`],
  ...variationByLayer.map(({ layer, variation: own }): Row => [`… of layer ${layer}`, number(own)]),
];

const tieText = ({ ties }: PathReport): string =>
  ties.length === 0 ? '' : `, several at one t: ${ties.map(({ t, count }) => `${count} at ${number(t)}`).join(', ')}`;

function crossingRows(crossings: readonly CrossingReport[]): Row[] {
  const rows = crossings
    .slice(0, PRINTED_CROSSINGS)
    .map(({ t, layer, unit }): Row => [`t = ${number(t)}`, `layer ${layer} unit ${unit}`]);
  const rest = crossings.length - rows.length;
  return rest > 0 ? [...rows, ['…', `${rest} more`]] : rows;
}

function endRows(side: 'before' | 'after', { crossings, last, limit }: EndReport): Row[] {
  const place = crossings.length === 0 ? 'none' : `${crossings.length}, the last at t = ${number(last)}`;
  const shared = limit.classes.length > 1 ? ` shared by ${limit.classes.join(', ')}` : '';
  return [
    [`crossings ${side}`, place],
    [
      '… confidence',
      limit.certain
        ? `tends to 1 for class ${limit.winner}`
        : `stays at ${number(limit.confidence)} for class ${limit.winner}${shared}`,
    ],
  ];
}

export function densityTable(source: ParsedNetwork, report: ClassDensityReport): string {
  return table([
    networkRow(source),
    ['pairs', `${report.pairs}, seed ${report.seed}`],
    ['classes', report.classes.join(', ')],
    ...layerRows(report.layers),
    ...(report.permuted ? [['weights permuted', 'the same pairs'] as const, ...layerRows(report.permuted)] : []),
  ]);
}

const layerRows = (layers: readonly LayerContrastReport[]): Row[] =>
  layers.flatMap(({ layer, hamming, crossings, counted, leftOut, walked }): Row[] => [
    [
      layer === 0 ? 'inputs' : `activations of layer ${layer}`,
      `${counted.within} pairs within, ${counted.between} between, ${leftOut} at distance 0 left out`,
    ],
    ...contrastRows('hamming / distance', hamming),
    ...(crossings ? contrastRows('crossings / length', crossings) : []),
    ...(walked < 1 ? [['… counted on', `${number(100 * walked)} % of the length of the lines`] as const] : []),
  ]);

function contrastRows(name: string, { within, between, ratio }: ContrastReport): Row[] {
  const text = ({ mean, low, high }: { mean: number; low: number; high: number }): string =>
    `${number(mean)} [${number(low)}, ${number(high)}]`;
  return [
    [`… ${name}`, `within ${text(within)}, between ${text(between)}`],
    ['… between / within', `${text(ratio)} (99 % intervals)`],
  ];
}
