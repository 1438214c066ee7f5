import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { graphOutput } from '../../../src/core/graph';
import { bestOf, modelFile, modelGraph } from './models';

const SHIPPED = 2000;
const TESTED = 300;

test('the CNN names test digits as well as is stated', async () => {
  const about = JSON.parse(new TextDecoder().decode(modelFile('digits-cnn', 'about.json'))) as {
    testAccuracy: number;
    testDigits: number;
  };
  expect(about.testDigits).toBe(10_000);
  expect(about.testAccuracy).toBeGreaterThanOrEqual(0.985);
  const graph = await modelGraph('digits-cnn');
  const digits = gunzipSync(readFileSync('public/digits/test-digits.bin.gz'));
  let right = 0;
  for (let n = 0; n < TESTED; n++) {
    const picture = Float64Array.from(digits.subarray(n * 784, (n + 1) * 784), (grey) => grey / 255);
    if (bestOf(graphOutput(graph, picture)) === digits[SHIPPED * 784 + n]) right++;
  }
  // Three standard deviations of a share of 300 about the stated one.
  const spread = Math.sqrt((about.testAccuracy * (1 - about.testAccuracy)) / TESTED);
  expect(Math.abs(right / TESTED - about.testAccuracy)).toBeLessThan(3 * spread);
});
