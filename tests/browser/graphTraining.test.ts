import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { checkGraph } from '../../src/core/graph/check';
import { graphOutput } from '../../src/core/graph/evaluate';
import { readGraphJson } from '../../src/formats/graphJson';
import { writeOnnx } from '../../src/formats/onnx';
import { smallCnn } from '../support/smallCnn';
import { idxPair } from '../unit/formats/arrays/files';
import { drop } from './dropping';
import { idle, openLens, openScene, openTrainable, partitionOf, saidIn, section, stateOf, visibleText } from './lens';

async function exported(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Network, JSON' }).click(),
  ]);
  await page.keyboard.press('Escape');
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** Outputs of a file's graph at some places, by its own forward pass. */
function outputsOf(text: string): number[] {
  const read = readGraphJson(text);
  if (!read.ok) throw new Error(read.error.message);
  const graph = checkGraph(read.graph);
  return Array.from({ length: 9 }, (_, i) => graphOutput(graph, [Math.cos(5 * i), Math.sin(3 * i)])[0] as number);
}

/** Trains for more than so many steps, then rests. */
async function trained(page: Page, steps: number): Promise<void> {
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect.poll(async () => (await stateOf(page)).step, { timeout: 60_000 }).toBeGreaterThan(steps);
  await page.getByRole('button', { name: 'Pause training' }).click();
  await idle(page);
}

const lossOf = async (page: Page): Promise<number> =>
  Number((await visibleText(page.locator('.chart-value').first())).replaceAll(/[^\d.e−-]/g, '').replaceAll('−', '-'));

/** The first convolution's weights in a file. */
function convolutionOf(text: string): readonly number[] {
  const read = readGraphJson(text);
  const node = read.ok ? read.graph.nodes.find(({ op }) => op === 'conv') : undefined;
  return node?.op === 'conv' ? [...node.weights] : [];
}

describe('training a graph', () => {
  it('moves the partition on WebGL, rests, goes back and forth, and a link opens it as it is', async () => {
    const { page } = await openTrainable();
    await openScene(page, 'Residual');
    await idle(page);
    const first = await exported(page);
    const certificate = await visibleText(page.locator('.slice-certificate'));
    const loss = await lossOf(page);
    await trained(page, 150);
    expect(await saidIn(page, 'Training')).toMatch(/tfjs on\s+WebGL, worker/);
    expect(await lossOf(page)).toBeLessThan(loss);
    expect(await visibleText(page.locator('.slice-certificate'))).not.toBe(certificate);
    expect((await partitionOf(page)).certificate).toMatchObject({ euler: 1, codeMismatches: 0, signViolations: 0 });
    const difference = page.locator('.fact', { hasText: 'Engine − tfjs' }).locator('dd');
    expect(Number((await difference.getAttribute('title'))?.replaceAll('−', '-'))).toBeLessThan(1e-4);

    const state = await stateOf(page);
    const text = await exported(page);
    expect(outputsOf(text)).not.toEqual(outputsOf(first));
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByRole('button', { name: 'Link copied' }).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const other = await openLens({ hash: new URL(link).hash.slice(1) });
    expect(await stateOf(other.page)).toEqual(state);
    expect((await partitionOf(other.page)).faces).toBe((await partitionOf(page)).faces);
    expect(outputsOf(await exported(other.page))).toEqual(outputsOf(text));

    await page.keyboard.press('ControlOrMeta+z');
    await idle(page);
    expect((await stateOf(page)).weights).toBeNull();
    expect(outputsOf(await exported(page))).toEqual(outputsOf(first));
    await page.keyboard.press('ControlOrMeta+Shift+z');
    await idle(page);
    expect(await stateOf(page)).toEqual(state);
    expect(outputsOf(await exported(page))).toEqual(outputsOf(text));
    // Training goes on from there.
    await page.getByRole('button', { name: 'One training step' }).click();
    await idle(page);
    expect((await stateOf(page)).step).toBe(state.step + 1);
    await page.getByRole('button', { name: 'Back to the first weights' }).click();
    await idle(page);
    expect(await exported(page)).toBe(first);
  });

  it('keeps an earlier time beside it, and draws weights anew', async () => {
    const { page } = await openTrainable();
    await openScene(page, 'Residual');
    await idle(page);
    const network = section(page, 'Network');
    await network.getByLabel('Seed').fill('7');
    await network.getByLabel('Seed').press('Enter');
    await network.getByRole('button', { name: 'Draw weights' }).click();
    await idle(page);
    const drawn = (await stateOf(page)).weights;
    expect(drawn).not.toBeNull();
    await page.getByRole('button', { name: 'One training step' }).click();
    await idle(page);
    const { weights, step } = await stateOf(page);
    expect(step).toBe(1);
    const moves = (weights ?? []).map((w, i) => Math.abs(w - (drawn?.[i] ?? Number.NaN)));
    // The first step of Adam moves a weight by the learning rate, or not at all.
    expect(Math.max(...moves)).toBeLessThan(0.0051);
    expect(Math.max(...moves)).toBeGreaterThan(0.0049);
    await page.getByRole('button', { name: 'keep beside' }).click();
    await page.getByRole('button', { name: 'One training step' }).click();
    await page.getByRole('region', { name: 'The slice at another time' }).waitFor();
    await idle(page);
    expect(await stateOf(page)).toMatchObject({ step: 2, compare: { weights, step: 1 } });
    await network.getByRole('button', { name: 'Reset weights' }).click();
    await idle(page);
    expect(await stateOf(page)).toMatchObject({ weights: null, step: 0 });
  });

  it('trains a convolutional network from a file on pictures that are brought to it', async () => {
    const { page } = await openTrainable();
    const onnx = { name: 'small.onnx', mimeType: '', buffer: Buffer.from(writeOnnx(smallCnn())) };
    await page.getByLabel('Network or lens file').setInputFiles([onnx]);
    const dialog = page.getByRole('dialog', { name: /Open a network/ });
    await dialog.getByRole('button', { name: 'Accept' }).click();
    await expect.poll(() => dialog.count()).toBe(0);
    const { images, labels } = idxPair(24, 8, 3);
    await drop(page, [
      ['train-labels-idx1-ubyte', labels],
      ['train-images-idx3-ubyte', images],
    ]);
    await expect.poll(async () => (await stateOf(page)).dataSpec, { timeout: 30_000 }).not.toBeNull();
    await idle(page);
    const first = await exported(page);
    const loss = await lossOf(page);
    for (let i = 0; i < 8; i++) {
      await page.getByRole('button', { name: 'One training step' }).click();
      await idle(page);
    }
    const { step, weights } = await stateOf(page);
    expect(step).toBe(8);
    // All that it has but the mean and variance of its batch norm.
    expect(weights).toHaveLength(273 - 6);
    expect(await lossOf(page)).toBeLessThan(loss);
    expect((await partitionOf(page)).certificate).toMatchObject({ euler: 1, codeMismatches: 0, signViolations: 0 });
    const [before, after] = [first, await exported(page)].map(convolutionOf);
    expect(after).not.toEqual(before);
    await page.getByRole('button', { name: 'Back to the first weights' }).click();
    await idle(page);
    expect(convolutionOf(await exported(page))).toEqual(before);
  });
});
