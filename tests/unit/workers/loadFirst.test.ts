import { describe, expect, it } from 'vitest';
import { LoadFirst } from '../../../src/workers/loadFirst';
import { request } from './fakeHost';

/** Requests of even generations need code; `finish` or `fail` ends its loading. */
function waiting() {
  const log: string[] = [];
  let loaded = false;
  let end: { finish(): void; fail(): void } = { finish: () => undefined, fail: () => undefined };
  const loadFirst = new LoadFirst({
    load({ generation }) {
      if (generation % 2 === 1 || loaded) return null;
      log.push('load');
      return new Promise<void>((resolve, reject) => {
        end = {
          finish() {
            loaded = true;
            resolve();
          },
          fail: () => reject(new Error('no network')),
        };
      });
    },
    submit: ({ generation }) => log.push(`submit ${generation}`),
    fail: (generation, message) => log.push(`fail ${generation}: ${message}`),
  });
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  return { log, loadFirst, settle, end: () => end };
}

describe('requests that need more code', () => {
  it('are passed on when it is there, later ones behind them', async () => {
    const { log, loadFirst, settle, end } = waiting();
    for (const generation of [1, 2, 3, 4]) loadFirst.submit(request(generation));
    expect(log).toEqual(['submit 1', 'load']);
    end().finish();
    await settle();
    loadFirst.submit(request(6));
    expect(log).toEqual(['submit 1', 'load', 'submit 2', 'submit 3', 'submit 4', 'submit 6']);
  });

  it('are forgotten when they are cancelled', async () => {
    const { log, loadFirst, settle, end } = waiting();
    for (const generation of [2, 3, 5]) loadFirst.submit(request(generation));
    loadFirst.cancel(3);
    end().finish();
    await settle();
    expect(log).toEqual(['load', 'submit 5']);
  });

  it('fail where it does not come; others go on, and the next one tries again', async () => {
    const { log, loadFirst, settle, end } = waiting();
    for (const generation of [2, 3]) loadFirst.submit(request(generation));
    end().fail();
    await settle();
    loadFirst.submit(request(4));
    end().finish();
    await settle();
    expect(log).toEqual([
      'load',
      'fail 2: the code for it could not be loaded: Error: no network',
      'submit 3',
      'load',
      'submit 4',
    ]);
  });
});
