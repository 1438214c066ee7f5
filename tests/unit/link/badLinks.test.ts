import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeLink, encodeLink, isLensLink, linkFault, parseLensFile } from '../../../src/state/link';
import { parseLensState } from '../../../src/state/schema';
import type { LensState } from '../../../src/state/types';
import { holds } from '../../support/holds';
import { initialOf, lensState, planeInitial } from './states';

const good = (): string => {
  const state: LensState = {
    ...planeInitial,
    point: [0.25, 0.75],
    colour: 'class',
    weights: [1, 2, 3, 4].map(Math.fround),
    network: {
      name: 'net',
      precision: 'float32',
      inputSize: 2,
      layers: [{ size: 1, activation: 'relu' }],
      weights: [1, 2, 3],
    },
  };
  const encoded = encodeLink(state, planeInitial);
  return encoded.ok ? encoded.link : '';
};

const messageOf = (link: string): string => {
  const result = decodeLink(link, initialOf);
  return result.ok ? `opens with ${result.warnings.length} warnings` : result.message;
};

describe('bad links', () => {
  it.each([
    ['a later version', '#v=7&sum=0000000&scene=spirals', /of version 7, this page reads version 1/],
    ['a version that is no number', '#v=one&scene=spirals', /damaged.*version is "one"/],
    ['no version', '#scene=spirals', /names no version/],
    ['no scene', '#v=1&p=0,0', /names no scene/],
    ['an unknown scene', '#v=1&scene=nowhere', /does not have: "nowhere"/],
    ['NaN', '#v=1&scene=spirals&p=NaN,0', /p: "NaN" is not a finite number/],
    ['Infinity', '#v=1&scene=spirals&view=0,0,1e999', /view: "1e999" is not a finite number/],
    ['a list that ends early', '#v=1&scene=spirals&p=0.5,', /p: "" is not a finite number/],
    ['an odd list', '#v=1&scene=spirals&domain=0,0,1,0,1', /domain: 5 numbers make no pairs/],
    ['a clockwise domain', '#v=1&scene=spirals&domain=0,0,0,1,1,0', /clockwise/],
    ['a domain that is not convex', '#v=1&scene=spirals&domain=0,0,2,0,0.1,0.1,0,2', /not convex/],
    ['10⁹ units', '#v=1&scene=spirals&net=float32;2;1000000000:relu;1:identity&name=x&nw=', /size 1000000000 units/],
    ['10⁹ inputs', '#v=1&scene=spirals&net=float32;1e9;1:relu&nw=', /inputSize 1000000000 inputs/],
    ['too many weights', '#v=1&scene=spirals&net=float32;9999;9999:relu&nw=', /99990000 weights, more than/],
    ['too few weights', '#v=1&scene=spirals&net=float32;2;1:relu&nw=AAAA', /3 bytes hold no whole float32/],
    ['missing weights', '#v=1&scene=spirals&net=float32;2;1:relu', /has 0 weights, its layers need 3/],
    ['NaN among the weights', '#v=1&scene=spirals&w=AADAfw', /w: value 0 is NaN/],
    ['what is no base64', '#v=1&scene=spirals&w=AA!A', /w: "!" at 2 is no base64url/],
    ['an unknown activation', '#v=1&scene=spirals&net=float32;2;1:mish&nw=AAAAAAAAAAAAAAAA', /"mish"; identity, relu/],
    ['a weight without a network', '#v=1&scene=spirals&nw=AAAA', /nw: there is no network/],
    ['a colour that is none', '#v=1&scene=spirals&colour=red', /colour is none of code, class, output/],
    ['a unit without a number', '#v=1&scene=spirals&unit=2', /unit: two numbers are needed: layer/],
    ['a layer 0 to hide', '#v=1&scene=spirals&hide=1,0', /hiddenLayers\[1\] is not a layer/],
    ['a key twice', '#v=1&scene=spirals&p=0,0&p=1,1', /p is given twice/],
    ['a broken escape', '#v=1&scene=spirals&name=%E0%A4%A', /the value of name is not readable/],
    ['a key without value', '#v=1&scene=spirals&p', /"p" has no value/],
    ['anchors that are missing', '#v=1&scene=spirals&at=0,0', /slice.anchors/],
    ['more than can be', `#v=1&scene=spirals&w=${'A'.repeat(70_000)}`, /70\d+ characters, more than/],
  ])('%s', (_, link, message) => {
    expect(messageOf(link)).toMatch(message);
  });

  it('a link cut anywhere says that it is damaged or cut off', () => {
    const link = good();
    expect(messageOf(link)).toBe('opens with 0 warnings');
    for (let length = 5; length < link.length; length++) {
      expect(messageOf(link.slice(0, length))).toMatch(/damaged or cut off/);
    }
    expect(linkFault(link.slice(0, link.length / 2))).toMatch(/damaged or cut off/);
    expect(linkFault(link)).toBeNull();
  });

  it('an edited link is refused with its fault, and opens without the check sum', () => {
    const edited = good().replace('p=0.25,0.75', 'p=0.5,0.75');
    expect(messageOf(edited)).toMatch(/edited by hand \(take out its "sum=…" part/);
    expect(messageOf(good().replace('p=0.25', 'p=NaN'))).toMatch(/p: "NaN" is not a finite number/);
    const result = decodeLink(edited.replace(/&sum=\w+/, ''), initialOf);
    expect(result).toMatchObject({ ok: true, state: { point: [0.5, 0.75] } });
  });

  it('reports unknown keys as dropped', () => {
    const result = decodeLink('#v=1&scene=spirals&sparkle=2', initialOf);
    expect(result).toEqual({
      ok: true,
      state: planeInitial,
      warnings: ['the link\'s "sparkle" is not known and was dropped'],
    });
  });

  it('takes script in a name as the text that it is', () => {
    const name = '<img src=x onerror=alert(1)><script>alert(2)</script>';
    const link = `#v=1&scene=spirals&net=float32;2;1:relu&name=${encodeURIComponent(name)}&nw=AAAAAAAAAAAAAAAA`;
    expect(decodeLink(link, initialOf)).toMatchObject({ ok: true, state: { network: { name } } });
  });

  it('mends half characters of a name, which no link could carry', () => {
    const network = { name: 'a\ud800b', precision: 'float32', inputSize: 1, layers: [{ size: 1, activation: 'abs' }] };
    const result = parseLensState({ ...planeInitial, network: { ...network, weights: [1, 0] } });
    expect(result).toMatchObject({ ok: true, state: { network: { name: 'a\ufffdb' } } });
    expect(result.ok && encodeLink(result.state, planeInitial).ok).toBe(true);
  });

  it('never throws and never gives an invalid state, whatever bytes are flipped', () => {
    const flips = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 32, max: 126 })), { minLength: 1, maxLength: 4 });
    holds(
      fc.property(lensState, flips, fc.boolean(), (state, changes, keepSum) => {
        const encoded = encodeLink(state, initialOf(state.scene) as LensState);
        if (!encoded.ok) return;
        const characters = [...(keepSum ? encoded.link : encoded.link.replace(/&sum=\w+/, ''))];
        for (const [at, code] of changes) characters[at % characters.length] = String.fromCharCode(code);
        const result = decodeLink(characters.join(''), initialOf);
        if (result.ok) expect(parseLensState(result.state)).toEqual({ ok: true, state: result.state, warnings: [] });
        else expect(result.message.length).toBeGreaterThan(10);
      }),
      436,
      500,
    );
  });

  it('tells lens links from other fragments', () => {
    expect(isLensLink('https://example.org/#v=1&scene=x')).toBe(true);
    expect(isLensLink('https://example.org/?v=1')).toBe(false);
    expect(isLensLink('https://example.org/#main')).toBe(false);
  });
});

describe('bad files', () => {
  it.each([
    ['no JSON', '{"version":1,', /not JSON/],
    ['another JSON', '{"layers":[]}', /no .lens.json file/],
    ['a later version', JSON.stringify({ ...planeInitial, version: 7 }), /version 7, this page reads version 1/],
    ['a missing part', JSON.stringify({ ...planeInitial, point: undefined }), /point is missing/],
    [
      'NaN, which JSON writes as null',
      JSON.stringify({ ...planeInitial, point: [Number.NaN, 0] }),
      /point\[0\] is not/,
    ],
  ])('%s', (_, text, message) => {
    const result = parseLensFile(text);
    expect(result.ok ? '' : result.message).toMatch(message);
  });

  it('names 10⁹ units and float64 weights where float32 are stated', () => {
    const network = {
      name: 'n',
      precision: 'float32',
      inputSize: 2,
      layers: [{ size: 1, activation: 'relu' }],
      weights: [0.1, 0, 0],
    };
    const fault = (change: object): string => {
      const result = parseLensState({ ...planeInitial, network: { ...network, ...change } });
      return result.ok ? '' : result.message;
    };
    expect(fault({})).toMatch(/network has weights that are not float32/);
    expect(fault({ layers: [{ size: 1e9, activation: 'relu' }] })).toMatch(
      /network.layers\[0\].size 1000000000 units, more/,
    );
    expect(fault({ layers: 'many' })).toMatch(/network.layers is not a list/);
    expect(fault({ weights: [0, Number.NaN, 0] })).toMatch(/network.weights has no finite number at 1: NaN/);
  });
});
