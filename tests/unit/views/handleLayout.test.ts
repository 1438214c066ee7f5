import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SHORTCUTS } from '../../../src/views/shortcuts';
import { arrowStep, EDGE, placeHandle, placeHandles } from '../../../src/views/slice/handleLayout';
import { holds } from '../../support/holds';

const pane = { width: 600, height: 400 };

describe('handles', () => {
  it('lie on their points inside the pane', () => {
    expect(placeHandle(pane, [120.5, 80])).toEqual({ x: 120.5, y: 80, outside: false, side: 'right' });
  });

  it('wait at the edge, in sight, when their point is outside', () => {
    const anywhere = fc.double({ min: -1e300, max: 1e300, noNaN: true });
    holds(
      fc.property(anywhere, anywhere, (x, y) => {
        const place = placeHandle(pane, [x, y]);
        const inside = x >= 0 && y >= 0 && x <= 600 && y <= 400;
        expect(place.outside).toBe(!inside);
        if (inside) return;
        expect(place.x).toBeGreaterThanOrEqual(EDGE - 1e-9);
        expect(place.x).toBeLessThanOrEqual(600 - EDGE + 1e-9);
        expect(place.y).toBeGreaterThanOrEqual(EDGE - 1e-9);
        expect(place.y).toBeLessThanOrEqual(400 - EDGE + 1e-9);
      }),
      419,
      100,
    );
  });

  it('wait in the direction of their point', () => {
    expect(placeHandle(pane, [300, -5000])).toMatchObject({ x: 300, y: EDGE });
    expect(placeHandle(pane, [9000, 200])).toMatchObject({ x: 600 - EDGE, y: 200 });
    const diagonal = placeHandle(pane, [300 + 286e3, 200 + 143e3]);
    expect((diagonal.y - 200) / (diagonal.x - 300)).toBeCloseTo(0.5, 9);
  });

  it('stay in sight for points that are no numbers', () => {
    const { x, y, outside } = placeHandle(pane, [Number.NaN, Infinity]);
    expect(outside).toBe(true);
    expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
  });

  it('turn their labels away from the right edge and from each other', () => {
    expect(placeHandle(pane, [590, 100]).side).toBe('left');
    const [a, b, c] = placeHandles(pane, [
      [300, 200],
      [310, 205],
      [300, 320],
    ]);
    expect([a?.side, b?.side, c?.side]).toEqual(['right', 'left', 'right']);
    expect(
      placeHandles(pane, [
        [20, 200],
        [25, 202],
      ]).map(({ side }) => side),
    ).toEqual(['right', 'right']);
  });

  it('step by a hundredth of the view, ×10, ÷10 and ÷100, up being up', () => {
    expect(arrowStep('up')).toEqual({ direction: [0, 1], factor: 1 });
    expect(arrowStep('leftShift')).toEqual({ direction: [-1, 0], factor: 10 });
    expect(arrowStep('downAlt')).toEqual({ direction: [0, -1], factor: 0.1 });
    expect(arrowStep('rightMod')).toEqual({ direction: [1, 0], factor: 0.01 });
    for (const name of ['reveal', 'upCtrl', 'Shift', '']) expect(arrowStep(name)).toBeNull();
  });

  it('know what all arrow keys of their table do', () => {
    const names = SHORTCUTS.handle.flatMap(({ keys }) => Object.keys(keys));
    const arrows = names.filter((name) => arrowStep(name) !== null);
    expect(arrows.length).toBe(16);
    expect(names.filter((name) => !arrows.includes(name))).toEqual(['reveal', 'restore']);
  });
});
