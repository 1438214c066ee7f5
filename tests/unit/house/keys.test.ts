import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** The one matcher and the tables: all else asks them, so that no key works that the list of keys does not show. */
const TABLES = ['src/ui/keys.ts', 'src/ui/commonKeys.ts', 'src/views/shortcuts.ts'];

/** Looking at a press by oneself, in the ways that it is written. */
const OWN_KEY =
  /\b(?:event|press|e)\.(?:key|code|keyCode|which)\b|\.nativeEvent\.(?:key|code)\b|['"](?:Escape|Enter|Tab|Home|End|Delete|Backspace|PageUp|PageDown|Arrow(?:Left|Right|Up|Down))['"]/;

const handlesOwnKey = (source: string): boolean => source.split('\n').some((line) => OWN_KEY.test(line));

/** Handlers of keys, and what they ask. */
const HEARS = /addEventListener\(\s*['"]keydown|onKeyDown=/;
const ASKS = /\b(?:shortcutFor|isCommonKey)\(/;
/** They hear that something was pressed, or which part of a board: what it was is asked elsewhere. */
const ONLY_HEARS = ['src/app/keepFocus.ts'];

describe('keys', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((path) => `src/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.tsx?$/.test(path));
  const sourceOf = (path: string): string => readFileSync(path, 'utf8');

  it('are told by the tables alone', () => {
    expect(files.length).toBeGreaterThan(300);
    expect(files.filter((path) => !TABLES.includes(path) && handlesOwnKey(sourceOf(path)))).toEqual([]);
  });

  it('are asked of the tables wherever they are heard', () => {
    const hearing = files.filter((path) => HEARS.test(sourceOf(path)));
    expect(hearing.length).toBeGreaterThan(10);
    expect(hearing.filter((path) => !ASKS.test(sourceOf(path)) && !ONLY_HEARS.includes(path))).toEqual([]);
  });

  it('would be found if a file told them by itself', () => {
    for (const source of [`if (event.key === 'q') go();`, `switch (e.code) {`, `keys.includes("Escape")`])
      expect(handlesOwnKey(source)).toBe(true);
    expect(handlesOwnKey(`if (shortcutFor('slice', event) === 'in') zoom();`)).toBe(false);
  });
});
