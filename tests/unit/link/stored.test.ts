import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { decodeLink, encodeLink } from '../../../src/state/link';
import { loadScene } from '../../../src/state/scenes';
import type { LensState } from '../../../src/state/types';
import stored from '../../fixtures/links-v1.json';

const fromPublic = async (path: string): Promise<Uint8Array<ArrayBuffer>> =>
  Uint8Array.from(await readFile(new URL(`../../../public/${path}`, import.meta.url)));

/** Links of version 1 that people have saved. They must open for ever: never edit this file's fixtures, only add. */
describe('stored links of version 1', () => {
  it.each(stored)('$what', async ({ link, state }) => {
    const { initial } = await loadScene(state.scene, fromPublic);
    const initialOf = (scene: string): LensState | null => (scene === initial.scene ? initial : null);
    // Parts that joined the state after a link was saved are as the scene has them.
    const saved = state as unknown as LensState;
    const whole = { ...initial, ...saved, training: { ...initial.training, ...saved.training } };
    expect(decodeLink(link, initialOf)).toEqual({ ok: true, state: whole, warnings: [] });
    expect(encodeLink(whole, initial)).toEqual({ ok: true, link });
  });
});
