/** Files out of the page and back into it, as a person moves them. */
import { readFile } from 'node:fs/promises';
import type { Download, Page } from 'playwright-core';

export const menu = (page: Page) => page.getByRole('dialog', { name: 'Export' });
/** What a file of a network is shown in before it is taken. */
export const modelDialog = (page: Page) => page.getByRole('dialog', { name: /Open a network/ });
export const messages = (page: Page) => page.getByRole('region', { name: 'Messages' });

/** Opens the menu where it is not open, and takes one of its items. */
export async function saved(page: Page, name: string): Promise<{ path: string; bytes: Buffer; download: Download }> {
  if (!(await menu(page).isVisible())) await page.getByRole('button', { name: 'Export' }).click();
  const item = menu(page).getByRole('button', { name, exact: false }).first();
  const [download] = await Promise.all([page.waitForEvent('download'), item.click()]);
  const path = `test-results/export-${process.pid}-${download.suggestedFilename()}`;
  await download.saveAs(path);
  return { path, bytes: await readFile(path), download };
}

/** Takes the network that is shown. */
export async function acceptModel(page: Page): Promise<void> {
  await modelDialog(page).getByRole('button', { name: 'Accept' }).click();
  await modelDialog(page).waitFor({ state: 'detached' });
}

/** Drops a file on the page as a person would. */
export async function drop(page: Page, name: string, type: string, bytes: Buffer): Promise<void> {
  await page.evaluate(
    ([fileName, mime, data]) => {
      const binary = Uint8Array.from(atob(data as string), (character) => character.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([binary], fileName as string, { type: mime as string }));
      for (const kind of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, type, bytes.toString('base64')],
  );
}
