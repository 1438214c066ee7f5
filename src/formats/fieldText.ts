/** What a field of a text table says, whatever program wrote it. */

const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
const WITH_COMMA = /^[-+]?(?:\d+,?\d*|,\d+)(?:[eE][-+]?\d+)?$/;
const INFINITE = /^[-+]?(?:inf(?:inity)?|∞)$/i;
const MISSING = /^(?:nan|na|n\/a|null|none|\?|#(?:n\/a|div\/0!|ref!|value!|name\?|num!|null!))?$/i;

/**
 * A field as a number: NaN where it says that there is none (empty, `NaN`, `NA`, `null`, `?`, a spreadsheet's `#N/A`),
 * ±Infinity where it is not finite (`inf`, `1e999`), undefined where it is other text. Spaces around it do not count.
 */
export function numberField(field: string, decimalComma = false): number | undefined {
  const trimmed = field.trim();
  const text = trimmed.startsWith('−') ? `-${trimmed.slice(1)}` : trimmed;
  if ((decimalComma ? WITH_COMMA : NUMBER).test(text)) return Number(decimalComma ? text.replace(',', '.') : text);
  if (MISSING.test(text)) return Number.NaN;
  if (INFINITE.test(text)) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return undefined;
}

/** Whether a `#` at this place opens a comment and not a spreadsheet's error. */
export const opensComment = (text: string, at: number): boolean =>
  text[at] === '#' && !/^#(?:n\/a|div\/0!|ref!|value!|name\?|num!|null!)/i.test(text.slice(at, at + 8));
