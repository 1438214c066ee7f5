import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../../scripts/guide/markdown';
import { guidePage } from '../../../scripts/guide/page';
import { termsChapter } from '../../../scripts/guide/terms';
import { partition, partitionInterval } from '../../../src/core/partition';
import { softVariation } from '../../../src/core/soft';
import { walkedPath } from '../../../src/state/flows/pathFlow';
import { decodeLink, linkScene } from '../../../src/state/link';
import { resolveState } from '../../../src/state/resolve';
import { loadScene } from '../../../src/state/scenes';
import { gatesUnder } from '../../../src/state/soft';
import type { LensState } from '../../../src/state/types';
import { formulaMarkup } from '../../../src/ui/formula';
import { termOf, termOrder } from '../../../src/views/help/terms';

const root = new URL('../../../', import.meta.url);
const textOf = (path: string): Promise<string> => readFile(new URL(path, root), 'utf8');
const fromPublic = async (path: string): Promise<Uint8Array<ArrayBuffer>> =>
  Uint8Array.from(await readFile(new URL(`public/${path}`, root)));

const guide = await textOf('docs/guide.md');
const links = [...guide.matchAll(/\[([^\]]+)\]\((\.\/#[^)]+)\)/g)].map(([, text = '', href = '']) => ({ text, href }));

/** The state that a link of the guide opens, with the scene it belongs to. */
async function opened(href: string) {
  const loaded = await loadScene(linkScene(href) ?? '', fromPublic);
  const result = decodeLink(href, (scene) => (scene === loaded.initial.scene ? loaded.initial : null));
  if (!result.ok) throw new Error(`${href}: ${result.message}`);
  return { loaded, ...result };
}

async function cellsOf(href: string): Promise<number> {
  const { loaded, state } = await opened(href);
  const resolution = resolveState(state, loaded, null);
  if (!resolution.ok) throw new Error(`${href}: ${resolution.message}`);
  const { network, slice } = resolution.resolved;
  const { domain, upToLayer, decision }: LensState = state;
  const options = {
    ...(upToLayer === null ? {} : { upToLayer }),
    ...(decision ? { decision: { threshold: 0 } } : {}),
  };
  if (network.inputSize > 1) return partition(network, slice, domain, options).areas.length;
  const [low, high] = [domain[0]?.[0] ?? 0, domain[1]?.[0] ?? 0];
  return partitionInterval(network, slice, [low, high], options).vertices.length - 1;
}

describe('the guide', () => {
  it('has ten chapters, each with links into the page', () => {
    const chapters = guide.split(/^## /m).slice(1);
    expect(chapters).toHaveLength(10);
    for (const chapter of chapters) expect(chapter).toContain('](./#v=1&scene=');
  });

  it.each(links)('$text: $href opens, and nothing of it is dropped', async ({ href }) => {
    const { state, warnings } = await opened(href);
    expect(warnings).toEqual([]);
    expect(href).toContain(`scene=${state.scene}`);
  });

  const counted = links.filter(({ text }) => /^[\d,]+ (polytopes|pieces)$/.test(text));

  it.each(counted)('says right: $text ($href)', async ({ text, href }) => {
    expect(await cellsOf(href)).toBe(Number(text.replace(/\D/g, '')));
  });

  const walked = links.filter(({ text }) => /^\d+ (crossings|units)$/.test(text));

  it.each(walked)('walks right: $text ($href)', async ({ text, href }) => {
    const { loaded, state } = await opened(href);
    const resolution = resolveState(state, loaded, null);
    if (!resolution.ok || !state.path) throw new Error(`${href}: no path`);
    const path = walkedPath(state.path, resolution.resolved);
    if (!('walk' in path)) throw new Error(path.fault);
    const { crossings, hamming } = path.density;
    expect(Number.parseInt(text, 10)).toBe(text.endsWith('units') ? hamming : crossings);
  });

  const softened = links.filter(({ text }) => /^a variation of [\d.]+$/.test(text));

  it.each(softened)('sums up right: $text ($href)', async ({ text, href }) => {
    const { loaded, state } = await opened(href);
    const resolution = resolveState(state, loaded, null);
    if (!resolution.ok || !state.path) throw new Error(`${href}: no path`);
    const path = walkedPath(state.path, resolution.resolved);
    if (!('walk' in path)) throw new Error(path.fault);
    const { network, vertices, walk } = path;
    const { total } = softVariation(network, gatesUnder(network, state.soft), vertices, walk);
    expect(total.toFixed(1)).toBe(text.replace(/[^\d.]/g, ''));
  });

  it('counts in most chapters', () => {
    expect(counted.length).toBeGreaterThanOrEqual(10);
    expect(walked).toHaveLength(3);
    expect(softened).toHaveLength(2);
  });

  it('becomes a page without scripts, with a place for each chapter', async () => {
    const html = guidePage({ markdown: guide, theme: await textOf('src/app/theme.css'), font: './assets/inter.woff2' });
    expect(html).not.toMatch(/<script|javascript:/);
    expect(html.match(/<h1/g)).toHaveLength(1);
    for (const { id, level } of renderMarkdown(guide).headings)
      if (level === 2) expect(html).toContain(`<a href="#${id}">`);
    for (const { href } of links) expect(html).toContain(`href="${href.replaceAll('&', '&amp;')}"`);
    expect(html).toContain('prefers-color-scheme: dark');
  });
});

describe('the chapter of terms', () => {
  it('has every term of the page with its formula, and no sign of the notation', () => {
    const { html, headings } = renderMarkdown(termsChapter());
    expect(headings.map(({ id }) => id)).toEqual(['terms']);
    for (const id of termOrder) {
      const { title, formula } = termOf(id);
      expect(html).toContain(`<strong>${title}.</strong>`);
      if (formula) expect(html).toContain(`<p>${formulaMarkup(formula)}</p>`);
    }
    expect(html).not.toMatch(/[$]|\*\*/);
  });
});

describe('the converter', () => {
  it.each([
    ['# A & B\n\ntext\nmore', '<h1 id="a-b">A &amp; B</h1>\n<p>text more</p>'],
    ['a `x < 1` b', '<p>a <code>x &lt; 1</code> b</p>'],
    ['*a* and **b**', '<p><em>a</em> and <strong>b</strong></p>'],
    ['[a *b*](./#v=1&c=2)', '<p><a href="./#v=1&amp;c=2">a <em>b</em></a></p>'],
    ['- a\n  goes on\n- b', '<ul>\n<li>a goes on</li>\n<li>b</li>\n</ul>'],
    ['1. a\n2. b', '<ol>\n<li>a</li>\n<li>b</li>\n</ol>'],
    ['```js\na < b\n\nc\n```', '<pre><code>a &lt; b\n\nc\n</code></pre>'],
    ['so $x_1$', '<p>so <math><msub><mi>x</mi><mn>1</mn></msub></math></p>'],
    ['<b>"a"</b>', '<p>&lt;b&gt;&quot;a&quot;&lt;/b&gt;</p>'],
  ])('%j', (source, html) => {
    expect(renderMarkdown(source).html).toBe(html);
  });

  it.each(['[a](javascript:alert)', '[a](http://example.org/)', '[a](//example.org)'])('refuses %s', (source) => {
    expect(() => renderMarkdown(source)).toThrow(/invalid link/);
  });
});
