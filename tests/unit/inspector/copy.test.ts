import { describe, expect, it } from 'vitest';
import { loadWriters } from '../../../src/state/copyText';
import { inspectPoint } from '../../../src/state/inspect';
import type { LensState, LensStore } from '../../../src/state/types';
import { beginning, choiceFrom, FIRST_CHOICE, PRECISIONS } from '../../../src/views/inspector/copy/choice';
import { inputSources, mapSources } from '../../../src/views/inspector/copy/sources';
import { seededNetwork } from '../../support/build';

/** A store of a network with `inputs` inputs whose slice is spanned by inputs 1 and 3 (2 of two). */
function storeOf(inputs: number, kind: 'axes' | 'anchors' = 'axes'): LensStore {
  const network = seededNetwork([inputs, 5, 3], 8);
  const j = Math.min(2, inputs - 1);
  const axis = (k: number) => Float64Array.from({ length: inputs }, (_, i) => (i === k ? 1 : 0));
  const slice = { origin: new Float64Array(inputs).fill(kind === 'axes' ? 0 : 0.5), e1: axis(0), e2: axis(j) };
  const inspection = { ...inspectPoint(network, slice, [0.3, -0.7]), face: 0 };
  const spec = kind === 'axes' ? { kind, axes: [0, j] } : { kind };
  return { lens: { slice: spec } as unknown as LensState, session: { network, inspection } } as unknown as LensStore;
}

describe('what is copied', () => {
  it('is the map of the inputs, with the digits asked for', async () => {
    const writers = await loadWriters();
    const store = storeOf(2);
    const [source, ...more] = mapSources(store);
    expect(more).toEqual([]);
    const { A, c } = JSON.parse(source?.write(writers, 'json', 'exact') ?? '');
    expect(A.flat()).toEqual(Array.from(store.session.inspection?.map.A ?? []));
    expect(c).toEqual(Array.from(store.session.inspection?.map.c ?? []));
    const entry = (A[0][0] as number).toPrecision(3);
    expect(source?.write(writers, 'latex', 3)).toContain(`\\begin{pmatrix}\n${Number(entry)} & `);
  });

  it('is offered on the slice, too, where that is another map; both give the output at the point', async () => {
    const writers = await loadWriters();
    for (const store of [storeOf(4), storeOf(2, 'anchors')]) {
      const { inspection } = store.session;
      const texts = mapSources(store).map(({ key, write }) => ({
        key,
        ...JSON.parse(write(writers, 'json', 'exact')),
      }));
      expect(texts.map(({ key }) => key)).toEqual(['slice', 'input']);
      for (const { key, A, c } of texts) {
        const at = key === 'slice' ? [0.3, -0.7] : Array.from(inspection?.x ?? []);
        const values = (A as number[][]).map((row, r) => row.reduce((sum, a, i) => sum + a * (at[i] as number), c[r]));
        values.forEach((value, r) => {
          expect(value).toBeCloseTo(inspection?.output[r] as number, 12);
        });
      }
    }
  });

  it('names the columns of the slice as a program can', async () => {
    const writers = await loadWriters();
    const csv = (store: LensStore): string | undefined => mapSources(store)[0]?.write(writers, 'csv', 4).split('\n')[0];
    expect(csv(storeOf(4))).toBe('x1,x3,c');
    expect(csv(storeOf(4, 'anchors'))).toBe('p,q,c');
  });

  it('is the input as a vector, and nothing before there is one', async () => {
    const writers = await loadWriters();
    const store = storeOf(4);
    expect(JSON.parse(inputSources(store)[0]?.write(writers, 'json', 'exact') ?? '')).toEqual([0.3, 0, -0.7, 0]);
    const none = { ...store, session: { ...store.session, inspection: null } };
    expect([mapSources(none), inputSources(none)]).toEqual([[], []]);
  });
});

describe('the remembered choice', () => {
  it('is read as it was written, and is the first one where it was damaged', () => {
    const choice = { form: 'torch', precision: 'exact', source: 'slice' };
    expect(choiceFrom(JSON.parse(JSON.stringify(choice)))).toEqual(choice);
    for (const damaged of [null, 'x', 7, [], { form: 'word', precision: 1, source: 3 }])
      expect(choiceFrom(damaged)).toEqual(FIRST_CHOICE);
    expect(choiceFrom({ precision: 17 })).toEqual({ ...FIRST_CHOICE, precision: 17 });
    expect(PRECISIONS).toHaveLength(17);
  });
});

describe('the preview', () => {
  it('is the whole of a short text and the first lines of a long one', () => {
    expect(beginning('a\nb\n')).toBe('a\nb');
    const long = `${'12345, 6789\n'.repeat(500)}`;
    const shown = beginning(long);
    expect(long.startsWith(shown.slice(0, -2))).toBe(true);
    expect(shown.length).toBeLessThan(1203);
    expect(shown.endsWith('6789 …')).toBe(true);
    expect(beginning('9'.repeat(5000))).toBe(`${'9'.repeat(1200)} …`);
  });
});
