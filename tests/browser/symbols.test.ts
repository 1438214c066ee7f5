import { describe, expect, it } from 'vitest';
import { openLens, partitionOf, section, stateOf, visibleText } from './lens';

const MODEL = '**/models/symbols/model.onnx';

describe('the residual network on 224 × 224 inputs', { timeout: 120_000 }, () => {
  it('that is given up while its file comes leaves the scene that was open', async () => {
    const { page } = await openLens({ before: (opened) => opened.route(MODEL, () => new Promise(() => undefined)) });
    const { faces } = await partitionOf(page);
    await section(page, 'Scenes').getByRole('button', { name: 'Symbols', exact: true }).click();
    const line = page.locator('.opening');
    await line.waitFor();
    expect(await visibleText(line)).toContain('Opening Symbols');
    expect(await visibleText(line)).toContain('model.onnx');
    await line.getByRole('button', { name: 'Cancel' }).click();
    await line.waitFor({ state: 'detached' });
    expect((await stateOf(page)).scene).toBe('spirals');
    expect((await partitionOf(page)).faces).toBe(faces);
  });

  it('whose file does not come is named, and what was open stays', async () => {
    const { page } = await openLens({
      before: (opened) => opened.route(MODEL, (route) => route.fulfill({ status: 503, body: '' })),
      expectErrors: [/503/],
    });
    await section(page, 'Scenes').getByRole('button', { name: 'Symbols', exact: true }).click();
    await expect
      .poll(() => page.locator('body').innerText())
      .toContain('models/symbols/model.onnx: the server answered 503');
    expect((await stateOf(page)).scene).toBe('spirals');
  });

  it('opens by its link, and its cut can be given up', async () => {
    const { openPage } = await import('./support');
    const { page } = await openPage({ hash: 'v=1&scene=symbols', idle: 'nothing' });
    const chip = page.locator('.slice-progress');
    await chip.waitFor({ timeout: 90_000 });
    // It is under way long before there is a polytope.
    const said: string[] = [];
    const share = async (): Promise<number> => {
      said.push(await visibleText(chip));
      return Number(/cutting (\d+)%/.exec(said.at(-1) as string)?.[1] ?? 0);
    };
    await expect.poll(share, { timeout: 60_000 }).toBeGreaterThan(1);
    const before = await share();
    await expect.poll(share, { timeout: 60_000 }).toBeGreaterThan(before);
    // At once: the cut does not wait for the test.
    await chip.getByRole('button', { name: 'Cancel' }).click();
    expect(said.join(' ')).not.toContain('at least');
    expect(await section(page, 'Network').locator('.node-skip.ends').count()).toBe(10);
    // The sketch stays where there was one; else the pane says that nothing was cut.
    await expect
      .poll(() => page.locator('.slice-view').innerText(), { timeout: 10_000 })
      .toMatch(/Cut exactly|Cancelled before the slice was cut/);
    expect((await stateOf(page)).scene).toBe('symbols');
  });
});

describe('its path and its soft code', { timeout: 240_000 }, () => {
  it('come from workers: they tell how far they are, are stopped, and say what is a part', async () => {
    const { openPage } = await import('./support');
    const hash = 'v=1&scene=symbols&soft=0.5&path=at:0.001,0.0008;at:2,1';
    const { page } = await openPage({ hash, idle: 'nothing' });
    // The cut would take half of the processors.
    const chip = page.locator('.slice-progress');
    await chip.getByRole('button', { name: 'Cancel' }).click({ timeout: 90_000 });
    const line = page.locator('.large-soft');
    const share = async (): Promise<number> => Number(/(\d+)%/.exec(await visibleText(line))?.[1] ?? 0);
    await expect.poll(share, { timeout: 60_000 }).toBeGreaterThan(4);
    await line.getByRole('button', { name: 'Stop' }).click();
    await expect.poll(() => visibleText(line)).toContain('stopped');

    const panel = page.getByRole('region', { name: 'Path', exact: true });
    const gist = panel.locator('.statistics-gist');
    const text = panel.getByText(/The figures show the first .*% of the way/);
    await text.waitFor({ timeout: 120_000 });
    await expect.poll(() => visibleText(gist)).toMatch(/^walking: .*stretch \d/);
    await expect.poll(() => panel.locator('.path-chart:not([hidden])').count()).toBe(4);
    const stop = panel.getByRole('button', { name: 'Stop', exact: true });
    await stop.click();
    await stop.waitFor({ state: 'detached' });
    await expect.poll(() => visibleText(gist)).toMatch(/% of the way: \d[\d,]* crossings · Hamming distance/);
    expect(await visibleText(text)).toContain('The walk was stopped.');
    expect((await stateOf(page)).path?.vertices).toHaveLength(2);
    await panel.getByRole('button', { name: 'Compute' }).click();
    await expect.poll(() => visibleText(gist), { timeout: 60_000 }).toMatch(/ · (soft codes|norms and angles): \d+%$/);
    await stop.click();
    await stop.waitFor({ state: 'detached' });
    expect(await visibleText(panel)).toMatch(/Before the start at least \d[\d,]+ more, the last [\d.]+e\d away; then/);

    await line.getByRole('button', { name: 'Compute' }).click();
    await expect.poll(share, { timeout: 60_000 }).toBeGreaterThan(30);
    expect(await visibleText(section(page, 'Soft code'))).toMatch(/\d of 826400 nats/);
    // What is out of sight has no text.
    const likely = section(page, 'Most likely codes');
    await likely.scrollIntoViewIfNeeded();
    await expect.poll(() => visibleText(likely)).toContain('1,192,176 half-spaces');
    expect((await stateOf(page)).soft?.beta).toBe(0.5);
  });
});

describe('a large file', { timeout: 120_000 }, () => {
  it('is read by a worker, and given up with the dialog', async () => {
    const { page } = await openLens();
    const before = await stateOf(page);
    const workers: string[] = [];
    page.on('worker', (worker) => workers.push(worker.url()));
    await page.getByLabel('Network or lens file').setInputFiles('public/models/symbols/model.onnx');
    const dialog = page.getByRole('dialog', { name: /Open a network/ });
    await expect.poll(() => visibleText(dialog), { timeout: 60_000 }).toContain('1 × 224 × 224');
    expect(await dialog.getByRole('table').getByRole('row').count()).toBeGreaterThan(60);
    expect(workers.filter((url) => url.includes('modelFileWorker'))).toHaveLength(1);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => dialog.count()).toBe(0);
    expect(await stateOf(page)).toEqual(before);
  });
});
