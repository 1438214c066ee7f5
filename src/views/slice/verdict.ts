/** What a certificate says in the end, check by check, in words. */
import type { Certificate } from '../../core/partition/certificate';
import { formatCount, formatError } from '../../ui/format';

/** Largest relative errors that rounding in float64 explains; see the definitions in `Certificate`. */
export const AREA_TOLERANCE = 1e-9;
export const CONTINUITY_TOLERANCE = 1e-7;
export const RESIDUAL_TOLERANCE = 1e-9;

export interface Check {
  readonly name: string;
  readonly value: string;
  readonly holds: boolean;
}

const areaText = (error: number): string => `${((1 - error) * 100).toFixed(6)} %`;

export type Kind = 'plane' | 'interval';

/** What of the domain is covered. */
export const sizeName = (kind: Kind): string => (kind === 'plane' ? 'area' : 'length');

const structureChecks = (c: Certificate, kind: Kind): readonly Check[] => [
  {
    name: `${sizeName(kind)} covered`,
    value: areaText(c.areaError),
    holds: c.areaError <= AREA_TOLERANCE,
  },
  {
    name: 'Euler number χ',
    value: String(c.euler),
    holds: c.euler === 1,
  },
];

const codeChecks = (c: Certificate): readonly Check[] => [
  {
    name: 'codes wrong',
    value: `${formatCount(c.codeMismatches)} of ${formatCount(c.codesChecked)}`,
    holds: c.codeMismatches === 0,
  },
  {
    name: 'missing cuts',
    value: `${formatCount(c.signViolations)} of ${formatCount(c.cellsChecked)}`,
    holds: c.signViolations === 0,
  },
];

const valueChecks = (c: Certificate): readonly Check[] => [
  {
    name: 'continuity',
    value: formatError(c.continuity),
    holds: c.continuity <= CONTINUITY_TOLERANCE,
  },
  {
    name: 'residual',
    value: formatError(c.residual),
    holds: c.residual <= RESIDUAL_TOLERANCE,
  },
];

// These two are no faults: they say what float64 leaves open.
const limitChecks = (c: Certificate): readonly Check[] => [
  {
    name: 'undecided',
    value: formatCount(c.undecided),
    holds: true,
  },
  {
    name: 'merged',
    value: formatCount(c.merged),
    holds: true,
  },
];

/** All checks, in the order in which they are shown. `euler` of an interval is V − E. */
export const checksOf = (certificate: Certificate, kind: Kind): readonly Check[] => [
  ...structureChecks(certificate, kind),
  ...codeChecks(certificate),
  ...valueChecks(certificate),
  ...limitChecks(certificate),
];

/** The names of the checks that fail; NaN counts as failing. */
export const failures = (checks: readonly Check[]): readonly string[] =>
  checks.filter((c) => !c.holds).map((c) => c.name);

/** The certificate in one line, after the count. */
export function summaryLine(certificate: Certificate, kind: Kind): string {
  const failed = failures(checksOf(certificate, kind));
  if (failed.length > 0) return `check failed: ${failed.join(', ')}`;
  const { areaError, euler, codeMismatches, undecided, merged } = certificate;
  const parts = ['exact', `${sizeName(kind)} ${areaText(areaError)}`, `χ ${euler}`, `codes ${codeMismatches} wrong`];
  if (undecided > 0) parts.push(`${formatCount(undecided)} undecided`);
  if (merged > 0) parts.push(`${formatCount(merged)} merged`);
  return parts.join(' · ');
}
