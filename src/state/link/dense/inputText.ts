/**
 * Points of many inputs in few characters, to the last bit: `z:784,d3,0,…` are 784 multiples of 10⁻³ (`d3`; `g`: of 1/255 as
 * float32) and `z:784,d3,p,…` their differences to the point written before, both coded as in `integers.ts`; `z:784,f4,0,…` and
 * `f8` are float32 and float64: which of them are not 0, coded in the same way, then those. All in base64url.
 */
import { bytesText, floatsText, LinkFault, listText, readBytes, readFloats, readNumber } from '../text';
import { integerBytes, integersFrom } from './integers';
import { multiplesOf, nearestMultiple, type Unit, unitByName, unitOf } from './units';

/** Fewer numbers are written as a person reads them. */
const READABLE = 32;
/** More are not coded: a few characters could ask for long work. */
const MOST_VALUES = 16_384;

type Values = readonly number[];

const PREFIX = 'z:';
const ALONE = '0';
const PREVIOUS = 'p';
/** Bytes of a float. */
const FLOATS = { f4: 4, f8: 8 } as const;
type FloatName = keyof typeof FLOATS;

const isFloat = (name: string): name is FloatName => Object.hasOwn(FLOATS, name);

/** What multiples are written as differences to; null where it does not go with them. */
function foretold(before: Values | null, count: number, unit: Unit): Int32Array | null {
  if (before?.length !== count) return null;
  const multiples = new Int32Array(count);
  for (const [i, value] of before.entries()) {
    const multiple = nearestMultiple(value, unit);
    if (multiple === null) return null;
    multiples[i] = multiple;
  }
  return multiples;
}

/** Values as multiples of a unit, alone or beside those before; null where that cannot be. */
function coded(values: Values, unit: Unit, before: Values | null): string | null {
  const multiples = multiplesOf(values, unit);
  const from = before && foretold(before, values.length, unit);
  if (!multiples || (before && !from)) return null;
  const bytes = integerBytes(from ? multiples.map((multiple, i) => multiple - (from[i] as number)) : multiples);
  return `${PREFIX}${values.length},${unit.name},${from ? PREVIOUS : ALONE},${bytesText(bytes)}`;
}

/** Which values are not 0, and those as floats of so many bytes. */
function floats(values: Values, name: FloatName): string {
  const mask = integerBytes(Int32Array.from(values, (value) => Number(value !== 0)));
  const rest = values.filter((value) => value !== 0);
  return `${PREFIX}${values.length},${name},${ALONE},${bytesText(mask)}.${floatsText(rest, FLOATS[name])}`;
}

const floatName = (values: Values): FloatName => (values.every((value) => Math.fround(value) === value) ? 'f4' : 'f8');

/** What was written last of a point: the address is written again and again while other parts of the state change. */
const written = new WeakMap<Values, { readonly before: Values | null; readonly text: string }>();

/**
 * The shortest text of a point. `before`: the point that its reader has read before it in the same list. Cost: linear, about
 * 1 ms for 784 values; nothing for a list that was written last beside the same one, so lists must not be changed in place.
 */
export function inputText(values: Values, before: Values | null = null): string {
  const last = written.get(values);
  if (last?.before === before) return last.text;
  const text = shortest(values, before);
  written.set(values, { before, text });
  return text;
}

function shortest(values: Values, before: Values | null): string {
  const plain = `in:${listText(values)}`;
  if (values.length <= READABLE || values.length > MOST_VALUES) return plain;
  const unit = unitOf(values);
  const dense = unit
    ? [coded(values, unit, null), before && coded(values, unit, before)]
    : [floats(values, floatName(values))];
  return dense.reduce<string>((best, text) => (text && text.length < best.length ? text : best), plain);
}

export const isDense = (text: string): boolean => text.startsWith(PREFIX);

function readCoded(bytes: Uint8Array, count: number, unit: Unit, before: Values | null): number[] {
  const from = before && foretold(before, count, unit);
  if (before && !from) throw new LinkFault(`the point before it has not ${count} values that it could differ from`);
  return Array.from(integersFrom(bytes, count), (multiple, i) => unit.value(multiple + (from?.[i] ?? 0)) + 0);
}

function readFloatsOf(data: string, count: number, name: FloatName): number[] {
  const [mask = '', rest = ''] = data.split('.');
  const there = integersFrom(readBytes(mask), count);
  const numbers = readFloats(rest, FLOATS[name]);
  let next = 0;
  return Array.from(there, (one) => (one ? (numbers[next++] ?? 0) : 0));
}

/** A count that is safe to read, a unit or float that there is, and a way that goes with it. */
function checkHead(count: number, name: string, way: string, before: Values | null): void {
  if (!Number.isInteger(count) || count < 1 || count > MOST_VALUES)
    throw new LinkFault(`a point of ${count} values: from 1 to ${MOST_VALUES} are read in this form`);
  if (!(isFloat(name) || unitByName(name))) throw new LinkFault(`"${name.slice(0, 24)}" is no unit of values`);
  if (way !== ALONE && (way !== PREVIOUS || isFloat(name)))
    throw new LinkFault(`"${way.slice(0, 24)}" is no way to write a point in ${name}`);
  if (way === PREVIOUS && !before) throw new LinkFault('there is no point before it that it could differ from');
}

/** Reads what `inputText` wrote in its dense form, with the same `before`. Throws a LinkFault that says what is wrong. */
export function readDense(text: string, before: Values | null = null): number[] {
  const [countText = '', name = '', way = '', data, more] = text.slice(PREFIX.length).split(',');
  if (data === undefined || more !== undefined)
    throw new LinkFault(`"${text.slice(0, 24)}" is not a point in four parts`);
  const count = readNumber(countText);
  checkHead(count, name, way, before);
  const unit = unitByName(name);
  const beside = way === PREVIOUS ? before : null;
  const values = unit ? readCoded(readBytes(data), count, unit, beside) : readFloatsOf(data, count, name as 'f4');
  // Any bytes are some values: that these are written in the same way again tells that none was lost.
  if ((unit ? coded(values, unit, beside) : floats(values, name as 'f4')) !== text)
    throw new LinkFault(`its ${data.length} characters are not those of ${count} values`);
  return values;
}
