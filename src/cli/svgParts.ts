/** What both drawings share. */

/** At most two decimals: a hundredth of a drawing unit is below a pixel. */
export const short = (value: number): string => String(Math.round(value * 100) / 100 + 0);

export const escapeText = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);

export const attributes = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}="${escapeText(value)}"`)
    .join(' ');

/** Colour-blind safe, one a layer, in order. */
export const layerColours: readonly string[] = ['#3b3a8f', '#b3541e', '#1f7a6d', '#8a3a6b', '#6b6a1f', '#2f6fb0'];

/** A light colour from the code alone: the same code gives the same colour in every picture. */
export function codeColour(code: readonly string[]): string {
  // FNV-1a over the digits, then a finishing mix so that neighbours, which differ in one digit, differ in all channels.
  let hash = 0x811c9dc5;
  for (const digits of code)
    for (let i = 0; i < digits.length; i++) hash = Math.imul(hash ^ digits.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  hash ^= hash >>> 16;
  const channel = (shift: number): string => (200 + (((hash >>> shift) & 0xff) * 52) / 255).toString(16).slice(0, 2);
  return `#${channel(0)}${channel(8)}${channel(16)}`;
}

export function svgDocument(width: number, height: number, title: string, body: readonly string[]): string {
  const [w, h] = [short(width), short(height)];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}" role="img">`,
    `<title>${escapeText(title)}</title>`,
    `<rect width="${w}" height="${h}" fill="#fbf9f4"/>`,
    ...body,
    '</svg>\n',
  ].join('\n');
}
