import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openLens, partitionOf, section, stateOf, visibleText } from './lens';

const clean = { euler: 1, codeMismatches: 0, signViolations: 0 };

describe('data', () => {
  const data = (page: Page): Locator => section(page, 'Data');
  const drop = (page: Page, name: string, text: string): Promise<void> =>
    page.evaluate(
      ([fileName = '', content = '']) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([content], fileName, { type: 'text/csv' }));
        for (const type of ['dragenter', 'dragover', 'drop'])
          document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      },
      [name, text],
    );

  it('may follow a formula; a fault is said as it is typed and changes nothing', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=moons' });
    await data(page).getByRole('combobox', { name: 'Source' }).selectOption('A formula');
    const formula = data(page).getByRole('textbox', { name: /f\(x, y\)/ });
    await formula.fill('x*y - sin(');
    await data(page).getByRole('alert').waitFor();
    expect(await visibleText(data(page).getByRole('alert'))).toMatch(/at 11.*The data stay as they are\./);
    await formula.fill('x*y');
    await formula.press('Enter');
    await expect.poll(async () => (await stateOf(page)).dataSpec).toMatchObject({ formula: 'x*y', task: 'binary' });
    await expect.poll(() => page.url()).toContain('formula=2;binary;400;0;5;x*y');
    await data(page).getByRole('radio', { name: 'value' }).click();
    await expect.poll(async () => (await stateOf(page)).dataSpec).toMatchObject({ task: 'regression' });
    await data(page).getByRole('button', { name: 'The scene’s data' }).click();
    await expect.poll(async () => (await stateOf(page)).dataSpec).toBeNull();
  });

  it('are taken from a dropped table; a bad row is said, other columns can be chosen', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=moons' });
    const rows = Array.from(
      { length: 30 },
      (_, i) => `${(i / 10).toFixed(1)},${(i % 7) / 3},${i % 3 === 0 ? 'yes' : 'no'}`,
    );
    await drop(page, 'mine.csv', `length,width,kind\n${rows.join('\n')}\n1.5,broken,yes\n`);
    await expect.poll(async () => (await stateOf(page)).dataSpec).toMatchObject({ kind: 'points', name: 'mine' });
    await data(page).getByText('30 points, 2 inputs, 2 classes').waitFor();
    await data(page)
      .getByText(/notes? on mine\.csv/)
      .click();
    expect(await visibleText(data(page))).toMatch(/32.*broken.*is not a number/);
    expect((await partitionOf(page)).certificate).toMatchObject(clean);
    await data(page).getByRole('checkbox', { name: 'width' }).click();
    await expect.poll(async () => (await stateOf(page)).dataSpec).toMatchObject({ columns: ['length'] });
    const scenes = section(page, 'Scenes');
    expect(await visibleText(scenes)).toContain('In place of the scene’s data: mine (31 points, 1 input');
    expect(await scenes.locator('[aria-current=true]').count()).toBe(0);
    const before = await stateOf(page);
    await drop(page, 'words.csv', 'a,b\nx,y\nz,w\n');
    await data(page)
      .getByText(/Not in use – words\.csv: inputs: none is chosen/)
      .waitFor();
    expect(await visibleText(data(page))).toContain('In use: 31 points');
    await data(page).getByRole('button', { name: 'Put it aside' }).click();
    await data(page).getByRole('checkbox', { name: 'width' }).waitFor();
    expect(await visibleText(data(page))).not.toContain('Not in use');
    await drop(page, 'empty.csv', 'a,b\n');
    const messages = page.getByRole('region', { name: 'Messages' });
    await messages.getByText(/empty\.csv: .*The data stay as they are/).waitFor();
    expect(await stateOf(page)).toEqual(before);
  });

  it('may be pasted', async () => {
    const { page } = await openLens();
    await data(page).getByRole('combobox', { name: 'Source' }).selectOption('Your points');
    await data(page).getByRole('button', { name: 'Paste' }).click();
    await page.evaluate(() => navigator.clipboard.writeText('0.1\t0.2\ta\n0.3\t-0.4\tb\n-0.5\t0.6\ta\n'));
    await data(page)
      .getByRole('textbox', { name: /Paste a table/ })
      .focus();
    await page.keyboard.press('Control+V');
    await data(page).getByText('3 points, 2 inputs, 2 classes').waitFor();
    expect((await stateOf(page)).dataSpec).toMatchObject({ kind: 'points', classNames: ['a', 'b'] });
  });
});
