import { describe, expect, it } from 'vitest';
import { openScene, partitionOf, section, settled, visibleText } from './lens';
import { openPage } from './support';

describe('the gallery', () => {
  it('pictures every scene by its own partition when the page is idle, and opens it', async () => {
    const { page } = await openPage();
    await settled(page);
    await expect.poll(() => page.locator('.thumbnail[data-drawn]').count(), { timeout: 60_000 }).toBe(29);
    await openScene(page, 'Folded plane');
    expect((await partitionOf(page)).faces).toBe(528);
    expect(await visibleText(section(page, 'Scenes'))).toContain('fold the plane like paper');
  });
});
