import type { FacetReport, FacetsReport, FacetUnit } from '../core/facetReport';
import type { PassSummary } from '../core/polytope';
import type { ParsedNetwork } from '../formats';
import { networkRow, number, type Row, table } from './tables';

/** Facets that are printed, the nearest ones; `--json` has all. */
const PRINTED_FACETS = 20;

export function facetsTable(source: ParsedNetwork, report: FacetsReport): string {
  const { facets, boxFacets, undecided, volume, passes } = report;
  if (report.interior !== 'interior')
    return table([networkRow(source), ...(passes ? noInside(report, passes) : NO_INTERIOR)]);
  const left = facets.length - PRINTED_FACETS;
  return table([
    networkRow(source),
    ...(passes
      ? passRows(report, passes)
      : ([
          ['constraints', `${report.constraints}, on ${report.hyperplanes} hyperplanes`],
          ['facets', number(facets.length)],
          ...(boxFacets === null ? [] : ([['sides of the box', `${boxFacets} of ${2 * report.inputs}`]] as Row[])),
          ['redundant', number(report.redundant)],
          ['undecided', number(undecided.length)],
          ['bounded', boundedText(report)],
          ['inscribed ball', ballText(report)],
        ] as Row[])),
    ...(volume ? ([['volume', `${number(volume.value)} ${errorText(volume)}`]] as Row[]) : []),
    ['seconds', number(report.seconds)],
    ...facets.slice(0, PRINTED_FACETS).map((facet, i): Row => [`facet ${i + 1}`, facetText(facet)]),
    ...(left > 0 ? ([['…', `${left} more: --json lists all`]] as Row[]) : []),
  ]);
}

const NO_INTERIOR: readonly Row[] = [['interior', 'none that float64 can tell: the point lies on boundaries']];

/** A search by passes gives up alike where there is no inside, where the box leaves none, and where more passes would find one. */
function noInside({ box }: FacetsReport, { halfSpaces, undecided, onBoundaries, passes }: PassSummary): Row[] {
  const outside = box ? ', or its polytope outside the box' : '';
  return [
    ['interior', `none found by ${passes} passes: the point lies on ${onBoundaries} boundaries${outside}`],
    ['half-spaces', `${halfSpaces}, too many to be written out`],
    ['undecided', number(undecided)],
  ];
}

/** Of a search by passes: what was found is not all. */
function passRows({ facets, boxFacets, inputs, box, radius }: FacetsReport, found: PassSummary): Row[] {
  const where = found.fromInput === 0 ? 'the input' : `a point ${number(found.fromInput)} from it`;
  return [
    ['half-spaces', `${found.halfSpaces}, too many to be written out: facets are found by rays`],
    ['facets', `at least ${facets.length}`],
    ...(boxFacets === null ? [] : ([['sides of the box', `at least ${boxFacets} of ${2 * inputs}`]] as Row[])),
    ...(box ? ([['never in the box', number(found.outside)]] as Row[]) : []),
    ['undecided', number(found.undecided)],
    ['ball', `radius ${found.exactRadius ? '' : 'at most '}${number(radius ?? 0)} about ${where}`],
    ['passes', `${found.passes}, for ${found.rays} rays`],
  ];
}

function boundedText({ bounded, lineality, box }: FacetsReport): string {
  if (box) return 'yes, by the box';
  if (lineality > 0) return `no: nothing bounds it along ${lineality} dimensions`;
  if (bounded === null) return 'not decided';
  return bounded ? 'yes' : 'no';
}

function ballText({ radius, radiusBound }: FacetsReport): string {
  if (radius === null) return 'none';
  if (radiusBound === null) return `radius ${number(radius)} or more`;
  return `radius ${number(radius)}, at most ${number(radiusBound)}`;
}

/** f is continuous to rounding across all but the steps that sigmoid and tanh soften. */
const JUMP = 1e-6;

const errorText = ({ method, standardError }: NonNullable<FacetsReport['volume']>): string =>
  method === 'random walk' ? `± ${number(standardError)} (random walks)` : `(exact ${method})`;

const unitText = ({ layer, unit }: Pick<FacetUnit, 'layer' | 'unit'>): string => `layer ${layer} unit ${unit}`;

function facetText({ units, distance, footInside, width, neighbour }: FacetReport): string {
  const through = width === null ? 'no end behind it' : `${number(width)} through`;
  const jumps = neighbour && neighbour.continuity > JUMP ? ', f jumps' : '';
  const across = neighbour ? `, bend ${number(neighbour.bend)}${jumps}` : ', nothing to be told across it';
  return `${units.map(unitText).join(' + ')} at ${number(distance)}${footInside ? '' : ' (hyperplane)'}, ${through}${across}`;
}
