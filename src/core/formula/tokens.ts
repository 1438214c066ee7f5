import { MAX_FORMULA_LENGTH } from './expression';

/** What is wrong in a formula, and how many characters stand before it. Never leaves this folder. */
export class FormulaFault extends Error {
  override readonly name = 'FormulaFault';
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

/** A fault that names its place: `what at 5` or `what at 5: more`. Characters count from 1 in messages. */
export const faultAt = (what: string, at: number, more = ''): FormulaFault =>
  new FormulaFault(`${what} at ${at + 1}${more && `: ${more}`}`, at);

/** A word of a formula. `at`: characters before it. The last token is an `end`. */
export interface Token {
  readonly kind: 'number' | 'name' | 'symbol' | 'end';
  /** Names in lower case; symbols as the parser knows them. */
  readonly text: string;
  /** Of a number; else 0. */
  readonly value: number;
  readonly at: number;
}

/** Signs that word processors and people write, as the keyboard has them. */
const alike: Readonly<Record<string, string>> = {
  '−': '-',
  '–': '-',
  '×': '*',
  '·': '*',
  '÷': '/',
  '≤': '<=',
  '≥': '>=',
};

const SPACE = /\s+/y;
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /[A-Za-z_][A-Za-z_0-9]*|π/y;
const SYMBOL = /<=|>=|\*\*|[-+*/^<>(),−–×·÷≤≥]/y;

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

function tokenAt(text: string, at: number): { token: Token; end: number } {
  const number = match(NUMBER, text, at);
  if (number !== null) {
    const value = Number(number);
    if (!Number.isFinite(value)) throw faultAt(`the number ${number.slice(0, 24)} is too large`, at);
    return { token: { kind: 'number', text: number, value, at }, end: at + number.length };
  }
  const name = match(NAME, text, at);
  if (name !== null) {
    const known = name === 'π' ? 'pi' : name.toLowerCase();
    return { token: { kind: 'name', text: known, value: 0, at }, end: at + name.length };
  }
  const symbol = match(SYMBOL, text, at);
  if (symbol === '**') throw faultAt("unexpected '**'", at, 'a power is written ^');
  if (symbol !== null)
    return { token: { kind: 'symbol', text: alike[symbol] ?? symbol, value: 0, at }, end: at + symbol.length };
  const found = String.fromCodePoint(text.codePointAt(at) ?? 0);
  throw faultAt(`unexpected '${found}'`, at, 'known are + - * / ^ < > <= >= ( ) and ,');
}

/** The words of a formula, an `end` last. Throws a `FormulaFault`. */
export function tokensOf(text: string): Token[] {
  if (text.length > MAX_FORMULA_LENGTH)
    throw new FormulaFault(
      `the formula has ${text.length} characters; at most ${MAX_FORMULA_LENGTH} are read`,
      MAX_FORMULA_LENGTH,
    );
  const tokens: Token[] = [];
  let at = match(SPACE, text, 0)?.length ?? 0;
  while (at < text.length) {
    const { token, end } = tokenAt(text, at);
    tokens.push(token);
    at = end + (match(SPACE, text, end)?.length ?? 0);
  }
  tokens.push({ kind: 'end', text: '', value: 0, at: text.length });
  return tokens;
}
