import { describe, expect, it } from 'vitest';
import { notices } from '../../src/state/scenes/notices';
import { openLens, openScene, partitionOf, section, settled, visibleText } from './lens';
import { openPage } from './support';

describe('the gallery', () => {
  it('pictures every scene by its own partition when the page is idle, and opens it', async () => {
    const fetched: string[] = [];
    const { page } = await openPage({
      before: async (opened) => opened.on('request', (request) => fetched.push(new URL(request.url()).pathname)),
    });
    await settled(page);
    await expect.poll(() => page.locator('.thumbnail[data-drawn]').count(), { timeout: 60_000 }).toBe(31);
    // Pictures of real models are stored: their files come when their scenes are opened.
    expect(fetched.filter((path) => path.includes('/scenes/')).length).toBe(4);
    expect(fetched.filter((path) => path.includes('/models/'))).toEqual([]);
    await openScene(page, 'Folded plane');
    expect((await partitionOf(page)).faces).toBe(528);
    expect(await visibleText(section(page, 'Scenes'))).toContain('fold the plane like paper');
  });

  it.each([1440, 1000])('stays where it is at %i px, whatever the sentence above it says', async (width) => {
    const { page } = await openLens({ width, hash: 'v=1&scene=moons' });
    const tops = await page.locator('.notice-line').evaluate((line, texts) => {
      const said = line.textContent;
      const all = ['', ...texts].map((text) => {
        line.textContent = text;
        return document.querySelector('.scene-groups')?.getBoundingClientRect().top;
      });
      line.textContent = said;
      return all;
    }, Object.values(notices));
    expect(tops).toHaveLength(32);
    expect(new Set(tops).size).toBe(1);
  });
});
