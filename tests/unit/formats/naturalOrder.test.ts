import fc from 'fast-check';
import { expect, it } from 'vitest';
import { naturalOrder } from '../../../src/formats/naturalOrder';
import { holds } from '../../support/holds';

it('counts as people do', () => {
  const names = ['fc10', 'fc2', 'out', 'blocks.1.fc10', 'blocks.1.fc9', 'blocks.0.fc11', 'fc', '10', '9', '09', ''];
  const sorted = ['', '09', '9', '10', 'blocks.0.fc11', 'blocks.1.fc9', 'blocks.1.fc10', 'fc', 'fc2', 'fc10', 'out'];
  expect(names.toSorted(naturalOrder)).toEqual(sorted);
});

it('goes by size for numbers of any length, and never takes two names for one', () => {
  holds(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 40n }), fc.bigInt({ min: 0n, max: 10n ** 40n }), (a, b) => {
      const order = Math.sign(naturalOrder(`layers.${a}.`, `layers.${b}.`));
      expect(order).toBe(a < b ? -1 : a > b ? 1 : 0);
    }),
    1,
    300,
  );
  const names = fc.stringMatching(/^[ab.0-2]{0,6}$/);
  holds(
    fc.property(names, names, names, (a, b, c) => {
      expect(Math.sign(naturalOrder(a, b))).toBe(-Math.sign(naturalOrder(b, a)) + 0);
      expect(naturalOrder(a, b) === 0).toBe(a === b);
      if (naturalOrder(a, b) < 0 && naturalOrder(b, c) < 0) expect(naturalOrder(a, c)).toBeLessThan(0);
    }),
    2,
    2000,
  );
});
