/** Each number of a certificate, with what it must be and how it was got. */
import type { Certificate } from '../../core/partition/certificate';
import { formatCount, formatError, formatFull } from '../../ui/format';

export interface CertificateRow {
  readonly name: string;
  readonly value: (certificate: Certificate) => string;
  readonly full: (certificate: Certificate) => string;
  readonly how: string;
  /** Null where the number alone proves nothing. */
  readonly holds: ((certificate: Certificate) => boolean) | null;
}

const TOLERANCE = 1e-9;

const row = (
  name: string,
  key: keyof Certificate,
  format: (value: number) => string,
  how: string,
  holds: ((value: number) => boolean) | null,
): CertificateRow => ({
  name,
  how,
  value: (certificate) => format(certificate[key]),
  full: (certificate) => formatFull(certificate[key]),
  holds: holds && ((certificate) => holds(certificate[key])),
});

const none = (value: number): boolean => value === 0;
const small = (value: number): boolean => value <= TOLERANCE;

/** Rows for a plane, or for an interval (`line`). */
export function certificateRows(line: boolean): readonly CertificateRow[] {
  const euler = line ? 'vertices − pieces, must be 1' : 'vertices − edges + faces, must be 1';
  return [
    row('Euler’s number', 'euler', formatCount, euler, (value) => value === 1),
    row('Area not covered', 'areaError', formatError, 'sum of all faces against the domain, relative', small),
    row('Codes checked', 'codesChecked', formatCount, 'a forward pass at an interior point of each face', null),
    row('Codes wrong', 'codeMismatches', formatCount, 'of those, faces with another code', none),
    row(
      'Sign violations',
      'signViolations',
      formatCount,
      'units that leave their piece at a vertex: a cut is missing',
      none,
    ),
    row('Undecided', 'undecided', formatCount, 'faces too thin for float64 to tell a side', none),
    row('Merged', 'merged', formatCount, 'cells below the merge tolerance, not cut off', null),
    row('Continuity', 'continuity', formatError, 'largest jump of the output across an edge, relative', small),
    row('Residual', 'residual', formatError, 'largest |A x + c − f(x)| at interior points, relative', small),
  ];
}

/** True when everything that must hold does. */
export const certified = (certificate: Certificate, line: boolean): boolean =>
  certificateRows(line).every(({ holds }) => !holds || holds(certificate));
