import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trainingCsv } from '../../../src/state/trainingCsv';
import { lineText } from '../../../src/views/charts/lineChart';
import { MOST_ROWS, trainingRows } from '../../../src/views/charts/trainingRows';
import { holds } from '../../support/holds';

const entry = fc.record({
  loss: fc.double({ min: 0, max: 1e6, noNaN: true }),
  accuracy: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  faces: fc.nat(1e6),
});
const histories = fc
  .array(entry, { maxLength: 2 * MOST_ROWS })
  .map((entries) => entries.map((values, i) => ({ step: 5 * i, ...values })));

describe('a training as a table', () => {
  it('has the newest steps first, with every digit at hand, and at most so many', () => {
    holds(
      fc.property(histories, (history) => {
        const rows = trainingRows(history);
        expect(rows).toHaveLength(Math.min(MOST_ROWS, history.length));
        rows.forEach(({ key, cells }, i) => {
          const { step, loss, accuracy, faces } = history[history.length - 1 - i] as (typeof history)[number];
          expect(key).toBe(step);
          expect(cells[0].replace(/,/g, '')).toBe(String(step));
          expect(cells[1]).toMatchObject({ full: String(loss).replace(/-/g, '−') });
          expect(cells[2] === '–').toBe(accuracy === null);
          expect(cells[3] === '–').toBe(faces === 0);
        });
      }),
      401,
      100,
    );
  });

  it('comes back from its file as it was', () => {
    holds(
      fc.property(histories, (history) => {
        const [head, ...lines] = trainingCsv(history).trimEnd().split('\n');
        expect(head).toBe('step,loss,accuracy,polytopes');
        const read = lines.map((line) => {
          const [step, loss, accuracy, faces] = line.split(',');
          return {
            step: Number(step),
            loss: Number(loss),
            accuracy: accuracy === '' ? null : Number(accuracy),
            faces: Number(faces),
          };
        });
        expect(read).toEqual(history.map((values) => ({ ...values, loss: values.loss + 0 })));
      }),
      402,
      100,
    );
  });
});

describe('a line chart in words', () => {
  const text = (values: readonly number[], now: number | null): string =>
    lineText(
      'Loss',
      values.map((value, i) => ({ step: 1000 * i, value })),
      now,
      String,
    );

  it('says where the line begins and ends, its extremes, and the value now', () => {
    expect(text([3, 7, 1, 2], 5)).toBe('Loss from 3 at step 0 to 2 at step 3,000, lowest 1, highest 7; now 5');
    expect(text([3, 7], null)).toBe('Loss from 3 at step 0 to 7 at step 1,000, lowest 3, highest 7');
  });

  it('says so where there is no line yet', () => {
    expect(text([], null)).toBe('Loss: nothing recorded yet');
    expect(text([4], 4)).toBe('Loss: now 4');
  });
});
