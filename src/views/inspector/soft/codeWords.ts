/** Words and numbers of the listed codes. */
import type { CodeLayout } from '../../../core/network';
import type { KnownStatus, ListedCode } from '../../../state/softCodes';
import type { DataRow } from '../../../ui/DataTable';
import { formatNumber } from '../../../ui/format';
import { gatedUnitName } from '../../names';

const MOST_NAMES = 4;

/** How a code stands to geometry, in a word: `kind` also colours it. */
export interface Mark {
  readonly kind: 'realised' | 'absent' | 'elsewhere' | 'empty' | 'unknown';
  readonly text: string;
  readonly title: string;
}

/** The mark of a code, by the partition and, where it was asked, by its linear program. */
export function markOf({ place }: Pick<ListedCode, 'place'>, status: KnownStatus | undefined): Mark {
  if (place.kind === 'face')
    return { kind: 'realised', text: 'realised', title: 'A polytope of the slice has this code: press to go there' };
  switch (status?.kind) {
    case 'realised':
      return {
        kind: 'elsewhere',
        text: place.kind === 'absent' ? 'elsewhere' : 'realised',
        title: 'Inputs outside this slice’s domain have this code: press to select one',
      };
    case 'empty':
      return { kind: 'empty', text: 'empty', title: 'No input at all has this code, proved by a linear program' };
    case 'flat':
      return { kind: 'empty', text: 'no interior', title: 'At most the border of other polytopes has this code' };
    case 'undecided':
      return { kind: 'unknown', text: 'undecided', title: 'Float64 cannot tell whether any input has this code' };
    default:
      break;
  }
  if (place.kind === 'absent')
    return { kind: 'absent', text: 'not in this slice', title: 'No polytope of the domain has this code' };
  return { kind: 'unknown', text: 'not known', title: 'No partition by all layers is in force' };
}

/** “L1·3 L2·0 +2”, or what the first code is. */
export function unitsText(layout: CodeLayout, { units }: Pick<ListedCode, 'units'>, index: number): string {
  if (index === 0) return 'the most likely';
  const names = units.slice(0, MOST_NAMES).map((unit) => gatedUnitName(layout, unit));
  return units.length > MOST_NAMES ? `${names.join(' ')} +${units.length - MOST_NAMES}` : names.join(' ');
}

/** A probability in three figures; one that float64 cannot hold as a power of e. */
export const probabilityText = ({
  probability,
  logProbability,
}: Pick<ListedCode, 'probability' | 'logProbability'>): string =>
  probability > 0 ? formatNumber(probability, 3) : `e^${formatNumber(logProbability, 4)}`;

/** The same codes as rows of a table. */
export function codeRows(
  layout: CodeLayout,
  codes: readonly ListedCode[],
  statusOf: (code: Uint32Array) => KnownStatus | undefined,
): readonly DataRow[] {
  return codes.map((listed, i) => ({
    key: i,
    cells: [
      String(i + 1),
      { text: probabilityText(listed), full: `ln p = ${listed.logProbability}` },
      { text: formatNumber(listed.cumulated, 3), full: String(listed.cumulated) },
      i === 0 ? '–' : listed.units.map((unit) => gatedUnitName(layout, unit)).join(' '),
      { text: formatNumber(listed.mapDistance), full: String(listed.mapDistance) },
      markOf(listed, statusOf(listed.code)).text,
    ],
  }));
}

export const CODE_COLUMNS = [
  { name: 'code' },
  { name: 'p' },
  { name: 'Σ p' },
  { name: 'differs in', words: true },
  { name: '‖ΔA‖' },
  { name: 'where', words: true },
] as const;
