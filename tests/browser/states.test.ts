import { describe, expect, it } from 'vitest';
import { violations } from './axe';
import { openLens, openScene, settled, stateOf } from './lens';
import { openPage } from './support';

const DEAD_WORKER = [/worker|Failed to load|500/i];

describe('what stands in the pane while there is no picture', () => {
  it.each([
    [false, 1440, 900],
    [true, 390, 844],
  ])('a worker that cannot start: why, and another try; dark: %s', async (dark, width, height) => {
    let broken = true;
    const { page } = await openPage({
      dark,
      width,
      height,
      expectErrors: DEAD_WORKER,
      before: (fresh) =>
        fresh.route(/partitionWorker/, (route) =>
          broken ? route.fulfill({ status: 500, body: '' }) : route.continue(),
        ),
    });
    const empty = page.locator('.slice-empty');
    await empty.getByText('The slice could not be cut').waitFor();
    expect(await empty.innerText()).toMatch(/the partition worker stopped/i);
    expect(await violations(page)).toEqual([]);
    broken = false;
    await empty.getByRole('button', { name: 'Cut again' }).click();
    await settled(page);
    await expect.poll(() => empty.count()).toBe(0);
  });

  it('a scene whose file is missing: a message with another try, and the scene in force stays', async () => {
    let broken = true;
    const { page } = await openLens({
      expectErrors: [/digits|Failed to load|404/i],
      before: (fresh) =>
        fresh.route(/digits/, (route) => (broken ? route.fulfill({ status: 404, body: '' }) : route.continue())),
    });
    await openScene(page, 'Digits');
    const messages = page.getByRole('region', { name: 'Messages' });
    await messages.getByRole('button', { name: 'Try again' }).waitFor();
    expect((await stateOf(page)).scene).toBe('spirals');
    expect(await violations(page)).toEqual([]);
    broken = false;
    await messages.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(async () => (await stateOf(page)).scene).toBe('digits');
    expect(await messages.innerText()).toBe('');
  });
});
