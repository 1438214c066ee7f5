import { describe, expect, it } from 'vitest';
import { embedCode } from '../../../src/app/share/embedCode';
import { decodeLink } from '../../../src/state/link';
import { parseLensState } from '../../../src/state/schema';
import { opened } from '../state/support';
import { initialOf, planeInitial } from './states';

const read = (fragment: string) => decodeLink(`#v=1&scene=spirals&${fragment}`, initialOf);

describe('parts of the page in a link', () => {
  it('are taken in any order, each once', () => {
    expect(read('without=chips,header,chips')).toMatchObject({
      ok: true,
      state: { layout: { hide: ['header', 'chips'], only: null } },
    });
    expect(read('only=inspector&without=')).toMatchObject({
      ok: true,
      state: { layout: { hide: [], only: 'inspector' } },
    });
  });

  it('that do not exist are named', () => {
    expect(read('without=header,roof')).toMatchObject({ ok: false, message: expect.stringMatching(/hide\[1\].*roof/) });
    expect(read('only=header')).toMatchObject({ ok: false, message: expect.stringMatching(/only is none of slice/) });
    expect(read(`without=${Array.from({ length: 99 }, () => 'header').join()}`)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/more parts than there are/),
    });
  });

  it('are all shown where a state says nothing of them', () => {
    const { layout, ...older } = planeInitial;
    expect(parseLensState(older)).toEqual({ ok: true, state: { ...older, layout }, warnings: [] });
    expect(layout).toEqual({ hide: [], only: null });
  });

  it('stay when a scene is opened, and their change is a step', async () => {
    const { actions, lens, session } = await opened();
    actions.setLayout({ hide: ['header'], only: null });
    await actions.openScene('xor');
    expect(lens()).toMatchObject({ scene: 'xor', layout: { hide: ['header'] } });
    actions.undo();
    expect(session().history.undo).toBe('changed what the page shows');
    actions.undo();
    expect(lens().layout.hide).toEqual([]);
  });
});

it('embed code holds any address and title as attributes', () => {
  const code = embedCode('https://example.org/#v=1&scene=a"b', 'A <b> & "c"', 400);
  expect(code).toContain('src="https://example.org/#v=1&amp;scene=a&quot;b"');
  expect(code).toContain('title="A &lt;b&gt; &amp; &quot;c&quot;"');
  expect(code.match(/[<>]/g)?.join('')).toBe('<><>');
});
