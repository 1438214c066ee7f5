/** The reports as text for people; `--json` has every digit. */
import type { BoundaryReport, InspectReport, PartitionReport } from '../core';
import type { SoftReport } from '../core/soft';
import type { ParsedNetwork } from '../formats';

/** Columns of a map that are printed; wider maps are summed up. */
const PRINTED_COLUMNS = 8;

export type Row = readonly [name: string, value: string];

export const number = (value: number): string =>
  Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));

export function table(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  return rows
    .map(([name, value]) => `${name.padEnd(width)}${value}`.trimEnd())
    .join('\n')
    .concat('\n');
}

export const networkRow = ({ network }: ParsedNetwork): Row => [
  'network',
  `${network.name} (${[network.inputSize, ...network.layers.map((layer) => layer.outputSize)].join('-')})`,
];

export function partitionTable(source: ParsedNetwork, report: PartitionReport): string {
  const { certificate, seconds } = report;
  const size = source.interval ? 'length' : 'area';
  return table([
    networkRow(source),
    [source.interval ? 'pieces' : 'faces', number(report.faces)],
    ['vertices', number(report.vertices)],
    ...(source.interval ? [] : ([['edges', number(report.edges)]] as Row[])),
    [size, number(report.area)],
    [`domain ${size}`, number(report.domainArea)],
    ['seconds', `best ${number(seconds.best)}, median ${number(seconds.median)}`],
    ...(certificate ? certificateRows(certificate, size) : []),
  ]);
}

function certificateRows(certificate: NonNullable<PartitionReport['certificate']>, size: string): Row[] {
  return [
    ['euler', number(certificate.euler)],
    [`${size} error`, `${number(certificate.areaError)} (relative)`],
    ['codes checked', `${number(certificate.codesChecked)}, ${number(certificate.codeMismatches)} mismatches`],
    ['sign violations', `${number(certificate.signViolations)} of ${number(certificate.cellsChecked)}`],
    ['undecided', number(certificate.undecided)],
    ['merged', number(certificate.merged)],
    ['continuity', `${number(certificate.continuity)} (relative)`],
    ['residual', `${number(certificate.residual)} (relative, at ${certificate.residualsChecked} faces)`],
  ];
}

export function inspectTable(source: ParsedNetwork, report: InspectReport | SoftReport): string {
  const gated = source.network.layers.flatMap(({ activation }, i) => (activation.name === 'identity' ? [] : [i + 1]));
  const { map } = report;
  return table([
    networkRow(source),
    ...report.code.map((entries, i): Row => [`code, layer ${gated[i] ?? i + 1}`, entries.join('')]),
    ['output', report.output.map(number).join(', ')],
    ...map.A.map((row, k): Row => [`map, output ${k}`, mapRow(row, map.c[k] ?? 0)]),
    ['nearest boundary', boundaryText(report.nearestBoundary)],
    ...('nearestBoundaryInSlice' in report
      ? ([['… along the slice', boundaryText(report.nearestBoundaryInSlice ?? null)]] as Row[])
      : []),
    ...('softCode' in report ? softRows(report, gated) : []),
    ...(report.onBoundary.length > 0
      ? ([
          ['on the boundary of', report.onBoundary.map(({ layer, unit }) => `layer ${layer} unit ${unit}`).join(', ')],
        ] as Row[])
      : []),
  ]);
}

function softRows(report: SoftReport, gated: readonly number[]): Row[] {
  const unit = (t: number | readonly number[]): string =>
    typeof t === 'number' ? t.toFixed(3) : `(${t.map((p) => p.toFixed(3)).join(' ')})`;
  return [
    ...report.softCode.map((units, i): Row => [`soft code, layer ${gated[i] ?? i + 1}`, units.map(unit).join(' ')]),
    ['entropy', `${number(report.entropy)} nats (${report.entropyByLayer.map(number).join(', ')} by layer)`],
    ['expected active', number(report.expectedActive)],
    ...report.softMap.A.map((row, k): Row => [`soft map, output ${k}`, mapRow(row, report.softMap.c[k] ?? 0)]),
    ...report.jacobian.map((row, k): Row => [`Jacobian, output ${k}`, gradientRow(row)]),
  ];
}

const gradientRow = (row: readonly number[]): string =>
  row.length <= PRINTED_COLUMNS
    ? `[${row.map(number).join(', ')}]`
    : `${row.length} coefficients of norm ${number(Math.hypot(...row))}`;

function mapRow(row: readonly number[], offset: number): string {
  if (row.length <= PRINTED_COLUMNS) return `[${row.map(number).join(', ')}], offset ${number(offset)}`;
  return `${row.length} coefficients of norm ${number(Math.hypot(...row))}, offset ${number(offset)}`;
}

const boundaryText = (boundary: BoundaryReport | null): string =>
  boundary ? `layer ${boundary.layer} unit ${boundary.unit} at ${number(boundary.distance)}` : 'none';
