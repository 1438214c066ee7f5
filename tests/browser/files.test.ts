import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { acceptModel, modelDialog } from './exporting';
import { openLens, partitionOf, settled, stateOf, visibleText } from './lens';

const bad: readonly (readonly [name: string, text: string, says: RegExp])[] = [
  ['cut off', '{"layers": [{"W": [[1, 2]', /JSON/],
  ['wrong shapes', '{"layers":[{"W":[[1,2],[3,4]],"b":[0,0]},{"W":[[1,2,3]],"b":[0]}]}', /layer/i],
  ['a missing bias', '{"layers":[{"W":[[1,2],[3,4]]},{"W":[[1,2]],"b":[0]}]}', /b/],
  ['NaN', '{"layers":[{"W":[[1,null],[3,4]],"b":[0,0]},{"W":[[1,2]],"b":[0]}]}', /W/],
  ['an unknown activation', '{"activation":"mish","layers":[{"W":[[1,2]],"b":[0]}]}', /mish/],
];

const file = (name: string, text: string) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) });

const messages = (page: Page) => page.getByRole('region', { name: 'Messages' });

describe('files', () => {
  it('a network becomes the one in force, without data to train on where its inputs differ', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=moons' });
    const text =
      '{"name":"three lines","activation":"relu","layers":[{"W":[[1,0],[0,1],[1,1]],"b":[0.1,0.2,0.5]},{"W":[[1,1,1]],"b":[0]}]}';
    await page.getByLabel('Network or lens file').setInputFiles(file('three.json', text));
    const before = await stateOf(page);
    await modelDialog(page).getByRole('table').waitFor();
    expect(await visibleText(modelDialog(page))).toContain('A chain of dense layers');
    expect(await stateOf(page)).toEqual(before);
    await acceptModel(page);
    await expect.poll(async () => (await stateOf(page)).network?.name).toBe('three lines');
    await settled(page);
    expect((await partitionOf(page)).faces).toBe(7);
    expect(await page.getByText('Imported network: three lines').count()).toBe(1);
  });

  it('that are bad give a message that says what and where, and change nothing', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=moons' });
    const before = await stateOf(page);
    for (const [name, text, says] of bad) {
      await page.getByLabel('Network or lens file').setInputFiles(file('broken.json', text));
      const alert = messages(page).getByRole('alert');
      await alert.waitFor();
      const said = await visibleText(alert);
      expect(said, name).toMatch(says);
      expect(said, name).toContain('broken.json');
      expect(await stateOf(page), name).toEqual(before);
      await alert.getByRole('button', { name: 'Dismiss' }).click();
      await expect.poll(() => alert.count()).toBe(0);
    }
  });

  it('1e308 in a network is refused or said, and the page keeps a partition', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=moons' });
    const text = '{"layers":[{"W":[[1e308,1e308],[1e308,1]],"b":[0,0]},{"W":[[1e308,1e308]],"b":[0]}]}';
    await page.getByLabel('Network or lens file').setInputFiles(file('huge.json', text));
    await messages(page).getByRole('alert').waitFor();
    expect((await visibleText(messages(page))).length).toBeGreaterThan(20);
    expect(await visibleText(page.locator('.slice-certificate'))).toMatch(/\d/);
  });

  it('with markup in a name is shown as text and never run; absurd sizes are refused', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=moons' });
    const name = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';
    const layers = [
      { activation: 'relu', W: [[1, 0]], b: [0] },
      { W: [[1]], b: [0] },
    ];
    await page.getByLabel('Network or lens file').setInputFiles(file('x.json', JSON.stringify({ name, layers })));
    await acceptModel(page);
    await page.getByText(`Imported network: ${name}`).waitFor();
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    const before = await stateOf(page);
    const wide = {
      name: 'wide',
      precision: 'float32',
      inputSize: 2,
      layers: [{ size: 1e9, activation: 'relu' }],
      weights: [],
    };
    const text = JSON.stringify({ ...before, network: wide, weights: null });
    await page.getByLabel('Network or lens file').setInputFiles(file('wide.lens.json', text));
    await messages(page).getByRole('alert').waitFor();
    expect(await visibleText(messages(page))).toMatch(/1000000000|10⁹|1e9|1,000,000,000|4096/);
    expect(await stateOf(page)).toEqual(before);
  });

  it('are taken when dropped anywhere', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=moons' });
    await page.evaluate(() => {
      const text = '{"name":"dropped","activation":"relu","layers":[{"W":[[1,0]],"b":[0]},{"W":[[1]],"b":[0]}]}';
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], 'dropped.json', { type: 'application/json' }));
      for (const type of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    });
    await acceptModel(page);
    await expect.poll(async () => (await stateOf(page)).network?.name).toBe('dropped');
  });
});
