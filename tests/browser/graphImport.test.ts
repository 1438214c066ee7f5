import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { writeGraphNpz } from '../../src/formats/graphTensors';
import { writeOnnx } from '../../src/formats/onnx';
import { smallCnn } from '../support/smallCnn';
import { smallTfjs, weightsOfSmallCnn } from '../support/smallCnnFiles';
import { violations } from './axe';
import { acceptModel, modelDialog } from './exporting';
import { openLens, partitionOf, settled, stateOf, visibleText } from './lens';

interface Given {
  readonly name: string;
  readonly bytes: Uint8Array;
}

async function pick(page: Page, ...files: readonly Given[]): Promise<void> {
  const given = files.map(({ name, bytes }) => ({ name, mimeType: '', buffer: Buffer.from(bytes) }));
  await page.getByLabel('Network or lens file').setInputFiles(given);
  await modelDialog(page).waitFor();
  await expect.poll(() => visibleText(modelDialog(page))).not.toContain('Reading');
}

async function accept(page: Page): Promise<void> {
  await acceptModel(page);
  await settled(page);
}

const onnx: Given = { name: 'small.onnx', bytes: writeOnnx(smallCnn()) };

describe('a network of a graph', () => {
  it('from ONNX shows its nodes before it is taken, and then its partition with a clean certificate', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=moons' });
    const before = await stateOf(page);
    await pick(page, onnx);
    const table = modelDialog(page).getByRole('table');
    expect(await table.getByRole('rowheader', { name: 'logits', exact: true }).count()).toBe(1);
    const softmax = table.getByRole('row').filter({ hasText: 'classes' });
    expect(await visibleText(softmax)).toContain('sum of exponentials');
    expect(await visibleText(modelDialog(page))).toMatch(/8 × 8 × 1[\s\S]*273[\s\S]*3 values of “logits”/);
    expect(await stateOf(page)).toEqual(before);
    expect(await violations(page)).toEqual([]);
    await accept(page);
    const { faces, certificate } = await partitionOf(page);
    expect(faces).toBeGreaterThan(1000);
    expect(certificate).toMatchObject({ euler: 1, codeMismatches: 0, signViolations: 0 });
    expect((await stateOf(page)).network?.name).toBe('small residual net');
    expect(await page.getByRole('button', { name: /^Train \(/ }).isDisabled()).toBe(true);
  });

  it('is read from the top, and on a phone says what is exact without scrolling sideways', async () => {
    const { page } = await openLens({ width: 390, height: 844, hash: 'v=1&scene=moons' });
    await pick(page, onnx);
    const table = modelDialog(page).getByRole('region', { name: 'Nodes of the network' });
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('model-content');
    expect(await table.evaluate((region) => region.scrollWidth - region.clientWidth)).toBe(0);
    const reason = table.getByRole('row').filter({ hasText: 'classes' }).getByRole('cell').last();
    await reason.scrollIntoViewIfNeeded();
    expect(await visibleText(reason)).toContain('sum of exponentials');
    const { x = -1, width = 999, height = 0 } = (await reason.boundingBox()) ?? {};
    expect(x).toBeGreaterThan(0);
    expect(x + width).toBeLessThan(390);
    expect(height).toBeGreaterThan(10);
    // The keys that scroll do so from the start.
    await page.keyboard.press('Home');
    const content = modelDialog(page).locator('.model-content');
    await expect.poll(() => content.evaluate(({ scrollTop }) => scrollTop)).toBe(0);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => content.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(0);
    expect(await violations(page)).toEqual([]);
  });

  it('that is cancelled, by button or Escape, leaves the page as it was', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=moons' });
    const before = await stateOf(page);
    await pick(page, onnx);
    await modelDialog(page).getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => modelDialog(page).count()).toBe(0);
    await pick(page, onnx);
    await page.keyboard.press('Escape');
    await expect.poll(() => modelDialog(page).count()).toBe(0);
    expect(await stateOf(page)).toEqual(before);
  });

  it('that is damaged says so in the dialog, and cannot be accepted', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=moons' });
    const before = await stateOf(page);
    await pick(page, { name: 'cut.onnx', bytes: onnx.bytes.subarray(0, onnx.bytes.length >> 1) });
    const fault = modelDialog(page).getByRole('alert');
    await fault.waitFor();
    expect((await visibleText(fault)).length).toBeGreaterThan(15);
    expect(await modelDialog(page).getByRole('button', { name: 'Accept' }).isDisabled()).toBe(true);
    expect(await visibleText(modelDialog(page))).toContain('Not opened; the page stays as it is.');
    expect(await modelDialog(page).getByRole('textbox').count()).toBe(0);
    await modelDialog(page).getByRole('button', { name: 'Cancel' }).click();
    expect(await stateOf(page)).toEqual(before);
  });

  it('of tfjs is opened with its weights beside it, of npz in one file: the same network', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=moons' });
    await pick(page, { name: 'graph.npz', bytes: writeGraphNpz(smallCnn()) });
    await accept(page);
    const { faces } = await partitionOf(page);
    const { model, shard } = smallTfjs();
    await pick(page, shard, model);
    expect(await visibleText(modelDialog(page))).toContain('conv1');
    await accept(page);
    expect((await partitionOf(page)).faces).toBe(faces);
  });

  it('of weights alone gets an architecture that can be edited, with its shapes and faults at once', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=moons' });
    await pick(page, { name: 'weights.safetensors', bytes: weightsOfSmallCnn() });
    const steps = modelDialog(page).getByRole('region', { name: 'Architecture' });
    expect(await visibleText(steps)).toMatch(/convolution[\s\S]*max-pooling[\s\S]*dense/);
    const pooling = steps.getByRole('listitem', { name: /^max-pooling/ });
    await pooling.getByLabel('window').fill('9');
    await pooling.getByLabel('window').press('Enter');
    await modelDialog(page).getByRole('alert').waitFor();
    expect(await visibleText(modelDialog(page).getByRole('alert'))).toContain('9');
    expect(await modelDialog(page).getByRole('button', { name: 'Accept' }).isDisabled()).toBe(true);
    await pooling.getByRole('button', { name: /^Remove/ }).click();
    await expect.poll(() => visibleText(modelDialog(page).getByRole('alert'))).toMatch(/48|192/);
    const relu = steps.getByRole('listitem', { name: /^activation/ }).first();
    await relu.getByLabel(/^Insert a step/).selectOption({ label: 'average pooling' });
    await expect.poll(() => modelDialog(page).getByRole('alert').count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    await accept(page);
    expect((await partitionOf(page)).certificate).toMatchObject({ codeMismatches: 0, signViolations: 0 });
  });

  it('comes back from a lens file and by undo', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=moons' });
    const first = await stateOf(page);
    await pick(page, onnx);
    await accept(page);
    const state = await stateOf(page);
    const { faces } = await partitionOf(page);
    const path = join(mkdtempSync(join(tmpdir(), 'lens-')), 'graph.lens.json');
    writeFileSync(path, JSON.stringify(state));
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expect.poll(async () => (await stateOf(page)).network).toEqual(first.network);
    await page.getByRole('button', { name: /^Redo/ }).click();
    await expect.poll(async () => (await stateOf(page)).network?.name).toBe('small residual net');
    await page.reload();
    await settled(page);
    await page.getByLabel('Network or lens file').setInputFiles(path);
    await expect.poll(async () => (await stateOf(page)).network?.name).toBe('small residual net');
    await settled(page);
    expect((await partitionOf(page)).faces).toBe(faces);
    expect((await stateOf(page)).network).toEqual(state.network);
  });
});
