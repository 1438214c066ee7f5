import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeLink, encodeLink, encodeTrimmedLink, lensFileText, parseLensFile } from '../../../src/state/link';
import { parseLensState } from '../../../src/state/schema';
import type { LensState } from '../../../src/state/types';
import { holds } from '../../support/holds';
import { anchorInitial, initialOf, lensState, planeInitial } from './states';

const linkOf = (state: LensState): string => {
  const encoded = encodeLink(state, initialOf(state.scene) as LensState, 'https://example.org/lens/');
  if (!encoded.ok) throw new Error(`${encoded.reason}: ${encoded.length}`);
  return encoded.link;
};

/** Equal as JSON and as values: −0 is told from 0. */
const opens = (link: string, state: LensState): void => {
  const result = decodeLink(link, initialOf);
  expect(result).toEqual({ ok: true, state, warnings: [] });
};

describe('state → link → state', () => {
  it('is the same for random states', () => {
    holds(
      fc.property(lensState, (state) => {
        expect(parseLensState(state)).toEqual({ ok: true, state, warnings: [] });
        opens(linkOf(state), state);
      }),
      434,
      300,
    );
  });

  it('is the same through a file', () => {
    holds(
      fc.property(lensState, (state) => {
        expect(parseLensFile(lensFileText(state))).toEqual({ ok: true, state, warnings: [] });
      }),
      435,
      100,
    );
  });

  it('leaves out what the scene opens with', () => {
    expect(linkOf(planeInitial)).toMatch(/^https:\/\/example.org\/lens\/#v=1&sum=[0-9a-z]{7}&scene=spirals$/);
    expect(linkOf({ ...planeInitial, point: [0.5, -0.25], colour: 'output' })).toMatch(
      /#v=1&sum=\w{7}&scene=spirals&p=0.5,-0.25&colour=output$/,
    );
    opens(linkOf({ ...anchorInitial, slice: planeInitial.slice }), { ...anchorInitial, slice: planeInitial.slice });
    opens(linkOf({ ...planeInitial, slice: anchorInitial.slice }), { ...planeInitial, slice: anchorInitial.slice });
  });

  it('keeps a network 2-16-16-2 in about 1,900 characters', () => {
    const weights = Array.from({ length: 354 }, (_, i) => Math.fround(Math.sin(i) / 3));
    const state = { ...planeInitial, weights, step: 1200 };
    const link = linkOf(state);
    expect(link.length).toBeLessThan(2000);
    opens(link, state);
  });

  it('keeps extreme floats bit for bit', () => {
    const weights = [1.401298464324817e-45, 3.4028234663852886e38, -1e-38, 0].map(Math.fround);
    opens(linkOf({ ...planeInitial, weights }), { ...planeInitial, weights });
    const point = [Number.MIN_VALUE, 0.1 + 0.2] as const;
    opens(linkOf({ ...planeInitial, point }), { ...planeInitial, point });
  });

  it('opens after a mail program has escaped it', () => {
    const state: LensState = { ...anchorInitial, point: [0.5, 1e-7], upToLayer: 2 };
    const escaped = linkOf(state).replaceAll(',', '%2C').replaceAll('*', '%2A');
    expect(escaped).toContain('%2C');
    opens(escaped, state);
  });

  it('refuses to be too long, and offers a shorter link that says what it lacks', () => {
    const weights = Array.from({ length: 2000 }, () => 0.5);
    const state = { ...planeInitial, point: [0.7, 0.1] as const, weights, step: 40 };
    const encoded = encodeLink(state, planeInitial);
    expect(encoded).toMatchObject({ ok: false, reason: 'too long' });
    expect(encoded.ok ? 0 : encoded.length).toBeGreaterThan(8000);
    const trimmed = decodeLink(encodeTrimmedLink(state, planeInitial), initialOf);
    expect(trimmed).toMatchObject({ ok: true, state: { ...state, weights: null, step: 0 } });
    expect(trimmed.ok && trimmed.warnings.join()).toMatch(/trained weights were too long/);
    const network = { name: 'big', precision: 'float64', inputSize: 2, layers: [{ size: 999, activation: 'relu' }] };
    const imported = { ...planeInitial, network: { ...network, weights: new Array(2997).fill(0.1) } } as LensState;
    const alone = decodeLink(encodeTrimmedLink(imported, planeInitial), initialOf);
    expect(alone).toMatchObject({ ok: true, state: planeInitial });
    expect(alone.ok && alone.warnings).toHaveLength(1);
  });
});
