/**
 * Markdown to HTML, for what docs/guide.md uses and no more: headings, paragraphs, flat lists, code blocks, links, code,
 * emphasis, and formulas between $ signs. All text is escaped; links lead only to https, into the page or down this one.
 */
import { formulaMarkup } from '../../src/ui/formula.ts';

export interface Heading {
  readonly level: number;
  /** Its place in the page: `#id`. */
  readonly id: string;
  readonly html: string;
}

export interface Rendered {
  readonly html: string;
  readonly headings: readonly Heading[];
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

function link(text: string, address: string): string {
  if (!/^(https:\/\/|\.\/|#)/.test(address)) throw new Error(`invalid link in the guide: ${address}`);
  return `<a href="${escapeHtml(address)}">${inline(text)}</a>`;
}

const INLINE = /`([^`]+)`|\$([^$]+)\$|\[([^\]]+)\]\(([^)\s]+)\)|\*\*([^*]+)\*\*|\*([^*]+)\*/g;

/** The text of a paragraph, list item or heading. */
export function inline(text: string): string {
  let html = '';
  let at = 0;
  for (const match of text.matchAll(INLINE)) {
    html += escapeHtml(text.slice(at, match.index));
    const [whole, code, formula, label, address, strong, emphasis] = match;
    if (code !== undefined) html += `<code>${escapeHtml(code)}</code>`;
    else if (formula !== undefined) html += formulaMarkup(formula);
    else if (label !== undefined) html += link(label, address ?? '');
    else if (strong !== undefined) html += `<strong>${inline(strong)}</strong>`;
    else html += `<em>${inline(emphasis ?? '')}</em>`;
    at = match.index + whole.length;
  }
  return html + escapeHtml(text.slice(at));
}

const idOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');

/** Items of a list, each joined from its lines; a line that does not begin an item goes on with the one before. */
function listItems(lines: readonly string[], mark: RegExp): readonly string[] {
  const items: string[] = [];
  for (const line of lines) {
    if (mark.test(line)) items.push(line.replace(mark, ''));
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  return items;
}

const BULLET = /^[-*] /;
const NUMBER = /^\d+\. /;

function list(tag: 'ul' | 'ol', lines: readonly string[], mark: RegExp): string {
  const items = listItems(lines, mark).map((item) => `<li>${inline(item)}</li>`);
  return `<${tag}>\n${items.join('\n')}\n</${tag}>`;
}

/** One block: the lines between two empty ones. */
function block(lines: readonly string[], headings: Heading[]): string {
  const first = lines[0] ?? '';
  const heading = /^(#{1,4}) (.+)$/.exec(first);
  if (heading) {
    const [, marks = '', text = ''] = heading;
    const made = { level: marks.length, id: idOf(text), html: inline(text) };
    headings.push(made);
    const rest = lines.length > 1 ? `\n${block(lines.slice(1), headings)}` : '';
    return `<h${made.level} id="${made.id}">${made.html}</h${made.level}>${rest}`;
  }
  if (BULLET.test(first)) return list('ul', lines, BULLET);
  if (NUMBER.test(first)) return list('ol', lines, NUMBER);
  return `<p>${inline(lines.join(' '))}</p>`;
}

/** The HTML of a Markdown text, with its headings in order. Throws for a link that leads elsewhere or a bad formula. */
export function renderMarkdown(source: string): Rendered {
  const headings: Heading[] = [];
  // Code blocks at odd places: empty lines inside them end nothing.
  const parts = source.replace(/\r\n/g, '\n').split(/^```.*\n([\s\S]*?)^```$/m);
  const html = parts.flatMap((part, i) => {
    if (i % 2 === 1) return [`<pre><code>${escapeHtml(part)}</code></pre>`];
    const blocks = part.split(/\n{2,}/).map((text) => text.trim());
    return blocks.filter((text) => text !== '').map((text) => block(text.split('\n'), headings));
  });
  return { html: html.join('\n'), headings };
}
