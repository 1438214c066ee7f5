/** Numbers as the page writes them. One place, so that the same value reads the same everywhere. */

const MINUS = '\u2212';
const withMinus = (text: string): string => text.replaceAll('-', MINUS);

/**
 * A value with `digits` significant figures: 0.3100, −27.08, 12350, 3.600e−15. Plain between 1e-3 and 1e6, else with an
 * exponent. Zero is `0`, infinities are `∞`, NaN is `undefined`.
 */
export function formatNumber(value: number, digits = 4): string {
  if (Number.isNaN(value)) return 'undefined';
  if (value === 0) return '0';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${MINUS}∞`;
  const rounded = Number(value.toPrecision(digits));
  const size = Math.abs(rounded);
  if (size < 1e-3 || size >= 1e6) return withMinus(value.toExponential(digits - 1).replace('e+', 'e'));
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  return withMinus(rounded.toFixed(decimals));
}

/** Figures that a coordinate needs where a view `span` wide is looked at: 4, or so many that a thousandth of it shows. */
export const figuresAt = (value: number, span: number): number =>
  Math.min(17, Math.max(4, Math.ceil(Math.log10(Math.abs(value) / span)) + 3)) || 4;

/** A small quantity whose size alone matters (a residual, an error): two figures, 3.6e−15. */
export const formatError = (value: number): string => formatNumber(value, 2);

/** A whole number with thin groups: 12,345. */
export function formatCount(value: number): string {
  return withMinus(Math.round(value).toString()).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** The shortest text that gives back the very same float64, with a real minus sign. For titles and copies to people. */
export const formatFull = (value: number): string => withMinus(String(value));

/** A share in [0, 1] as a percentage with one decimal: 99.9%. Never 100% unless it is exactly 1 in float64. */
export function formatPercent(share: number): string {
  if (Number.isNaN(share)) return 'undefined';
  if (share < 1 && share >= 0.9995) return '>99.9%';
  if (share > 0 && share < 0.0005) return '<0.1%';
  return `${(share * 100).toFixed(1)}%`;
}

/** Bytes as B, kB or MB (powers of ten). */
export function formatBytes(bytes: number): string {
  if (bytes < 1e3) return `${bytes} B`;
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Reads what a person types: a decimal number, with either minus sign. Null when it is none, or not finite. */
export function parseNumber(text: string): number | null {
  const plain = text.trim().replaceAll(MINUS, '-').replace(',', '.');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}
