import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeBeside } from '../../../src/views/help/tourPlace';
import { holds } from '../../support/holds';

const length = (min: number, max: number) => fc.integer({ min, max });

describe('where the tour’s box stands', () => {
  it('left of a panel at the right edge, below a button at the top', () => {
    const room = { width: 1440, height: 900 };
    const box = { width: 320, height: 180 };
    expect(placeBeside({ left: 1120, top: 400, width: 300, height: 60 }, box, room)).toEqual({ left: 788, top: 340 });
    expect(placeBeside({ left: 20, top: 60, width: 350, height: 40 }, box, { width: 390, height: 844 })).toEqual({
      left: 35,
      top: 112,
    });
  });

  it('is inside the window wherever it fits, and off the anchor where there is room beside it', () => {
    const cases = fc.record({
      left: length(-200, 1500),
      top: length(-200, 900),
      width: length(0, 1600),
      height: length(0, 1000),
      box: fc.record({ width: length(100, 320), height: length(80, 240) }),
      room: fc.record({ width: length(340, 1600), height: length(300, 1000) }),
    });
    holds(
      fc.property(cases, ({ box, room, ...anchor }) => {
        const { left, top } = placeBeside(anchor, box, room);
        expect(left).toBeGreaterThanOrEqual(0);
        expect(top).toBeGreaterThanOrEqual(0);
        expect(left + box.width).toBeLessThanOrEqual(room.width);
        expect(top + box.height).toBeLessThanOrEqual(room.height);
        const roomy = anchor.left >= 0 && anchor.left - box.width - 20 >= 0 && anchor.left + anchor.width <= room.width;
        if (roomy) expect(left + box.width).toBeLessThan(anchor.left);
      }),
      451,
      100,
    );
  });
});
