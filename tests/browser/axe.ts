import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

/** axe as @axe-core/playwright brings it: its version's rules are what the page is held to. */
const axe: typeof import('axe-core') = createRequire(import.meta.resolve('@axe-core/playwright'))('axe-core');

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe finds against WCAG 2.2 AA and its best practices in the page as it stands. The page has no frames of its own, so
 * axe is put into it once and asked directly; what passes is counted there, not sent here: a quarter of the time.
 */
export async function violations(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async (tags) => {
    const inPage = (window as unknown as { axe: typeof axe }).axe;
    const { violations: found } = await inPage.run(document, {
      runOnly: { type: 'tag', values: tags },
      resultTypes: ['violations'],
    });
    return found.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
    );
  }, TAGS);
}

/** Controls whose name does not hold what they show: axe has the rule, but under no tag of the above. */
export async function misnamed(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const inPage = (window as unknown as { axe: typeof axe }).axe;
    const rule = 'label-content-name-mismatch';
    const { violations: found, passes } = await inPage.run(document, { runOnly: { type: 'rule', values: [rule] } });
    if (passes.length === 0) return ['the rule has looked at nothing'];
    return found.flatMap(({ nodes }) => nodes.map(({ html }) => html.slice(0, 160)));
  });
}
