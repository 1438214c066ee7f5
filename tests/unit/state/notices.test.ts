import { describe, expect, it } from 'vitest';
import { addNotice, afterOpening } from '../../../src/state/notices';
import type { Notice } from '../../../src/state/types';

type Said = readonly [kind: Notice['kind'], text: string];

const said = (...all: readonly Said[]): readonly Notice[] =>
  all.reduce<readonly Notice[]>((notices, [kind, text]) => addNotice(notices, kind, text), []);

const texts = (notices: readonly Notice[]): readonly string[] => notices.map(({ text }) => text);

describe('notices', () => {
  it('are at most three, the newest ones', () => {
    expect(texts(said(...['a', 'b', 'c', 'd', 'e'].map((text): Said => ['error', text])))).toEqual(['c', 'd', 'e']);
  });

  it('that are errors go last, and never in place of the newest', () => {
    expect(texts(said(['error', 'bad'], ['info', 'a'], ['warning', 'b'], ['info', 'c']))).toEqual(['bad', 'b', 'c']);
    expect(texts(said(['error', 'a'], ['error', 'b'], ['error', 'c'], ['info', 'd']))).toEqual(['b', 'c', 'd']);
  });

  it('with the same words are one, the newest, with a count', () => {
    const notices = said(['error', 'bad'], ['info', 'a'], ['error', 'bad'], ['error', 'bad']);
    expect(notices.map(({ text, count }) => [text, count])).toEqual([
      ['a', 1],
      ['bad', 3],
    ]);
    expect(new Set(notices.map(({ id }) => id)).size).toBe(2);
  });

  it('of another kind begin to count anew', () => {
    expect(said(['info', 'a'], ['error', 'a'])).toMatchObject([{ kind: 'error', text: 'a', count: 1 }]);
  });

  it('of earlier openings alone go when something was opened', () => {
    const before = addNotice(addNotice([], 'error', 'torn.json', true), 'error', 'model');
    const since = addNotice(before, 'warning', 'assumed', true);
    expect(texts(afterOpening(since, before))).toEqual(['model', 'assumed']);
    // Said again since then, it is news.
    expect(texts(afterOpening(addNotice(since, 'error', 'torn.json', true), before))).toContain('torn.json');
  });
});
