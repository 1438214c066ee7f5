import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openLens, openScene, partitionOf, section, settled, stateOf, visibleText } from './lens';

interface Exported {
  readonly layers: readonly { readonly W: readonly (readonly number[])[]; readonly b: readonly number[] }[];
}

const networkOf = async (page: Page): Promise<Exported> =>
  JSON.parse(
    await page.evaluate(() => (window as unknown as { polytopeLens: { network(): string } }).polytopeLens.network()),
  );

const network = (page: Page): Locator => section(page, 'Network');
const width = (page: Page, layer: number): Locator =>
  network(page).getByRole('slider', { name: `Width of layer ${layer}` });
const seedField = (page: Page): Locator => network(page).getByRole('textbox', { name: 'Seed' });
const clean = { euler: 1, codeMismatches: 0, signViolations: 0 };

async function moons(page: Page): Promise<void> {
  await openScene(page, 'Two moons');
  await width(page, 1).waitFor();
}

describe('the network editor', () => {
  it('changes a width by keyboard, keeps the seed, and says the cost beforehand', async () => {
    const { page } = await openLens();
    await moons(page);
    const first = await networkOf(page);
    await width(page, 1).focus();
    expect(await visibleText(page.locator('.cost-line'))).toMatch(
      /With 17 units in layer 1: 356 weights, 33 gated units, ≈ \d+ polytopes/,
    );
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect.poll(async () => (await stateOf(page)).seeded?.layers[0]?.size).toBe(18);
    expect((await stateOf(page)).seeded?.seed).toBe(21);
    expect(await seedField(page).inputValue()).toBe('21');
    await settled(page);
    expect((await partitionOf(page)).certificate).toMatchObject(clean);
    expect((await networkOf(page)).layers[0]?.W).toHaveLength(18);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(async () => (await stateOf(page)).seeded).toBeNull();
    expect(await networkOf(page)).toEqual(first);
  });

  it('draws other weights for a new seed, and the same ones for the same seed', async () => {
    const { page } = await openLens();
    await moons(page);
    const first = await networkOf(page);
    await network(page).getByRole('button', { name: 'New seed' }).click();
    await expect.poll(async () => (await stateOf(page)).seeded?.seed ?? 21).not.toBe(21);
    expect(await networkOf(page)).not.toEqual(first);
    await seedField(page).fill('21');
    await seedField(page).press('Enter');
    await expect.poll(() => networkOf(page)).toEqual(first);
    expect((await stateOf(page)).seeded).toBeNull();
  });

  it('adds and removes layers, each with an activation of its own, in a link of a few words', async () => {
    const { page } = await openLens();
    await moons(page);
    const add = network(page).getByRole('button', { name: /Add a layer of 16/ });
    expect(await visibleText(add)).toMatch(/≈ [\d,]+ polytopes/);
    await add.click();
    await network(page).getByRole('combobox', { name: 'Activation of layer 3' }).selectOption('leaky ReLU');
    await network(page).getByRole('button', { name: 'Remove layer 1' }).click();
    await settled(page);
    const { seeded } = await stateOf(page);
    expect(seeded?.layers).toEqual([
      { size: 16, activation: 'relu' },
      { size: 16, activation: 'leakyRelu', alpha: 0.1 },
    ]);
    const slope = network(page).getByRole('textbox', { name: /Slope below 0/ });
    await slope.fill('0.5');
    await slope.press('Enter');
    await expect.poll(() => page.url()).toContain('seeded=21;he;0.4;16:relu;16:leakyRelu:0.5');
    expect((await partitionOf(page)).certificate).toMatchObject(clean);
    await page.reload();
    await settled(page);
    expect((await stateOf(page)).seeded?.layers[1]).toEqual({ size: 16, activation: 'leakyRelu', alpha: 0.5 });
  });

  it('asks before it builds what is very large, and keeps what there is on no', async () => {
    const { page } = await openLens();
    await moons(page);
    const before = await stateOf(page);
    const typed = network(page).getByRole('textbox', { name: 'Units of layer 2' });
    await typed.fill('5000');
    await typed.press('Enter');
    await network(page).getByText('a whole number from 1 to 512').waitFor();
    await typed.fill('512');
    await typed.press('Enter');
    const question = network(page).getByRole('alert');
    expect(await visibleText(question)).toMatch(/About [\d,]+ polytopes, [\d.]+ s of work/);
    await question.getByRole('button', { name: 'Keep the present one' }).click();
    expect(await stateOf(page)).toEqual(before);
    await expect.poll(() => typed.inputValue()).toBe('16');
  });

  it('keeps trained weights when a width that was asked about is typed back', async () => {
    const { page } = await openLens();
    const before = await stateOf(page);
    const typed = network(page).getByRole('textbox', { name: 'Units of layer 1' });
    await typed.fill('512');
    await typed.press('Enter');
    await network(page).getByRole('alert').waitFor();
    await typed.fill('24');
    await typed.press('Enter');
    await expect.poll(() => network(page).getByRole('alert').count()).toBe(0);
    expect(await stateOf(page)).toEqual(before);
  });

  it('resets to the same weights after one was edited', async () => {
    const { page } = await openLens();
    await moons(page);
    const first = await networkOf(page);
    const unit = section(page, 'Unit');
    await unit.getByRole('combobox', { name: 'Layer of the unit' }).selectOption('Layer 1 (16)');
    const bias = unit.getByRole('textbox', { name: 'Bias' });
    await bias.fill('0.1');
    await bias.press('Enter');
    await expect.poll(async () => (await networkOf(page)).layers[0]?.b[0]).toBe(Math.fround(0.1));
    expect(await bias.inputValue()).toBe('0.1');
    const slider = unit.getByRole('slider', { name: 'Weight from x₁, slider' });
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(async () => (await networkOf(page)).layers[0]?.W[0]?.[0]).not.toBe(first.layers[0]?.W[0]?.[0]);
    await network(page).getByRole('button', { name: 'Reset weights' }).click();
    await expect.poll(() => networkOf(page)).toEqual(first);
    expect((await stateOf(page)).weights).toBeNull();
  });
});

describe('the line of a unit', () => {
  const middle = async (handle: Locator): Promise<{ x: number; y: number }> => {
    const box = await handle.boundingBox();
    if (!box) throw new Error('no handle');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };

  it('is moved by its handle, and the boundary goes with it; keys turn it', async () => {
    const { page } = await openLens();
    await openScene(page, 'No biases');
    const bar = page.getByRole('slider', { name: 'Units of layer 1' });
    await bar.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    const move = page.getByRole('slider', { name: 'Line of L1·0, move' });
    await move.waitFor();
    const before = await networkOf(page);
    const from = await middle(move);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    for (let i = 1; i <= 10; i++) await page.mouse.move(from.x + 6 * i, from.y - 9 * i);
    await page.mouse.up();
    await expect.poll(async () => (await networkOf(page)).layers[0]?.b[0]).not.toBe(0);
    await settled(page);
    const after = await networkOf(page);
    // Moved along its normal: the weights stay, the bias alone changes, and no other unit.
    expect(after.layers[0]?.W).toEqual(before.layers[0]?.W);
    expect(after.layers[0]?.b.slice(1)).toEqual(before.layers[0]?.b.slice(1));
    // A line past the origin, where all others meet, cuts more polytopes than the cones were.
    const { faces, certificate } = await partitionOf(page);
    expect(faces).toBeGreaterThan(32);
    expect(certificate).toMatchObject(clean);
    const turn = page.getByRole('slider', { name: 'Line of L1·0, turn' });
    const angle = Number(await turn.getAttribute('aria-valuenow'));
    await turn.focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Shift+ArrowUp');
    await expect
      .poll(async () => {
        const turned = Number(await turn.getAttribute('aria-valuenow')) - angle;
        return Math.round(((turned % 180) + 180) % 180);
      })
      .toBe(11);
    const [w = [], u = []] = [(await networkOf(page)).layers[0]?.W[0], before.layers[0]?.W[0]];
    expect(Math.hypot(...w)).toBeCloseTo(Math.hypot(...u), 5);
  });
});
