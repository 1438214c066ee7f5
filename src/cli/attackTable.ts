/** The report of an attack as text for people; `--json` has every digit. */
import type { AttackReport } from '../core';
import type { ParsedNetwork } from '../formats';
import { networkRow, number, type Row, table } from './tables';

/** Inputs that are written out; of wider ones only the perturbation's norms are. */
const PRINTED_INPUTS = 8;

const METHODS = { fgsm: 'FGSM', pgd: 'PGD' };
const NORMS = { inf: 'L∞', 2: 'L2' };
const WAYS = {
  polytope: 'within its own polytope',
  straight: 'on the straight way to the attacked input',
  iterates: 'on the way through the iterates',
  beyond: 'on the straight way beyond the attacked input',
};

export function attackTable(source: ParsedNetwork, report: AttackReport): string {
  const { before, after, target, perturbation } = report;
  const goal = target === null ? `away from class ${report.class}` : `from class ${report.class} to class ${target}`;
  return table([
    networkRow(source),
    ['attack', `${METHODS[report.method]}, ${NORMS[report.norm]} ball of ${number(report.epsilon)}, ${goal}`],
    [
      'class',
      `${before.class} (${number(before.probability)}) before, ${after.class} (${number(after.probability)}) after`,
    ],
    ['success', report.success ? 'yes' : 'no'],
    ...stepRows(report),
    ['loss', `${number(before.loss)} before, ${number(after.loss)} after`],
    ...inputRows(report.attacked),
    ['perturbation', `${number(perturbation.inf)} in L∞, ${number(perturbation.two)} in L2`],
    ['hamming', `${report.hamming} between the codes of the ends`],
    ...report.hammingByLayer.map(
      ({ layer, units, differing }): Row => [`… of layer ${layer}`, `${differing} of ${units} units`],
    ),
    ...wayRows(report),
    ...distanceRows(report),
  ]);
}

function stepRows({ method, steps, best, zeroGradient }: AttackReport): Row[] {
  const rows: Row[] = method === 'pgd' ? [['steps', `${steps}, the best after ${best}`]] : [];
  return zeroGradient === null
    ? rows
    : [...rows, ['gradient', `exactly 0 before step ${zeroGradient}: no way leads on`]];
}

const inputRows = (attacked: readonly number[]): Row[] =>
  attacked.length <= PRINTED_INPUTS ? [['attacked input', attacked.map(number).join(', ')]] : [];

function wayRows({ straight, iterates, random }: AttackReport): Row[] {
  if (!straight) return [['crossings', 'none: nothing moved']];
  const rows: Row[] = [
    ['crossings', `${straight.crossings} on ${number(straight.length)}, ${number(straight.density)} per length`],
  ];
  if (iterates)
    rows.push([
      '… iterates',
      `${iterates.crossings} on ${number(iterates.length)}, ${number(iterates.density)} per length`,
    ]);
  if (random)
    rows.push([
      `… ${random.count} random`,
      `${spread(random)} per length (mean with its 99 % interval; from ${number(random.least)} to ${number(random.most)})`,
    ]);
  for (const [i, { layer, density }] of straight.layers.entries()) {
    const own = random?.layers[i];
    rows.push([`… of layer ${layer}`, `${number(density)} per length${own ? `, random ${spread(own)}` : ''}`]);
  }
  return rows;
}

interface Spread {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const spread = ({ mean, low, high }: Spread): string => `${number(mean)} [${number(low)}, ${number(high)}]`;

function distanceRows({ nearestBoundary, decision, decisionInSlice }: AttackReport): Row[] {
  const { lower, upper, exact } = decision;
  const unit = nearestBoundary
    ? `layer ${nearestBoundary.layer} unit ${nearestBoundary.unit} at ${number(nearestBoundary.distance)}`
    : 'none';
  const above = upper
    ? `at most ${number(upper.distance)} (class ${upper.class}, ${WAYS[upper.by]})`
    : 'no other class found';
  const rows: Row[] = [
    ['nearest boundary', unit],
    [
      'another class',
      exact && upper
        ? `at ${number(upper.distance)} (class ${upper.class}, exact)`
        : `not within ${number(lower)}; ${above}`,
    ],
  ];
  if (decisionInSlice === undefined) return rows;
  const { distance, classes, exact: known } = decisionInSlice ?? { distance: 0, classes: [0, 0], exact: false };
  const inSlice = decisionInSlice
    ? `${known ? '' : 'at most '}${number(distance)} (between classes ${classes.join(' and ')}${known ? ', exact' : '; the domain ends before'})`
    : 'one class fills the domain';
  return [...rows, ['… in the slice', inSlice]];
}
