import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { changed, copied, openLens, saidIn, section, settled, stateOf } from './lens';

/** Pieces by layer, as the bars show them. */
const pieces = (page: Page): Promise<string[][]> =>
  page
    .locator('.code-bar')
    .evaluateAll((bars) =>
      bars.map((bar) => Array.from(bar.querySelectorAll<HTMLElement>('.cell'), (cell) => cell.dataset.piece ?? '')),
    );

const numberIn = (text: string | null): number => Number((text ?? '').replace('−', '-'));

describe('copying', () => {
  it('gives the map as LaTeX with three digits, and remembers the choice', async () => {
    const { page } = await openLens();
    const button = section(page, 'Local affine map').getByRole('button', { name: 'Copy the local affine map' });
    await button.click();
    const menu = page.getByRole('dialog', { name: 'Copy the local affine map' });
    await menu.getByRole('radio', { name: 'LaTeX' }).check();
    await menu.getByLabel('Significant digits').selectOption('3');
    await copied(menu, 'Copy');
    const titles = await page
      .locator('.map-table td.num')
      .evaluateAll((cells) => cells.map((cell) => (cell as HTMLElement).title));
    const [a, b, c] = titles.map((title) => Number(numberIn(title).toPrecision(3)));
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toBe(
      `f(x) =\n\\begin{pmatrix}\n${a} & ${b}\n\\end{pmatrix}\nx +\n\\begin{pmatrix}\n${c}\n\\end{pmatrix}\n`,
    );
    await page.reload();
    await settled(page);
    await button.click();
    expect(await menu.getByLabel('Significant digits').inputValue()).toBe('3');
  });
});

describe('neighbours', () => {
  it('are stepped into by keyboard: the code changes in the named unit alone', async () => {
    const { page } = await openLens();
    const rows = section(page, 'Neighbours').getByRole('button', { name: /^Step into polytope/ });
    await rows.first().focus();
    await page.keyboard.press('ArrowDown');
    const said = (await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))) ?? '';
    const [, layer, unit] = /across L(\d+)·(\d+): bend/.exec(said) ?? [];
    await expect.poll(() => page.locator('.cell[data-lit]').count()).toBe(1);
    const before = await pieces(page);
    await page.keyboard.press('Enter');
    await expect.poll(() => pieces(page)).not.toEqual(before);
    const after = await pieces(page);
    const differing = before.flatMap((own, l) =>
      own.flatMap((piece, j) => (piece === after[l]?.[j] ? [] : [`${l + 1}·${j}`])),
    );
    expect(differing).toEqual([`${layer}·${unit}`]);
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('step-row');
  });
});

describe('a second point', () => {
  it('is dragged, compared, exchanged, linked to and taken away', async () => {
    const { page } = await openLens();
    await section(page, 'Point').getByRole('button', { name: 'Add a second point, B' }).click();
    const handle = page.getByRole('slider', { name: 'Point B' });
    const box = await handle.boundingBox();
    if (!box) throw new Error('no handle');
    await expect.poll(() => saidIn(page, 'A and B')).toMatch(/\d of 72/);
    const first = await saidIn(page, 'A and B');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x - 150, box.y - 120, { steps: 6 });
    await page.mouse.up();
    const said = await changed(page, 'A and B', first);
    expect(/(\d+) of 72/.exec(said)?.[1]).not.toBe(/(\d+) of 72/.exec(first)?.[1]);
    const hamming = Number(/(\d+) of 72/.exec(said)?.[1]);
    await expect.poll(() => page.locator('.unit-chips .unit-link:visible').count()).toBe(hamming);

    const link = await page.evaluate(() =>
      (window as unknown as { polytopeLens: { link(): string } }).polytopeLens.link(),
    );
    const other = await openLens({ hash: link.split('#')[1] ?? '' });
    expect(await stateOf(other.page)).toEqual(await stateOf(page));
    expect(await saidIn(other.page, 'A and B')).toBe(await saidIn(page, 'A and B'));

    const { point, second } = await stateOf(page);
    await section(page, 'Point').getByRole('button', { name: 'Exchange A and B' }).click();
    expect(await stateOf(page)).toMatchObject({ point: second, second: point });
    await section(page, 'Point').getByRole('button', { name: 'Remove B' }).click();
    expect((await stateOf(page)).second).toBeNull();
    await expect.poll(() => handle.count()).toBe(0);
  });
});

describe('pre-activations', () => {
  it('say z in full and the distance to the boundary of the unit under the cursor', async () => {
    const { page } = await openLens();
    await section(page, 'Spline code').getByRole('checkbox', { name: 'Pre-activations' }).check();
    await page.getByRole('slider', { name: 'Pre-activations of layer 2' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.locator('.margin-readout').innerText()).toMatch(/^L2·1: z = .+\n[\d.e−]+ to z = 0$/);
    const bars = await page
      .locator('.margin-positive')
      .evaluateAll((paths) => paths.map((path) => path.getAttribute('d')?.match(/M/g)?.length));
    const on = (await pieces(page)).map((own) => own.filter((piece) => piece === '1').length);
    expect(bars).toEqual(on);
  });
});
