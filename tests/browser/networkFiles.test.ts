import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { type NamedTensor, writeSafetensors } from '../../src/formats/safetensors';
import { acceptModel, drop, messages, modelDialog, saved } from './exporting';
import { openLens, openScene, settled, stateOf, visibleText } from './lens';

describe('networks', () => {
  it.each(['Network, safetensors', 'Network, JSON'])(
    '%s: exported and opened again, bit for bit the same',
    async (item) => {
      const { page } = await openLens({ hash: 'v=1&scene=moons' });
      const network = () => page.evaluate(() => window.polytopeLens.network());
      const before = await network();
      const { path, download } = await saved(page, item);
      await page.keyboard.press('Escape');
      await openScene(page, 'XOR');
      expect(await network()).not.toBe(before);
      await page.getByLabel('Network or lens file').setInputFiles(path);
      await acceptModel(page);
      await expect.poll(network).toBe(before);
      await settled(page);
      expect(await visibleText(messages(page))).toBe('');
      await openScene(page, 'XOR');
      await drop(page, download.suggestedFilename(), '', await readFile(path));
      await acceptModel(page);
      await expect.poll(network).toBe(before);
    },
  );

  it('as PyTorch saves them: what is assumed is said, what is wrong is refused and changes nothing', async () => {
    const { page } = await openLens();
    const tensor = (name: string, shape: number[], values: number[]): NamedTensor => ({
      name,
      type: 'F32',
      shape,
      data: Float32Array.from(values),
    });
    const first = [tensor('0.weight', [2, 2], [1, 0, 0, 1]), tensor('0.bias', [2], [0.1, 0.2])];
    const last = [tensor('2.weight', [1, 2], [1, 1]), tensor('2.bias', [1], [0])];
    await drop(page, 'mine.safetensors', '', Buffer.from(writeSafetensors([...first, ...last])));
    const said = /The file names no activations: ReLU is taken/;
    expect(await visibleText(modelDialog(page))).toMatch(said);
    await acceptModel(page);
    await expect.poll(async () => (await stateOf(page)).network?.name).toBe('mine');
    await expect.poll(() => visibleText(messages(page))).toMatch(said);
    const before = await stateOf(page);
    for (const [name, bytes, says] of [
      ['cut.safetensors', writeSafetensors(first).subarray(0, 60), /cut off|header/],
      ['names.safetensors', writeSafetensors([tensor('a', [2, 2], [1, 0, 0, 1])]), /no weights|weight/],
      ['model.pt', Buffer.from('PK\u0003\u0004'), /zip archive.*save_file/],
    ] as const) {
      await drop(page, name, '', Buffer.from(bytes));
      const alert = messages(page).getByRole('alert');
      await alert.waitFor();
      expect(await visibleText(alert), name).toMatch(says);
      expect(await visibleText(alert), name).toContain(name);
      expect(await stateOf(page), name).toEqual(before);
      await alert.getByRole('button', { name: 'Dismiss' }).click();
    }
    // What is no chain of dense layers with biases is shown before it is taken.
    await drop(page, 'conv.safetensors', '', Buffer.from(writeSafetensors([tensor('0.weight', [1, 1, 1], [1])])));
    const dialog = modelDialog(page);
    await dialog.getByText('convolution', { exact: true }).first().waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => dialog.count()).toBe(0);
    expect(await stateOf(page)).toEqual(before);
  });
});
