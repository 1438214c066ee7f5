import { expect, it } from 'vitest';
import { brainNumber, halfNumber } from '../../../src/formats/halfNumbers';
import { numbersOf } from '../../../src/formats/tensors';

/** A binary float from its digits, by the definition: a sign, a biased exponent, a fraction with a hidden 1. */
function fromDigits(bits: number, exponentDigits: number): number {
  const digits = bits.toString(2).padStart(16, '0');
  const exponent = Number.parseInt(digits.slice(1, 1 + exponentDigits), 2);
  const fraction = digits.slice(1 + exponentDigits);
  const bias = 2 ** (exponentDigits - 1) - 1;
  const sign = digits[0] === '1' ? -1 : 1;
  if (exponent === 2 ** exponentDigits - 1)
    return fraction.includes('1') ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  let mantissa = exponent === 0 ? 0 : 1;
  for (const [i, digit] of [...fraction].entries()) mantissa += Number(digit) * 2 ** -(i + 1);
  return sign * mantissa * 2 ** (Math.max(exponent, 1) - bias);
}

it.each([
  ['F16', halfNumber, 5],
  ['BF16', brainNumber, 8],
] as const)('%s: all 65,536 bit patterns have the value that their digits define', (type, decode, exponentDigits) => {
  const all = Uint16Array.from({ length: 65_536 }, (_, bits) => bits);
  const values = Float64Array.from(all, (bits) => fromDigits(bits, exponentDigits));
  expect(Float64Array.from(all, decode)).toEqual(values);
  expect(numbersOf({ type, shape: [65_536], data: all })).toEqual(values);
});

it('has the landmarks of the standard', () => {
  const bits = [0x3c00, 0x7bff, 0x0001, 0x0400, 0x3555, 0xc000];
  expect(bits.map(halfNumber)).toEqual([1, 65504, 2 ** -24, 2 ** -14, 0.333251953125, -2]);
  expect([0x3f80, 0x4049, 0x7f7f].map(brainNumber)).toEqual([1, 3.140625, 3.3895313892515355e38]);
});
