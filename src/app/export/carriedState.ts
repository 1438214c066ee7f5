/** The state inside a picture that this page exported. The picture itself is never shown, run or put into the page. */
import { CARRIED } from '../../formats/figure/carried';
import { isPng } from '../../formats/png/chunks';
import { pngText } from '../../formats/png/text';
import { MAX_FILE } from '../../state/limits';

export type Carried =
  | { readonly ok: true; readonly text: string }
  /** `none`: it carries no state at all, rather than one that cannot be read. */
  | { readonly ok: false; readonly message: string; readonly none: boolean };

const fail = (message: string, none = false): Carried => ({ ok: false, message, none });
const NOTHING = 'this picture carries no state: only those that this page exported do';

const checked = (text: string | null | undefined): Carried => {
  if (!text) return fail(NOTHING, true);
  return text.length > MAX_FILE
    ? fail(`the state in it is longer than this page reads (${MAX_FILE})`)
    : { ok: true, text };
};

/** The element that holds the state, with a text and nothing else in it; a prefix may have been put before its name. */
const ELEMENT = new RegExp(`<((?:\\w+:)?metadata)\\b[^>]*\\bid=["']${CARRIED}["'][^>]*>([^<]*)</\\1\\s*>`);
const BEGINNING = new RegExp(`<(?:\\w+:)?metadata\\b[^>]*\\bid=["']${CARRIED}["']`);

/**
 * The text of the one element that holds the state. Only that text is cut out and handed to the XML parser, to read its
 * escapes: nothing else of the file is ever made into a document.
 */
export function svgState(svg: string): Carried {
  const text = ELEMENT.exec(svg)?.[2];
  if (text === undefined) return BEGINNING.test(svg) ? fail('this SVG is damaged or cut off') : fail(NOTHING, true);
  const parsed = new DOMParser().parseFromString(`<text>${text}</text>`, 'text/xml');
  if (parsed.querySelector('parsererror')) return fail('the state in this SVG is damaged: it is no XML');
  return checked(parsed.documentElement.textContent);
}

/** The state that a PNG or SVG carries, as JSON text. Never throws on bad input. */
export async function stateInPicture(file: Blob): Promise<Carried> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!isPng(bytes)) return svgState(new TextDecoder().decode(bytes));
  const result = pngText(bytes, CARRIED, MAX_FILE);
  return result.ok ? checked(result.text) : fail(result.message);
}
