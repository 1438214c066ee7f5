import { describe, expect, it } from 'vitest';
import { openScene, partitionOf, section, settled, visibleText } from './lens';
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
});
