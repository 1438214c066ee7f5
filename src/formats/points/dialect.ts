import { numberField, opensComment } from '../fieldText';
import { RecordReader, type Separator } from './records';

/** Characters at the beginning of a text that its dialect is guessed from, and records that decide on decimal commas. */
const SAMPLE = 65_536;
const SAMPLE_RECORDS = 1000;

/** What separates fields, the likeliest first: a comma may also be part of a number. */
const candidates: readonly Separator[] = ['\t', ';', ','];

/** Counts of each candidate outside quotes, a line: whatever the separator is, a quote opens only where a field begins. */
function countLines(text: string): { counts: number[][]; lines: string[] } {
  const counts: number[][] = [];
  const lines: string[] = [];
  let inQuotes = false;
  let here = [0, 0, 0];
  let start = 0;
  let fieldBegins = true;
  for (let at = 0; at <= text.length; at++) {
    const character = text[at] ?? '\n';
    if (inQuotes) {
      if (character === '"') inQuotes = false;
    } else if (character === '\n' || character === '\r') {
      const line = text.slice(start, at).trim();
      if (line !== '' && !opensComment(line, 0)) {
        counts.push(here);
        lines.push(line);
      }
      here = [0, 0, 0];
      start = at + 1;
      fieldBegins = true;
    } else if (character === '"' && fieldBegins) {
      inQuotes = true;
    } else {
      const which = candidates.indexOf(character as Separator);
      if (which >= 0) here[which] = (here[which] as number) + 1;
      fieldBegins = which >= 0 || (fieldBegins && character === ' ');
    }
  }
  return { counts, lines };
}

/** How often the commonest count comes, as a share of all lines; 0 when that count is 0. */
function agreement(counts: readonly number[]): number {
  const times = new Map<number, number>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  const [count, most] = [...times].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [0, 0]);
  return count === 0 ? 0 : most / counts.length;
}

/**
 * Whether lines are numbers between spaces: equally many parts, all but the first line with a number among them. The last line may
 * break off, as in a file that was cut: of two lines, where the first one is numbers alone.
 */
function spaced(lines: readonly string[]): boolean {
  const parts = lines.map((line) => line.split(/ +/));
  const width = parts[0]?.length ?? 0;
  const torn = parts.length > 1 && (parts.at(-1)?.length ?? 0) < width;
  const whole = torn ? parts.slice(0, -1) : parts;
  if (!whole.every((part) => part.length > 1 && part.length === width)) return false;
  if (torn && whole.length === 1) return whole.every((part) => part.every(isNumber));
  return whole.every((part, i) => (i === 0 && parts.length > 1) || part.some(isNumber));
}

const isNumber = (text: string): boolean => Number.isFinite(numberField(text));

/**
 * What separates the fields of a text: the candidate of which most lines have the same number, a tab before a semicolon
 * before a comma where they agree equally well; spaces where none occurs and the lines look like numbers.
 */
export function separatorOf(text: string): Separator {
  const end = text.length <= SAMPLE ? text.length : Math.max(text.lastIndexOf('\n', SAMPLE), 0) || SAMPLE;
  const { counts, lines } = countLines(text.slice(0, end).replace(/^\uFEFF/, ''));
  const shares = candidates.map((_, k) => agreement(counts.map((count) => count[k] as number)));
  const best = Math.max(...shares);
  if (best > 0) return candidates[shares.indexOf(best)] as Separator;
  return lines.length > 0 && spaced(lines) ? ' ' : ',';
}

/** Whether numbers have decimal commas: some field can only be read so, and none has a decimal point. */
export function hasDecimalCommas(text: string, separator: Separator): boolean {
  if (separator === ',') return false;
  const reader = new RecordReader(text, separator);
  let found = false;
  for (let record = reader.next(), i = 0; record && i < SAMPLE_RECORDS; record = reader.next(), i++)
    for (const field of record.fields) {
      if (field.includes('.') && isNumber(field)) return false;
      found ||= field.includes(',') && Number.isFinite(numberField(field, true));
    }
  return found;
}
