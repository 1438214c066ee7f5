import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ActivationName, type DenseLayer, denseNetwork } from '../../../src/core/network';
import { writeNetworkJson } from '../../../src/formats/writeNetworkJson';
import { holds } from '../../support/holds';
import { parse } from './small';

const number = fc.oneof(fc.double({ min: -1e3, max: 1e3, noNaN: true }), fc.constantFrom(-0, 5e-324, 0.1 + 0.2));
const vector = (length: number) =>
  fc.array(number, { minLength: length, maxLength: length }).map((list) => Float64Array.from(list));
const names = fc.constantFrom<ActivationName>('identity', 'relu', 'leakyRelu', 'abs', 'hardTanh', 'relu6');
const alphas = number.filter((alpha) => alpha !== 1);

const layers = (inputSize: number, outputSize: number) =>
  fc
    .tuple(vector(inputSize * outputSize), vector(outputSize), names, alphas)
    .map(([weights, bias, name, alpha]): DenseLayer => {
      const activation = name === 'leakyRelu' ? { name, alpha } : { name };
      return { kind: 'dense', inputSize, outputSize, weights, bias, activation };
    });
const sizes = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }));
const cases = sizes.chain(([d, n, k]) => fc.tuple(fc.tuple(layers(d, n), layers(n, k)), vector(d)));

it('keeps every bit through writing and reading', () => {
  holds(
    fc.property(cases, ([both, origin]) => {
      const network = denseNetwork('n', both);
      const { slice, domain } = parse({ layers: [{ W: [Array(network.inputSize).fill(1)], b: [0] }] });
      const view = { slice: { ...slice, origin }, domain };
      const text = writeNetworkJson(network, view);
      const back = parse(text);
      expect(back.network).toEqual(network);
      expect(back.slice).toEqual(view.slice);
      expect(back.domain).toEqual(domain);
      expect(writeNetworkJson(back.network, back)).toBe(text);
    }),
    4,
    200,
  );
});

it('leaves slice and domain out when none is given', () => {
  const { network } = parse({ name: '"quoted"', layers: [{ W: [[1, -0]], b: [0] }] });
  expect(writeNetworkJson(network)).toBe(
    '{"name":"\\"quoted\\"",\n"layers":[\n{"activation":"identity","W":[[1,0]],"b":[0]}\n]}\n',
  );
});
