import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { idle, openLens, openTrainable, saidIn, section, settled, stateOf } from './lens';

interface Focus {
  readonly name: string;
  readonly body: boolean;
  readonly ring: boolean;
  /** In the list of neighbours. */
  readonly neighbour: boolean;
}

/** What has the focus, and whether a ring or a frame shows it. */
const focus = (page: Page): Promise<Focus> =>
  page.evaluate(() => {
    const node = document.activeElement as HTMLElement;
    const labels =
      node instanceof HTMLInputElement || node instanceof HTMLSelectElement ? [...(node.labels ?? [])] : [];
    const name =
      node.getAttribute('aria-label') ?? (labels.map((label) => label.textContent).join(' ') || node.textContent);
    const near = [node, node.nextElementSibling, node.parentElement, node.firstElementChild];
    const ring = near.some((part) => {
      if (!part) return false;
      const styles = [getComputedStyle(part), getComputedStyle(part, '::before')];
      return styles.some((style) => style.outlineStyle !== 'none' || style.boxShadow !== 'none');
    });
    return {
      name: (name ?? '').trim(),
      body: node === document.body,
      ring,
      neighbour: node.closest('.neighbours-host .step-list') !== null,
    };
  });

/** A person at the keyboard, who looks where the focus is after each key. */
class Hands {
  constructor(private readonly page: Page) {}

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Along the order of the Tab key until `found`; the focus must be somewhere, and be seen, at every stop. */
  async tabTo(found: string | RegExp | ((at: Focus) => boolean), key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    const isIt = (at: Focus): boolean =>
      typeof found === 'function' ? found(at) : typeof found === 'string' ? at.name === found : found.test(at.name);
    const passed: string[] = [];
    for (let stop = 0; stop < 220; stop++) {
      await this.page.keyboard.press(key);
      const at = await focus(this.page);
      expect(at, `after ${passed.slice(-3).join(', ')}`).toMatchObject({ body: false, ring: true });
      if (isIt(at)) return;
      passed.push(at.name.slice(0, 30));
    }
    throw new Error(`${key} does not lead to ${found}, only to: ${passed.join(' | ')}`);
  }

  at(name: string | RegExp): Promise<void> {
    const here = expect.poll(async () => (await focus(this.page)).name, { timeout: 30_000 });
    return typeof name === 'string' ? here.toBe(name) : here.toMatch(name);
  }
}

const SURFACE = '3-D: an output as a height over the slice';

describe('without a mouse', () => {
  it('a scene is opened, coloured, read, pinned, compared and seen from the side', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=moons' });
    const hands = new Hands(page);
    await hands.press('Tab');
    await hands.at('Skip to the slice');
    await hands.press('Enter');
    await hands.at('Slice of the input space');
    await hands.tabTo('Two moons');
    await hands.press('Enter');
    await expect.poll(async () => (await stateOf(page)).scene).toBe('moons');
    await settled(page);

    const { colour } = await stateOf(page);
    await hands.tabTo('Colour polytopes by');
    await hands.press('ArrowDown');
    await expect.poll(async () => (await stateOf(page)).colour).not.toBe(colour);

    await hands.tabTo(({ neighbour }) => neighbour, 'Shift+Tab');
    const before = (await stateOf(page)).point;
    const polytope = await saidIn(page, 'This polytope');
    await hands.press('ArrowDown', 'Enter');
    await expect.poll(async () => (await stateOf(page)).point).not.toEqual(before);
    await expect.poll(() => saidIn(page, 'This polytope')).not.toBe(polytope);

    await hands.tabTo('Rank and singular values', 'Shift+Tab');
    const body = section(page, 'Rank and singular values').locator('.section-body');
    await hands.press('Enter');
    expect(await body.isVisible()).toBe(false);
    await hands.press('Enter');
    expect(await body.isVisible()).toBe(true);

    await hands.tabTo('Add a second point, B', 'Shift+Tab');
    await hands.press('Enter');
    await hands.at('Point B');
    expect((await stateOf(page)).second).not.toBeNull();
    // Undo takes what has the focus from the page, and redo the button that came back.
    await hands.press('Control+z');
    await hands.at('Add a second point, B');
    expect((await stateOf(page)).second).toBeNull();
    await hands.press('Control+Shift+z');
    await hands.at('Point B');

    await hands.tabTo('Full size: the inspector', 'Shift+Tab');
    await hands.press('Enter');
    const full = page.locator('.app[data-full="inspector"]');
    expect(await full.count()).toBe(1);
    await hands.press('Escape');
    await expect.poll(() => full.count()).toBe(0);
    await hands.at('Full size: the inspector');

    await hands.tabTo(SURFACE, 'Shift+Tab');
    await hands.press('Enter');
    await hands.at('Back to the plane (Escape)');
    await hands.tabTo('turn', 'Shift+Tab');
    const seen = (await stateOf(page)).surface;
    await hands.press('ArrowRight', 'ArrowRight');
    await expect.poll(async () => (await stateOf(page)).surface?.azimuth).not.toBe(seen?.azimuth);
    // Undone twice: the turn, then the view itself, with the focus in it.
    await hands.press('Control+z', 'Control+z');
    await expect.poll(async () => (await stateOf(page)).surface).toBeNull();
    await hands.at(SURFACE);

    await hands.tabTo('Selected point', 'Shift+Tab');
    const [p] = (await stateOf(page)).point;
    await hands.press('ArrowRight');
    await expect.poll(async () => (await stateOf(page)).point[0]).toBeGreaterThan(p);
    await hands.press('p');
    const pin = page.locator('.slice-pin-card');
    await pin.waitFor();
    expect(await pin.innerText()).toMatch(/^x₁ .*\nf = .*\npolytope/);
    await hands.tabTo('Remove pin 1');
    await hands.press('Enter');
    await pin.waitFor({ state: 'detached' });
    await hands.at('Slice of the input space');
    await hands.press('p');
    await pin.waitFor();
    await hands.press('Escape');
    await pin.waitFor({ state: 'detached' });
  });

  it('a weight is changed, the network trained, its time gone back to, the link copied and the keys read', async () => {
    const { page } = await openTrainable({ hash: 'v=1&scene=moons' });
    const hands = new Hands(page);
    await hands.tabTo('Selected point');
    await hands.tabTo('Train');
    await hands.press('Enter');
    await expect.poll(async () => (await stateOf(page)).step, { timeout: 30_000 }).toBeGreaterThan(20);
    await hands.at('Pause training');
    await hands.press('Enter');
    await hands.at('Train');
    await idle(page);
    const { step } = await stateOf(page);
    await hands.tabTo('Training step');
    await hands.press('Home');
    await expect.poll(async () => (await stateOf(page)).step).toBe(0);
    await hands.press('End');
    await expect.poll(async () => (await stateOf(page)).step).toBe(step);

    await hands.tabTo('Layer of the unit');
    await hands.press('ArrowDown');
    await hands.tabTo('Weight from x₁');
    const { weights } = await stateOf(page);
    await hands.press('Control+a', '2', '.', '5', 'Enter');
    await expect.poll(async () => (await stateOf(page)).weights?.[0]).toBe(2.5);
    // In the field undo is the field's own.
    await hands.tabTo('Bias, slider');
    await hands.press('Control+z');
    await expect.poll(async () => (await stateOf(page)).weights).toEqual(weights);
    await hands.press('Control+Shift+z');
    await expect.poll(async () => (await stateOf(page)).weights?.[0]).toBe(2.5);

    await hands.press('?');
    const dialog = page.getByRole('dialog', { name: 'Keys' });
    await dialog.waitFor();
    await hands.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await hands.at('Bias, slider');

    await hands.tabTo('Copy link', 'Shift+Tab');
    await hands.press('Enter');
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/#v=1&.*scene=moons/);
    expect((await focus(page)).name).toMatch(/link|Link/);
  });
});
