import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violations } from './axe';
import { drop, menu, messages, saved } from './exporting';
import { openLens, openScene, settled, sharedLens, stateOf, visibleText } from './lens';

interface Picture {
  readonly bytes: Buffer;
  readonly type: string;
}

/** Sizes of two pictures as the browser sees them, and the share of channels that differ clearly at a small size. */
const compared = (page: Page, pictures: readonly [Picture, Picture]) =>
  page.evaluate(
    async (sources) => {
      const looked = async (source: string) => {
        const image = new Image();
        image.src = source;
        await image.decode();
        const canvas = document.createElement('canvas');
        canvas.width = 440;
        canvas.height = 380;
        const context = canvas.getContext('2d', { willReadFrequently: true });
        context?.drawImage(image, 0, 0, canvas.width, canvas.height);
        const pixels = context?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray();
        return { size: [image.width, image.height] as const, pixels };
      };
      const [a, b] = [await looked(sources[0] ?? ''), await looked(sources[1] ?? '')];
      const differing = a.pixels.filter((value, i) => Math.abs(value - (b.pixels[i] ?? 0)) > 40).length;
      return { sizes: [a.size, b.size] as const, differing: differing / a.pixels.length };
    },
    pictures.map(({ bytes, type }) => `data:${type};base64,${bytes.toString('base64')}`),
  );

describe('a picture of the slice', () => {
  it('as PNG has the scale that was chosen, and as SVG looks the same', async () => {
    const { page } = await openLens();
    const svg = await saved(page, 'SVG');
    await menu(page).getByRole('radio', { name: '1×' }).check();
    const one = await saved(page, 'PNG');
    await menu(page).getByRole('radio', { name: '4×' }).check();
    const four = await saved(page, 'PNG');
    const png = (bytes: Buffer): Picture => ({ bytes, type: 'image/png' });
    const scales = await compared(page, [png(one.bytes), png(four.bytes)]);
    expect(scales.sizes[1]).toEqual(scales.sizes[0].map((side) => 4 * side));
    const kinds = await compared(page, [{ bytes: svg.bytes, type: 'image/svg+xml' }, png(four.bytes)]);
    expect(kinds.sizes[0]).toEqual(scales.sizes[0]);
    expect(kinds.differing).toBeLessThan(0.03);
    expect(svg.bytes.toString('utf8').match(/<polygon /g)?.length).toBeGreaterThan(2000);
  });

  it('is light from a dark page too, unless asked otherwise', async () => {
    const { page } = await openLens({ dark: true });
    const light = (await saved(page, 'SVG')).bytes.toString('utf8');
    await menu(page).getByRole('checkbox', { name: 'In dark colours' }).check();
    const dark = (await saved(page, 'SVG')).bytes.toString('utf8');
    expect(/<rect [^>]*fill="(#\w+)"/.exec(light)?.[1]).toBe('#faf9f7');
    expect(/<rect [^>]*fill="(#\w+)"/.exec(dark)?.[1]).toBe('#121110');
  });

  it('has the density map as an image, the same in both kinds, and the pins with what they say on the page', async () => {
    const { page } = await openLens({ dark: true, hash: 'v=1&scene=moons&colour=distance&pins=-0.6,-0.5' });
    const legend = page.getByRole('region', { name: 'Legend' });
    await expect.poll(() => visibleText(legend), { timeout: 30_000 }).toMatch(/exact at 256 × 256 places/);
    const said = (await visibleText(page.getByRole('group', { name: 'Pin 1' }))).split('\n').map((line) => line.trim());
    const svg = await saved(page, 'SVG');
    const text = svg.bytes.toString('utf8');
    expect(text.match(/<image [^>]*href="data:image\/png;base64,/g)).toHaveLength(1);
    expect(text).toContain('distance to a boundary · in the slice · exact at 256 × 256 places');
    const written = Array.from(text.matchAll(/<text [^>]*>([^<]*)<\/text>/g), ([, words]) => words).join(' ');
    const lines = said.filter((line) => line.length > 1 && line !== '1');
    expect(lines.length).toBeGreaterThan(4);
    for (const line of lines) expect(written).toContain(line);
    const png = await saved(page, 'PNG');
    const pictures: readonly [Picture, Picture] = [
      { bytes: svg.bytes, type: 'image/svg+xml' },
      { bytes: png.bytes, type: 'image/png' },
    ];
    const same = await compared(page, pictures);
    // Without the field the faces have the colours of their centroids: another picture.
    const flat = Buffer.from(text.replace(/<image [^>]*\/>/, ''));
    const without = await compared(page, [{ bytes: flat, type: 'image/svg+xml' }, pictures[1]]);
    expect(same.differing).toBeLessThan(without.differing / 4);
  });

  it.each(['PNG', 'SVG'])('as %s opens again by a drop and by the picker, with every number exact', async (kind) => {
    const { page } = await openLens({ hash: 'v=1&scene=digits' });
    await page.getByRole('slider', { name: 'Selected point' }).focus();
    for (const key of ['ArrowLeft', 'ArrowUp', 'Alt+ArrowUp']) await page.keyboard.press(key);
    await page.getByRole('slider', { name: 'Anchor b', exact: true }).focus();
    await page.keyboard.press('ArrowDown');
    await page.getByLabel('Colour polytopes by').selectOption('class');
    await settled(page);
    const state = await stateOf(page);
    const { path, bytes, download } = await saved(page, kind);
    await page.keyboard.press('Escape');
    await openScene(page, 'XOR');
    await drop(page, download.suggestedFilename(), kind === 'PNG' ? 'image/png' : 'image/svg+xml', bytes);
    await expect.poll(() => stateOf(page)).toEqual(state);
    await openScene(page, 'XOR');
    await page.getByLabel('Network or lens file').setInputFiles(path);
    await expect.poll(() => stateOf(page)).toEqual(state);
    await page.keyboard.press('Control+z');
    expect((await stateOf(page)).scene).toBe('xor');
  });

  it('that is none of this page’s, or damaged, is told so and changes nothing', async () => {
    const { page } = await openLens();
    const before = await stateOf(page);
    const { bytes } = await saved(page, 'PNG');
    await page.keyboard.press('Escape');
    const cut = bytes.subarray(0, bytes.length / 2);
    const plain = '<svg xmlns="http://www.w3.org/2000/svg"><metadata id="other">{}</metadata></svg>';
    const entity =
      '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"><metadata id="polytope-lens">&a;</metadata></svg>';
    const broken = '<svg xmlns="http://www.w3.org/2000/svg"><metadata id="polytope-lens">{"version":1';
    const bad = `<svg xmlns="http://www.w3.org/2000/svg"><metadata id="polytope-lens">{"version":1,"scene":"spirals"}</metadata></svg>`;
    for (const [name, type, data, says] of [
      ['cut.png', 'image/png', cut, /cut off/],
      ['plain.svg', 'image/svg+xml', Buffer.from(plain), /carries no state/],
      ['entity.svg', 'image/svg+xml', Buffer.from(entity), /damaged/],
      ['broken.svg', 'image/svg+xml', Buffer.from(broken), /damaged or cut off/],
      ['bad.svg', 'image/svg+xml', Buffer.from(bad), /could not be loaded/],
    ] as const) {
      await drop(page, name, type, Buffer.from(data));
      const alert = messages(page).getByRole('alert');
      await alert.waitFor();
      expect(await visibleText(alert), name).toMatch(says);
      expect(await stateOf(page), name).toEqual(before);
      await alert.getByRole('button', { name: 'Dismiss' }).click();
    }
  });

  it('never runs what is in it', async () => {
    const { page } = await openLens();
    const evil =
      '<svg xmlns="http://www.w3.org/2000/svg" onload="window.hacked=1"><script>window.hacked=1</script><metadata id="polytope-lens">&lt;img src=x onerror="window.hacked=1"&gt;</metadata></svg>';
    await drop(page, 'evil.svg', 'image/svg+xml', Buffer.from(evil));
    await messages(page).getByRole('alert').waitFor();
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  });
});

describe('numbers', () => {
  it('the map at the point as .npy: A | c in C order, as numpy.load reads it', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=digits' });
    const { map } = JSON.parse((await saved(page, 'Selected point, JSON')).bytes.toString('utf8'));
    const { bytes, download } = await saved(page, 'Local affine map, .npy');
    expect(download.suggestedFilename()).toMatch(/-map\.npy$/);
    const start = 10 + bytes.readUInt16LE(8);
    expect([...bytes.subarray(0, 8)]).toEqual([0x93, ...Buffer.from('NUMPY'), 1, 0]);
    expect(bytes.toString('latin1', 10, start).trimEnd()).toBe(
      "{'descr': '<f8', 'fortran_order': False, 'shape': (10, 785), }",
    );
    const rows = map.A.flatMap((row: number[], r: number) => [...row, map.c[r]]);
    expect(rows).toHaveLength(7850);
    expect((bytes.length - start) / 8).toBe(7850);
    // JSON has no −0.
    expect(rows.map((_: number, i: number) => bytes.readDoubleLE(start + 8 * i) + 0)).toEqual(rows);
  });

  it('of the partition and of the point are those on the page', async () => {
    const { page } = await openLens();
    const polytopes = (await saved(page, 'Polytopes, CSV')).bytes.toString('utf8').trim().split('\r\n');
    const edges = (await saved(page, 'Edges, CSV')).bytes.toString('utf8').trim().split('\r\n');
    const partition = JSON.parse((await saved(page, 'Partition, JSON')).bytes.toString('utf8'));
    const point = JSON.parse((await saved(page, 'Selected point, JSON')).bytes.toString('utf8'));
    expect(polytopes).toHaveLength(2619);
    expect(partition.faces).toHaveLength(2618);
    expect(edges).toHaveLength(partition.edges.length + 1);
    const area = polytopes.slice(1).reduce((sum, row) => sum + Number(row.split(',')[1]), 0);
    expect(area).toBeCloseTo(4.84, 9);
    const { A, c } = point.map;
    const value = A[0][0] * point.input[0] + A[0][1] * point.input[1] + c[0];
    expect(value).toBeCloseTo(point.output[0], 9);
  });

  it('of a network with one input are its pieces; the graph is drawn', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=tent' });
    const rows = (await saved(page, 'Pieces, CSV')).bytes.toString('utf8').trim().split('\r\n');
    expect(rows).toHaveLength(33);
    const svg = (await saved(page, 'SVG')).bytes.toString('utf8');
    expect(svg.match(/<polyline /g)).toHaveLength(1);
    expect(svg).toContain('kink of L1');
  });
});

const openBoth = sharedLens();
it.each([false, true])('axe finds nothing in the open menu, dark: %s', async (dark) => {
  const { page } = await openBoth(dark);
  await page.getByRole('button', { name: 'Export' }).click();
  await menu(page).getByRole('button', { name: 'SVG' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
});
