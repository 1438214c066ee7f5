/** Small checks of parsed JSON that name the place of a fault. They throw a `Fault`; parsers turn it into a result. */

/** What is wrong in a file: the path of the value (`layers[1].W[3][2]`) and what is wrong with it. */
export interface FormatError {
  readonly where: string;
  readonly message: string;
}

/** Carries a `FormatError` to the parser's door. Never leaves this folder. */
export class Fault extends Error {
  override readonly name = 'Fault';
  constructor(
    readonly where: string,
    message: string,
  ) {
    super(message);
  }
}

/** One line for people: `layers[0].b: missing`. */
export const formatErrorText = ({ where, message }: FormatError): string => (where ? `${where}: ${message}` : message);

export type JsonObject = Readonly<Record<string, unknown>>;

/** A value as it may be shown in a message: JSON, at most 40 characters. */
export function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

export function objectAt(value: unknown, where: string): JsonObject {
  if (value === undefined) throw new Fault(where, 'missing');
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Fault(where, `expected an object, found ${shown(value)}`);
  return value as JsonObject;
}

export function listAt(value: unknown, where: string): readonly unknown[] {
  if (value === undefined) throw new Fault(where, 'missing');
  if (!Array.isArray(value)) throw new Fault(where, `expected a list, found ${shown(value)}`);
  return value;
}

export function finiteAt(value: unknown, where: string): number {
  if (value === undefined) throw new Fault(where, 'missing');
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new Fault(where, `not a finite number (found ${shown(value)})`);
  return value;
}

/** A list of `length` finite numbers, copied into `target` from `start`. */
export function copyNumbers(value: unknown, where: string, target: Float64Array, start: number, length: number): void {
  const list = listAt(value, where);
  if (list.length !== length) throw new Fault(where, `${list.length} values, expected ${length}`);
  for (let i = 0; i < length; i++) {
    const number = list[i];
    // The path is only written out when it is needed: there may be millions of numbers.
    target[start + i] =
      typeof number === 'number' && Number.isFinite(number) ? number : finiteAt(number, `${where}[${i}]`);
  }
}

/** A name as plain text: no control or direction-changing characters, at most `most` characters. */
export function plainName(value: unknown, where: string, most = 120): string {
  if (typeof value !== 'string') throw new Fault(where, `expected a text, found ${shown(value)}`);
  const visible = Array.from(value).filter((character) => !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(character));
  return visible.slice(0, most).join('').trim();
}
