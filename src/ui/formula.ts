/**
 * Short formulas as MathML. They are written in a small part of LaTeX, so that a Markdown page shows them, too: letters,
 * numbers and signs, `_` and `^` with one sign or a `{group}`, `\frac{}{}`, `\text{}`, `\{` and `\}`. A word of several
 * letters is a name (`min`); letters that are multiplied have a space between them (`A x`).
 */

export type MathNode =
  | { readonly tag: 'mi' | 'mn' | 'mo' | 'mtext'; readonly text: string }
  | { readonly tag: 'mrow' | 'msub' | 'msup' | 'msubsup' | 'mfrac'; readonly children: readonly MathNode[] };

const TOKEN = /\s+|\\text\{([^}]*)\}|\\frac|\\[{}]|\d+(?:\.\d+)?|\p{L}+|[^\s]/gu;

interface Cursor {
  readonly source: string;
  readonly tokens: readonly string[];
  at: number;
}

const wrong = ({ source }: Cursor, what: string): Error => new Error(`invalid formula: ${source} (${what})`);

function leaf(token: string): MathNode {
  // MathML drops plain spaces at the ends.
  if (token.startsWith('\\text{')) return { tag: 'mtext', text: token.slice(6, -1).replace(/ /g, '\u00a0') };
  if (/^\d/.test(token)) return { tag: 'mn', text: token };
  if (/^\p{L}/u.test(token)) return { tag: /^\p{L}$/u.test(token) ? 'mi' : 'mtext', text: token };
  return { tag: 'mo', text: token === '-' ? '\u2212' : token.replace('\\', '') };
}

/** One sign, or a group in braces. */
function readOne(cursor: Cursor): MathNode {
  const token = cursor.tokens[cursor.at++];
  if (token === undefined || token === '}' || token === '_' || token === '^')
    throw wrong(cursor, 'a sign or a group is missing');
  if (token === '\\frac') return { tag: 'mfrac', children: [readOne(cursor), readOne(cursor)] };
  if (token !== '{') return leaf(token);
  const inside = readRow(cursor);
  if (cursor.tokens[cursor.at++] !== '}') throw wrong(cursor, 'a } is missing');
  return inside;
}

/** A sign with what stands below and above it. */
function readScripted(cursor: Cursor): MathNode {
  const base = readOne(cursor);
  let [below, above]: (MathNode | null)[] = [null, null];
  for (;;) {
    const sign = cursor.tokens[cursor.at];
    if (sign === '_' && !below) below = readScript(cursor);
    else if (sign === '^' && !above) above = readScript(cursor);
    else break;
  }
  if (below && above) return { tag: 'msubsup', children: [base, below, above] };
  if (below) return { tag: 'msub', children: [base, below] };
  return above ? { tag: 'msup', children: [base, above] } : base;
}

function readScript(cursor: Cursor): MathNode {
  cursor.at++;
  return readOne(cursor);
}

function readRow(cursor: Cursor): MathNode {
  const children: MathNode[] = [];
  while (cursor.at < cursor.tokens.length && cursor.tokens[cursor.at] !== '}') children.push(readScripted(cursor));
  return children.length === 1 && children[0] ? children[0] : { tag: 'mrow', children };
}

/** The tree of a formula. Throws for one that is not well formed: formulas are part of the source. */
export function parseFormula(source: string): MathNode {
  const tokens = (source.match(TOKEN) ?? []).filter((token) => token.trim() !== '');
  const cursor: Cursor = { source, tokens, at: 0 };
  const tree = readRow(cursor);
  if (cursor.at < tokens.length) throw wrong(cursor, 'a } too many');
  return tree;
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const markupOf = (node: MathNode): string =>
  `<${node.tag}>${'text' in node ? escaped(node.text) : node.children.map(markupOf).join('')}</${node.tag}>`;

/** A formula as MathML markup. */
export const formulaMarkup = (source: string): string => `<math>${markupOf(parseFormula(source))}</math>`;

/** A text cut at its formulas, which stand between `$` signs: texts at even places, formulas at odd ones. */
export const splitFormulas = (text: string): readonly string[] => text.split('$');
