import { expect, it } from 'vitest';
import { coloursOf, openLens, openScene, partitionOf, section, stateOf, visibleText } from './lens';

it('a convolutional network opens as a scene, by its name and by its link', { timeout: 120_000 }, async () => {
  const { page } = await openLens();
  await openScene(page, 'Convolutions');
  const report = await partitionOf(page);
  expect(report.faces).toBe(1981);
  expect(report.certificate).toMatchObject({ euler: 1, codeMismatches: 0, signViolations: 0 });
  expect(await coloursOf(page, page.locator('.stage'))).toBeGreaterThan(40);
  expect(await visibleText(page.locator('.slice-certificate'))).toContain('1,981');
  const outputs = (await visibleText(section(page, 'Output'))).split(/\s+/);
  for (let digit = 0; digit < 10; digit++) expect(outputs).toContain(String(digit));
  expect(await visibleText(section(page, 'Network'))).toContain('pool1');
  expect(await section(page, 'Slice').getByRole('img').count()).toBe(3);
  // Connections that pass over nodes are lines beside the list of nodes.
  const lines = section(page, 'Network').locator('.node-skip');
  await expect.poll(() => lines.count()).toBeGreaterThan(1);
  const boxes = await lines.evaluateAll((all) => all.map((line) => line.getBoundingClientRect().height));
  expect(Math.min(...boxes)).toBeGreaterThan(4);
  const titles = await lines.evaluateAll((all) => [...new Set(all.map((line) => (line as HTMLElement).title))]);
  expect(titles).toContain('pool1 → skip');
  await expect.poll(() => page.evaluate(() => location.hash)).toContain('scene=digits-cnn');
  await page.reload();
  expect((await partitionOf(page)).faces).toBe(1981);
  expect((await stateOf(page)).scene).toBe('digits-cnn');
});
