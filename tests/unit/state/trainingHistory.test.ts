import { describe, expect, it } from 'vitest';
import { extendHistory } from '../../../src/state/flows/history';

describe('training', () => {
  it('keeps its history bounded, over the whole training', () => {
    let history: ReturnType<typeof extendHistory> = [];
    for (let step = 0; step < 5000; step++)
      history = extendHistory(history, { step, loss: 1, accuracy: null, faces: 1 });
    expect(history.length).toBeLessThanOrEqual(500);
    expect(history.length).toBeGreaterThan(200);
    expect(history[0]?.step).toBe(0);
    expect(history.at(-1)?.step).toBe(4999);
    expect(extendHistory(history, { step: 10, loss: 2, accuracy: null, faces: 1 }).at(-1)).toMatchObject({
      step: 10,
      loss: 2,
    });
  });
});
