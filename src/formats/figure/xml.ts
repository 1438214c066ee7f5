/** Text for XML: escaped, and without the characters that no XML may hold. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML forbids
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
const NAMES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escapeText = (text: string): string =>
  text.replace(FORBIDDEN, '\ufffd').replace(/[&<>"]/g, (character) => NAMES[character] ?? character);

/** `name="value"`, one after the other; what is undefined is left out. */
export const attributes = (values: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(values)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}="${escapeText(value)}"`]))
    .join(' ');

/** At most two decimals: a hundredth of a drawing unit is below a pixel. */
export const short = (value: number): string => String(Math.round(value * 100) / 100 + 0);
