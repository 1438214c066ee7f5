/** An attack in words and rows. */

import type { AttackStudy, DecisionBounds, FoundBy } from '../../../core/attack';
import type { Spread } from '../../../core/attack/directions';
import type { FoundAttack, SessionState } from '../../../state/types';
import { type DataCell, type DataRow, numberCell } from '../../../ui/DataTable';
import { formatCount, formatFull, formatNumber, formatPercent } from '../../../ui/format';
import { layerNumber } from '../../names';
import { className } from '../../slice/describe';
import { crossingsAlone, largeFacts } from './largeText';

/** A fact with how it was got. */
export interface AttackFact {
  readonly name: string;
  readonly value: string;
  readonly full: string;
  readonly how?: string;
}

const WAYS: Readonly<Record<FoundBy, string>> = {
  polytope: 'before any unit changes',
  straight: 'on the straight way to the attacked input',
  iterates: 'on the way through the steps',
  beyond: 'on the straight way beyond the attacked input',
};

/** “17 of 192 units”. */
function hammingFact({ study: { result } }: FoundAttack): AttackFact {
  const units = result.hamming.byLayer.reduce((sum, layer) => sum + layer.units, 0);
  const { total } = result.hamming;
  return { name: 'Hamming distance', value: `${formatCount(total)} of ${formatCount(units)}`, full: String(total) };
}

function boundsFact({ lower, upper, exact }: DecisionBounds, session: SessionState): AttackFact {
  const name = 'Another class, anywhere';
  if (!upper) return { name, value: `> ${formatNumber(lower)}`, full: formatFull(lower), how: 'none was found' };
  const where = `${className(session, upper.class)}, ${WAYS[upper.by]}`;
  if (exact) return { name, value: formatNumber(lower), full: formatFull(lower), how: `exact: ${where}` };
  return {
    name,
    value: `${formatNumber(lower)} – ${formatNumber(upper.distance)}`,
    full: `${formatFull(lower)} to ${formatFull(upper.distance)}`,
    how: `lower and upper bound: ${where}`,
  };
}

function sliceFact({ inSlice }: AttackStudy, session: SessionState): AttackFact {
  const name = session.network.inputSize > 2 ? 'Another class, in the slice' : 'Another class';
  if (!inSlice) return { name, value: 'none', full: 'none', how: 'one class fills the domain' };
  const { distance, classes, exact } = inSlice;
  const between = `between ${className(session, classes[0])} and ${className(session, classes[1])}`;
  return {
    name,
    value: `${exact ? '' : '≤ '}${formatNumber(distance)}`,
    full: formatFull(distance),
    how: exact ? `exact: ${between}` : `${between}; the domain ends before, beyond it another may be nearer`,
  };
}

/** What is known beside the picture: sizes and distances. */
export function attackFacts(found: FoundAttack, session: SessionState): readonly AttackFact[] {
  const { study } = found;
  const { inf, two } = study.result.norms;
  const change = {
    name: 'Change',
    value: `L∞ ${formatNumber(inf, 3)}, L2 ${formatNumber(two, 3)}`,
    full: `${inf}, ${two}`,
  };
  if (!('decision' in study)) {
    const { network } = found;
    return [hammingFact(found), change, ...largeFacts(study, { ...session, network })];
  }
  const { decision, nearestBoundary } = study;
  const unit = nearestBoundary?.distance ?? Number.POSITIVE_INFINITY;
  const facts: AttackFact[] = [
    hammingFact(found),
    change,
    { name: 'Nearest boundary of a unit', value: formatNumber(unit), full: formatFull(unit) },
    sliceFact(study, session),
  ];
  return session.network.inputSize > 2 ? [...facts, boundsFact(decision, session)] : facts;
}

/** “3 → 8”, or that it stays. */
export function outcomeWords({ study: { result } }: FoundAttack, session: SessionState): string {
  const { before, after } = result;
  return before.class === after.class
    ? `stays ${className(session, before.class)}`
    : `${className(session, before.class)} → ${className(session, after.class)}`;
}

/** “99.1% before, 87.0% after”: each of the class that wins there. */
export function confidenceWords({ study: { result } }: FoundAttack): string {
  const { before, after } = result;
  const share = ({ probabilities, class: winner }: typeof before): string => formatPercent(probabilities[winner] ?? 0);
  return `${share(before)} → ${share(after)}`;
}

/** What went otherwise than the settings ask. */
export function attackNote({ study: { result } }: FoundAttack, session: SessionState): string | null {
  const { zeroGradient, success, options } = result;
  if (zeroGradient !== null)
    return `The gradient is exactly 0 ${zeroGradient === 1 ? 'here' : `before step ${zeroGradient}`}: no way leads on.`;
  if (success) return null;
  const goal = options.target === undefined ? 'another class' : className(session, options.target);
  return `Within this ball the attack does not reach ${goal}.`;
}

/** The crossings in words, for the figure’s label and below it. */
export function crossingWords({ study }: FoundAttack): string {
  const { straight, random } = study;
  if (study.result.norms.two === 0) return 'Nothing moved: there is nothing to cross.';
  if (!straight || !random) return 'gradient' in study ? crossingsAlone(study) : '';
  const below = random.values.reduce((count, value) => count + Number(value < straight.density), 0);
  const share = straight.length / study.result.norms.two;
  const where =
    'gradient' in study && share < 1 - 1e-9
      ? `Counted where each way begins (of the attack’s the first ${formatNumber(100 * share, 2)}%): `
      : '';
  return (
    `${where}${formatCount(straight.crossings)} crossings, ${formatNumber(straight.density, 3)} a unit of length; ` +
    `random ways ${formatNumber(random.all.median, 3)} (median, ${formatNumber(random.all.least, 3)} – ` +
    `${formatNumber(random.all.most, 3)}), ${below} of ${random.count} below`
  );
}

const spreadCell = (spread: Spread | undefined): DataCell =>
  spread
    ? {
        text: `${formatNumber(spread.mean, 3)} [${formatNumber(spread.low, 3)}, ${formatNumber(spread.high, 3)}]`,
        full: `${spread.mean}, 99% interval ${spread.low} to ${spread.high}`,
      }
    : 'none';

/** The layers of the attack: units, Hamming distance, crossings, crossings per length, and those of the random ways. */
export function layerRows({ study, network }: FoundAttack): readonly DataRow[] {
  const { result, straight, random } = study;
  const iterates = 'iterates' in study ? study.iterates : undefined;
  const none = result.norms.two === 0 ? formatCount(0) : '–';
  return result.hamming.byLayer.map(({ layer, units, differing }, row) => {
    const own = straight?.layers[row];
    const bent = iterates?.layers[row];
    return {
      key: layer,
      cells: [
        `L${layerNumber(network, layer)}`,
        formatCount(units),
        formatCount(differing),
        own ? formatCount(own.crossings) : none,
        own ? numberCell(own.density) : 'none',
        bent ? numberCell(bent.density) : iterates === undefined ? '–' : 'as straight',
        spreadCell(random?.layers[row]),
      ],
    };
  });
}
