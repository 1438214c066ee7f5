import { expect, it } from 'vitest';
import { inTurn } from '../../../src/workers/partitionPort';

it('heavy messages are posted later, and those behind them keep their place', () => {
  const posted: number[] = [];
  const later: (() => void)[] = [];
  const post = inTurn<number>(
    (message) => posted.push(message),
    (message) => message >= 100,
    (flush) => later.push(flush),
  );
  for (const message of [1, 2, 100, 3, 200, 4]) post(message);
  expect(posted).toEqual([1, 2]);
  expect(later).toHaveLength(1);
  later[0]?.();
  expect(posted).toEqual([1, 2, 100, 3, 200, 4]);
  post(5);
  post(300);
  expect(posted.at(-1)).toBe(5);
  later[1]?.();
  expect(posted.at(-1)).toBe(300);
});
