import { describe, expect, it } from 'vitest';
import { messageTurns, progressIsDue } from '../../../src/workers/turns';

describe('turns of a worker', () => {
  it('come in a later task, the newest callback alone, and again when asked again', async () => {
    const { yieldTurn, now } = messageTurns();
    const heard: string[] = [];
    const before = now();
    yieldTurn(() => void heard.push('older'));
    const turn = new Promise<void>((resolve) =>
      yieldTurn(() => {
        heard.push('newer');
        resolve();
      }),
    );
    for (let i = 0; i < 9; i++) await Promise.resolve();
    heard.push('all promises');
    await turn;
    expect(heard).toEqual(['all promises', 'newer']);
    await new Promise<void>((resolve) => yieldTurn(resolve));
    expect(heard).toHaveLength(2);
    expect(now()).toBeGreaterThanOrEqual(before);
  });

  it('tell their progress first after 300 ms, then every 100 ms', () => {
    const told: number[] = [];
    for (let ms = 0; ms <= 1000; ms += 30) if (progressIsDue(ms, told.at(-1) ?? 0)) told.push(ms);
    expect(told).toEqual([300, 420, 540, 660, 780, 900]);
  });
});
