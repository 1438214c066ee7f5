import {
  binding,
  COMPARISON_BINDING,
  type Expression,
  type FunctionName,
  functions,
  inputName,
  isConstant,
  isFunction,
  isOperator,
  MAX_FORMULA_DEPTH,
  type Operator,
  SIGN_BINDING,
} from './expression';
import { FormulaFault, faultAt, type Token, tokensOf } from './tokens';

/** The tree of a formula of `inputSize` inputs. Throws a `FormulaFault`. Cost: linear in the text. */
export function treeOf(text: string, inputSize: number): Expression {
  const parser = new Parser(tokensOf(text), inputSize);
  return parser.whole();
}

const shown = (token: Token): string => (token.kind === 'end' ? 'the end' : `'${token.text}'`);

/** Operator precedence parsing (Pratt, "Top down operator precedence"). */
class Parser {
  private index = 0;
  private depth = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly inputSize: number,
  ) {}

  whole(): Expression {
    if (this.here.kind === 'end') throw new FormulaFault('the formula is empty', 0);
    const tree = this.expression(0);
    const rest = this.here;
    if (rest.kind === 'end') return tree;
    if (rest.text === ')') throw faultAt("unexpected ')'", rest.at, 'no ( is open');
    if (rest.text === ',') throw faultAt("unexpected ','", rest.at, 'only the values of a function are listed');
    throw faultAt(`expected an operator before ${shown(rest)}`, rest.at, 'a product is written *');
  }

  private get here(): Token {
    return this.tokens[this.index] as Token;
  }

  private is(symbol: string): boolean {
    return this.here.kind === 'symbol' && this.here.text === symbol;
  }

  /** Takes the token at hand. */
  private take(): Token {
    const token = this.here;
    if (token.kind !== 'end') this.index++;
    return token;
  }

  /** An expression whose operators bind at least this tightly. */
  private expression(least: number): Expression {
    if (++this.depth > MAX_FORMULA_DEPTH) throw faultAt(`nested deeper than ${MAX_FORMULA_DEPTH}`, this.here.at);
    let left = this.prefix();
    for (;;) {
      const operator = this.operator();
      if (operator === null || binding[operator] < least) break;
      this.take();
      // Powers group from the right, all else from the left.
      const right = this.expression(operator === '^' ? binding[operator] : binding[operator] + 1);
      left = { kind: 'binary', operator, left, right };
      if (binding[operator] === COMPARISON_BINDING) this.refuseChain();
    }
    this.depth--;
    return left;
  }

  private operator(): Operator | null {
    const { kind, text } = this.here;
    return kind === 'symbol' && isOperator(text) ? text : null;
  }

  private refuseChain(): void {
    const next = this.operator();
    if (next !== null && binding[next] === COMPARISON_BINDING)
      throw faultAt(`unexpected '${next}'`, this.here.at, 'comparisons do not chain, write (0 < x)*(x < 1)');
  }

  private prefix(): Expression {
    if (this.is('+') || this.is('-')) {
      const sign = this.take().text;
      const operand = this.expression(SIGN_BINDING);
      return sign === '-' ? { kind: 'negate', operand } : operand;
    }
    const token = this.take();
    if (token.kind === 'number') return { kind: 'number', value: token.value };
    if (token.kind === 'name') return this.named(token);
    if (token.text !== '(') throw faultAt('expected a value', token.at, `found ${shown(token)}`);
    const inner = this.expression(0);
    this.close();
    return inner;
  }

  private close(): void {
    if (!this.is(')')) throw faultAt('expected )', this.here.at, `found ${shown(this.here)}`);
    this.take();
  }

  private named(token: Token): Expression {
    if (isFunction(token.text)) return this.call(token.text, token.at);
    const value = this.value(token);
    if (this.is('('))
      throw faultAt(
        "expected an operator before '('",
        this.here.at,
        `${token.text} is no function, a product is written *`,
      );
    return value;
  }

  private value({ text, at }: Token): Expression {
    if (isConstant(text)) return { kind: 'constant', name: text };
    const number = text === 'x' ? 1 : text === 'y' ? 2 : /^x[1-9]\d{0,8}$/.test(text) ? Number(text.slice(1)) : 0;
    if (number >= 1 && number <= this.inputSize) return { kind: 'input', index: number - 1 };
    throw faultAt(`unknown name '${text.slice(0, 24)}'`, at, this.known());
  }

  private call(name: FunctionName, at: number): Expression {
    if (!this.is('(')) throw faultAt(`expected ( after ${name}`, this.here.at, `found ${shown(this.here)}`);
    this.take();
    const operands = [this.expression(0)];
    while (this.is(',')) {
      this.take();
      operands.push(this.expression(0));
    }
    this.close();
    const [fewest, most] = functions[name];
    if (operands.length < fewest || operands.length > most) {
      const wanted = most === 1 ? 'one value' : `${fewest} to ${most} values`;
      throw faultAt(`wrong number of values of ${name}`, at, `it takes ${wanted}, found ${operands.length}`);
    }
    return { kind: 'call', name, operands };
  }

  private known(): string {
    const d = this.inputSize;
    const inputs = d <= 2 ? `${d === 1 ? 'x' : 'x, y'} (x1${d === 1 ? '' : ', x2'})` : `x1 … ${inputName(d - 1, d)}`;
    return `known are ${inputs}, pi, e, ${Object.keys(functions).join(', ')}`;
  }
}
