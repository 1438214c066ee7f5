import { describe, expect, it } from 'vitest';
import { graphOutput } from '../../src/core/graph/evaluate';
import { createRandom } from '../../src/core/math/random';
import { readGraphFile } from '../../src/formats/graphFile';
import { writeGraphNpz } from '../../src/formats/graphTensors';
import { smallCnn } from '../support/smallCnn';
import { drop, saved } from './exporting';
import { openLens, openScene, partitionOf, settled, stateOf } from './lens';

const npz = writeGraphNpz(smallCnn());

/** Outputs of a file at seeded inputs. */
async function outputs(name: string, bytes: Uint8Array): Promise<number[]> {
  const read = await readGraphFile(new Map([[name, bytes]]), name);
  if (!read.ok) throw new Error(`${name}: ${read.error.where}: ${read.error.message}`);
  const random = createRandom(9);
  const { graph } = read;
  return Array.from({ length: 5 }, () =>
    Array.from(
      graphOutput(
        graph,
        Float64Array.from({ length: 64 }, () => random.normal()),
      ),
    ),
  ).flat();
}

describe('a small CNN, imported by picker and by drop', () => {
  it.each([
    ['Network, JSON', 0],
    ['Network, safetensors', 0],
    ['Network, npz', 0],
    ['Network, ONNX', 1e-6],
  ] as const)('leaves as %s, computes the same, and is taken again', async (item, most) => {
    const { page } = await openLens({ hash: 'v=1&scene=moons' });
    const dialog = page.getByRole('dialog', { name: /Open a network/ });
    const accept = async (): Promise<number> => {
      await dialog.getByRole('button', { name: 'Accept' }).click();
      await expect.poll(() => dialog.count()).toBe(0);
      await settled(page);
      expect((await stateOf(page)).network?.name).toMatch(/^small.residual.net$/);
      return (await partitionOf(page)).faces;
    };
    await page
      .getByLabel('Network or lens file')
      .setInputFiles({ name: 'a.npz', mimeType: '', buffer: Buffer.from(npz) });
    const faces = await accept();
    const { bytes, download } = await saved(page, item);
    await page.keyboard.press('Escape');
    const name = download.suggestedFilename();
    const [before, after] = [await outputs('a.npz', npz), await outputs(name, bytes)];
    const largest = Math.max(...before.map(Math.abs));
    expect(before.length).toBe(15);
    expect(Math.max(...after.map((value, i) => Math.abs(value - (before[i] as number)))) / largest).toBeLessThanOrEqual(
      most,
    );
    await openScene(page, 'XOR');
    await drop(page, name, '', bytes);
    const again = await accept();
    // ONNX has no place for the plane, and rounds to float32.
    if (most === 0) expect(again).toBe(faces);
    else expect(again).toBeGreaterThan(100);
  });
});
