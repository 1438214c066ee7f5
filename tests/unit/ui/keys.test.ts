import { describe, expect, it } from 'vitest';
import { keyText, matchesKey } from '../../../src/ui/keys';
import { STEP_FACTORS } from '../../../src/views/keySteps';
import { type KeyPlace, keysOf, SHORTCUTS, shortcutFor } from '../../../src/views/shortcuts';

type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;
const press = (key: string, held: Partial<Press> = {}): KeyboardEvent =>
  ({ key, code: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held }) as KeyboardEvent;

describe('keys', () => {
  it('are told with their modifiers and no others', () => {
    expect(matchesKey('Mod+z', press('z', { ctrlKey: true }))).toBe(true);
    expect(matchesKey('Mod+z', press('z', { metaKey: true }))).toBe(true);
    expect(matchesKey('Mod+z', press('z'))).toBe(false);
    expect(matchesKey('Mod+z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(false);
    expect(matchesKey('Mod+Shift+z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(true);
    // AltGr writes characters on many keyboards, and browsers report it as Ctrl and Alt.
    expect(matchesKey('Mod+z', press('z', { ctrlKey: true, altKey: true }))).toBe(false);
    // With caps lock on.
    expect(matchesKey('Mod+z', press('Z', { ctrlKey: true }))).toBe(true);
  });

  it('are found by what they write, and by their place on keyboards without Latin letters', () => {
    expect(matchesKey('?', press('?', { shiftKey: true }))).toBe(true);
    expect(matchesKey('+', press('+', { shiftKey: true }))).toBe(true);
    expect(matchesKey('+', press('+'))).toBe(true);
    expect(matchesKey('Mod+z', press('я', { ctrlKey: true, code: 'KeyZ' }))).toBe(true);
    // On a German keyboard Z and Y have changed places.
    expect(matchesKey('Mod+z', press('y', { ctrlKey: true, code: 'KeyZ' }))).toBe(false);
    expect(matchesKey('f', press('а', { code: 'KeyF' }))).toBe(false);
  });

  it('read as people write them', () => {
    expect(keyText('Mod+Shift+z', false)).toBe('Ctrl+Shift+Z');
    expect(keyText('Mod+Shift+z', true)).toBe('⇧⌘Z');
    expect(keyText('+', false)).toBe('+');
    expect(keyText('-', false)).toBe('−');
    expect(keyText('f', false)).toBe('f');
    expect(keyText('Alt+ArrowLeft', false)).toBe('Alt+←');
  });
});

describe('the table of keys', () => {
  const bindings = Object.entries(SHORTCUTS).flatMap(([place, rows]) =>
    rows.flatMap(({ keys }) =>
      Object.entries(keys).flatMap(([id, texts]) => texts.map((text) => ({ place, id, text }))),
    ),
  );

  it('has no key twice in a place, and no name twice', () => {
    for (const place of Object.keys(SHORTCUTS) as KeyPlace[]) {
      const here = bindings.filter((binding) => binding.place === place);
      expect(new Set(here.map(({ text }) => text)).size).toBe(here.length);
      const names = SHORTCUTS[place].flatMap(({ keys }) => Object.keys(keys));
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('has no key of the page that a focused part takes, nor one that a browser keeps', () => {
    const page = bindings.filter(({ place }) => place === 'page').map(({ text }) => text);
    const parts = bindings.filter(({ place }) => place !== 'page').map(({ text }) => text);
    expect(page.filter((text) => parts.includes(text))).toEqual([]);
    expect(page.filter((text) => /^Mod\+[wtnlrpsf]$/.test(text))).toEqual([]);
  });

  it('finds each by its press', () => {
    expect(shortcutFor('slice', press('=', {}))).toBe('in');
    expect(shortcutFor('slice', press('ArrowUp'))).toBe('up');
    expect(shortcutFor('slice', press('0', { ctrlKey: true }))).toBeNull();
    expect(shortcutFor('page', press('y', { ctrlKey: true }))).toBe('redo');
    expect(shortcutFor('page', press('f'))).toBeNull();
    expect(shortcutFor('handle', press('ArrowDown', { altKey: true }))).toBe('downAlt');
    expect(shortcutFor('code', press('c'))).toBe('menu');
    expect(shortcutFor('code', press('c', { ctrlKey: true }))).toBeNull();
    expect(shortcutFor('code', press('Enter'))).toBe('choose');
    expect(shortcutFor('cursor', press('End'))).toBe('last');
    expect(['ArrowLeft', 'ArrowUp', 'PageDown'].map((key) => shortcutFor('time', press(key)))).toEqual([
      'back',
      'ahead',
      'farBack',
    ]);
    expect(shortcutFor('field', press('Enter', { metaKey: true }))).toBe('use');
    expect(keysOf('page', 'undo')).toEqual(['Mod+z']);
    expect(() => keysOf('page', 'fly')).toThrow(/no shortcut fly/);
    expect(Object.values(STEP_FACTORS)).toEqual([1, 10, 0.1, 0.01]);
  });
});
