import type { CDPSession, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openLens, settled, stateOf } from './lens';

const phone = { width: 390, height: 844, touch: true } as const;

type Place = readonly [x: number, y: number];

/** Fingers on the page, as a touch screen reports them. */
class Fingers {
  private constructor(private readonly session: CDPSession) {}

  static async on(page: Page): Promise<Fingers> {
    return new Fingers(await page.context().newCDPSession(page));
  }

  private send(type: 'touchStart' | 'touchMove' | 'touchEnd', places: readonly Place[]): Promise<unknown> {
    const touchPoints = places.map(([x, y], id) => ({ x, y, id }));
    return this.session.send('Input.dispatchTouchEvent', { type, touchPoints });
  }

  async down(...places: readonly Place[]): Promise<void> {
    for (let count = 1; count <= places.length; count++) await this.send('touchStart', places.slice(0, count));
  }

  up(): Promise<unknown> {
    return this.send('touchEnd', []);
  }

  /** All fingers from their places to others, in some steps. */
  async move(from: readonly Place[], to: readonly Place[], steps = 8): Promise<void> {
    await this.down(...from);
    for (let step = 1; step <= steps; step++) {
      const share = step / steps;
      await this.send(
        'touchMove',
        from.map(([x, y], i) => {
          const [endX, endY] = to[i] ?? [x, y];
          return [x + share * (endX - x), y + share * (endY - y)];
        }),
      );
    }
    await this.up();
  }
}

async function boxOf(page: Page, selector: string) {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`there is no ${selector}`);
  return { ...box, middle: [box.x + box.width / 2, box.y + box.height / 2] as Place };
}

/** Slice coordinates under a place of the window, from the state and the pane alone. */
async function sliceAt(page: Page, [x, y]: Place): Promise<Place> {
  const { centre, span } = (await stateOf(page)).viewport;
  const { middle, width, height } = await boxOf(page, '.slice-pane');
  const unit = span / Math.min(width, height);
  return [centre[0] + (x - middle[0]) * unit, centre[1] - (y - middle[1]) * unit];
}

const drawn = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

describe('fingers on the slice', () => {
  it('one drags the point, pins where it rests, and scrolls the page; two zoom about what is under them', async () => {
    const { page } = await openLens(phone);
    const fingers = await Fingers.on(page);
    const { middle: ring } = await boxOf(page, '.slice-handle.selected');
    const goal: Place = [ring[0] - 60, ring[1] - 40];
    await fingers.move([ring], [goal]);
    await drawn(page);
    const [p, q] = await sliceAt(page, goal);
    const { point } = await stateOf(page);
    const pixel = (await stateOf(page)).viewport.span / 350;
    expect(Math.hypot(point[0] - p, point[1] - q)).toBeLessThan(3 * pixel);
    expect(await page.evaluate(() => scrollY)).toBe(0);

    // Two fingers apart, the first of them from a place that is not in the middle.
    const { middle: centre } = await boxOf(page, '.slice-pane');
    const from: readonly Place[] = [
      [centre[0] - 60, centre[1] - 30],
      [centre[0] - 20, centre[1] + 10],
    ];
    const to: readonly Place[] = [
      [centre[0] - 100, centre[1] - 70],
      [centre[0] + 60, centre[1] + 90],
    ];
    const before = await Promise.all(from.map((place) => sliceAt(page, place)));
    const { span } = (await stateOf(page)).viewport;
    await fingers.move(from, to);
    await drawn(page);
    const zoomed = (await stateOf(page)).viewport.span;
    expect(span / zoomed).toBeCloseTo(4, 0);
    const after = await Promise.all(to.map((place) => sliceAt(page, place)));
    for (const [i, [a, b]] of after.entries()) {
      const [c, d] = before[i] as Place;
      expect(Math.hypot(a - c, b - d)).toBeLessThan((6 * zoomed) / 350);
    }
    expect(await page.evaluate(() => [scrollY, visualViewport?.scale])).toEqual([0, 1]);
    expect((await stateOf(page)).point).toEqual(point);

    // A finger that rests pins, and its lifting is no tap.
    const rest: Place = [centre[0] + 50, centre[1] + 60];
    const there = await sliceAt(page, rest);
    await fingers.down(rest);
    await page.locator('.slice-pin-card').waitFor();
    await fingers.up();
    await drawn(page);
    const { pins, point: still } = await stateOf(page);
    expect(pins.length).toBe(1);
    expect(Math.hypot((pins[0]?.[0] ?? 9) - there[0], (pins[0]?.[1] ?? 9) - there[1])).toBeLessThan((2 * zoomed) / 350);
    expect(still).toEqual(point);
    await page.getByRole('button', { name: 'Remove pin 1' }).tap();
    expect((await stateOf(page)).pins).toEqual([]);
    expect((await stateOf(page)).point).toEqual(point);

    // One finger up and down is the page's.
    const view = (await stateOf(page)).viewport;
    await fingers.move([rest], [[rest[0], rest[1] - 200]], 12);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
    expect((await stateOf(page)).viewport).toEqual(view);
  });

  it('one pans where the slice fills the window', async () => {
    const { page } = await openLens({ ...phone, hash: 'v=1&scene=moons&only=slice' });
    const fingers = await Fingers.on(page);
    const { middle } = await boxOf(page, '.slice-pane');
    const grip: Place = [middle[0] - 50, middle[1] + 80];
    const under = await sliceAt(page, grip);
    await fingers.move([grip], [[grip[0] + 90, grip[1] - 120]]);
    await drawn(page);
    const now = await sliceAt(page, [grip[0] + 90, grip[1] - 120]);
    const { span } = (await stateOf(page)).viewport;
    expect(Math.hypot(now[0] - under[0], now[1] - under[1])).toBeLessThan((6 * span) / 340);
  });
});

describe('fingers elsewhere', () => {
  it('two zoom the graph of one input about what is under them', async () => {
    const { page } = await openLens({ ...phone, hash: 'v=1&scene=tent' });
    const fingers = await Fingers.on(page);
    const { middle } = await boxOf(page, '.slice-pane');
    const before = await stateOf(page);
    const [left] = await sliceAt(page, [middle[0] - 20, middle[1]]);
    await fingers.move(
      [
        [middle[0] - 20, middle[1]],
        [middle[0] + 20, middle[1]],
      ],
      [
        [middle[0] - 80, middle[1]],
        [middle[0] + 80, middle[1]],
      ],
    );
    await drawn(page);
    const after = await stateOf(page);
    expect(before.viewport.span / after.viewport.span).toBeCloseTo(4, 0);
    expect(Math.abs((await sliceAt(page, [middle[0] - 80, middle[1]]))[0] - left)).toBeLessThan(
      after.viewport.span / 50,
    );
  });

  it('one turns the 3-D view, two also tilt it, and up and down one scrolls the page', async () => {
    const { page } = await openLens({ ...phone, hash: 'v=1&scene=blobs&surface=0,0,0.75' });
    await settled(page);
    const fingers = await Fingers.on(page);
    const { middle } = await boxOf(page, '.surface-canvas');
    await fingers.move([middle], [[middle[0] + 80, middle[1]]]);
    const turned = (await stateOf(page)).surface;
    expect(turned?.azimuth).toBeGreaterThan(0.3);
    expect(turned?.elevation).toBe(0.75);
    await fingers.move(
      [
        [middle[0] - 40, middle[1]],
        [middle[0] + 40, middle[1]],
      ],
      [
        [middle[0] - 40, middle[1] + 50],
        [middle[0] + 40, middle[1] + 50],
      ],
    );
    const both = (await stateOf(page)).surface;
    expect(both?.elevation).toBeGreaterThan(0.95);
    expect(both?.azimuth).toBeCloseTo(turned?.azimuth ?? 9, 6);
    expect(await page.evaluate(() => [scrollY, visualViewport?.scale])).toEqual([0, 1]);
    // One gesture, one step.
    await page.getByRole('button', { name: 'Undo' }).tap();
    expect((await stateOf(page)).surface?.elevation).toBe(0.75);
    await fingers.move([middle], [[middle[0], middle[1] - 200]], 12);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
  });
});
