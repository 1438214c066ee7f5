/** Colours of the command line's drawings. */

export const PAPER = '#fbf9f4';

/** Colour-blind safe, one a layer, in order. */
export const LAYER_COLOURS: readonly string[] = ['#3b3a8f', '#b3541e', '#1f7a6d', '#8a3a6b', '#6b6a1f', '#2f6fb0'];

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
