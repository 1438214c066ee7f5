/** The state that a picture carries: a text in plain ASCII, so that no program between changes a character of it. */

/** The keyword of the text in a PNG and the id of the element in an SVG. */
export const CARRIED = 'polytope-lens';

/** JSON text with every character beyond ASCII escaped; it reads back as the same value. */
export const asciiJson = (json: string): string =>
  json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
