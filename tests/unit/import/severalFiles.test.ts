/** Several files that do not belong together: the first is opened, and what is said of that is true. */
import { expect, it } from 'vitest';
import { openFiles } from '../../../src/app/files';
import type { Actions } from '../../../src/state/types';

it.each([
  [true, /^Only net\.json is opened: /],
  [false, /^Only net\.json was tried: /],
])('only the first of two is opened, where that goes well: %s', async (goesWell, words) => {
  const told: string[] = [];
  const opened: string[] = [];
  const actions = {
    notify: (_: string, text: string) => told.push(text),
    async openChain(_: string, name: string) {
      opened.push(name);
      return goesWell;
    },
  } as unknown as Actions;
  const files = [new File(['{"layers":[]}'], 'net.json'), new File(['hello'], 'notes.md')];
  expect(await openFiles(files, actions)).toBe(goesWell);
  expect(opened).toEqual(['net.json']);
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(words);
});
