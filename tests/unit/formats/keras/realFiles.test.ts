import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { graphOutput } from '../../../../src/core/graph';
import { formatErrorText } from '../../../../src/formats/checks';
import { readGraphFile } from '../../../../src/formats/graphFile';

/** Written by Keras 3.15 (tests/fixtures/keras/make.py), with what it predicts in float32. */
const folder = 'tests/fixtures/keras';
const values = JSON.parse(readFileSync(`${folder}/values.json`, 'utf8')) as Record<
  string,
  { readonly inputs: readonly (readonly number[])[]; readonly outputs: readonly (readonly number[])[] }
>;

describe("Keras's own files", () => {
  it.each(['mlp.keras', 'mlp.h5', 'cnn.keras', 'cnn.h5'])('%s predicts what Keras predicts', async (name) => {
    const result = await readGraphFile(new Map([[name, new Uint8Array(readFileSync(`${folder}/${name}`))]]), name);
    if (!result.ok) throw new Error(formatErrorText(result.error));
    const { inputs, outputs } = values[name.split('.')[0] as string] as (typeof values)[string];
    expect(inputs.length).toBe(5);
    for (const [i, x] of inputs.entries()) {
      const y = graphOutput(result.graph, x);
      const expected = outputs[i] as readonly number[];
      const scale = Math.max(...expected.map(Math.abs));
      expect(y.length).toBe(expected.length);
      for (const [j, value] of expected.entries())
        expect(Math.abs((y[j] as number) - value)).toBeLessThan(1e-5 * scale);
    }
  });
});
