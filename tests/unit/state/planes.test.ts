import { describe, expect, it } from 'vitest';
import { pointInInput, projectOnSlice } from '../../../src/core/slice/slice';
import { deviationAlong, meanOf } from '../../../src/core/slice/spread';
import { encodeLink } from '../../../src/state/link';
import { randomAxes } from '../../../src/state/slices/dataFacts';
import type { DataSet, LensState, SliceKind, SliceSpec } from '../../../src/state/types';
import { expectClose, expectDataInside, expectWhole, inside } from './planeSupport';
import { opened } from './support';

describe('kinds of plane', () => {
  it.each(['axes', 'random', 'principal'] as const)(
    '%s: holds the data’s projection, and the point is projected',
    async (kind) => {
      const bench = await opened('space');
      const before = pointInInput(bench.session().slice, bench.lens().point);
      await bench.actions.setSliceKind(kind);
      expect(bench.lens().slice.kind).toBe(kind);
      const { slice, data } = bench.session();
      expectClose(bench.lens().point, projectOnSlice(slice, before));
      expectDataInside(bench.lens(), data as DataSet, slice);
      await expectWhole(bench);
    },
  );

  it('axes go through the selected input, which stays', async () => {
    const bench = await opened('space');
    bench.actions.setPoint([0.4, 0.7]);
    const before = pointInInput(bench.session().slice, bench.lens().point);
    await bench.actions.setSliceKind('axes');
    expectClose(pointInInput(bench.session().slice, bench.lens().point), before);
  });

  it('the selected input comes through them unharmed, as long as nothing moves the point', async () => {
    const { actions, lens, session } = await opened('space');
    actions.setPoint([0.4, 0.7]);
    const before = pointInInput(session().slice, lens().point);
    await actions.setSliceKind('random');
    await actions.setSlice({ kind: 'random', seed: 5, offsets: [] }, true);
    await actions.setSliceKind('axes');
    expectClose(pointInInput(session().slice, lens().point), before);
    await actions.setSliceKind('random');
    actions.setPoint([0.1, 0.1]);
    const moved = pointInInput(session().slice, lens().point);
    await actions.setSliceKind('axes');
    expectClose(pointInInput(session().slice, lens().point), moved);
  });

  it.each([['random'], ['principal'], ['axes'], ['random', 'principal', 'axes']] as const)(
    'what was left comes back to the last bit, with its link, by way of %s',
    async (...kinds) => {
      const bench = await opened('space');
      const { actions, lens, controller, api } = bench;
      const link = () => encodeLink(lens(), controller.initial() as LensState);
      actions.setPoint([0.1 + 0.2, 1 / 7]);
      actions.setViewport({ centre: [0.3, 0.1], span: 1.7 });
      await api.idle();
      const [before, linkBefore] = [lens(), link()];
      for (const kind of kinds) await actions.setSliceKind(kind);
      const there = lens();
      await actions.setSliceKind('anchors');
      expect(lens()).toEqual(before);
      expect(link()).toEqual(linkBefore);
      // And there again.
      await actions.setSliceKind(kinds.at(-1) as SliceKind);
      expect(lens()).toEqual(there);
      // What was moved there is taken along, though.
      actions.setPoint([0.5, 0.25]);
      await actions.setSliceKind('anchors');
      expect(lens().point).not.toEqual(before.point);
    },
  );

  it('anchors come back as they were left', async () => {
    const { actions, lens } = await opened('space');
    actions.setAnchor(2, { kind: 'mix', terms: [[3, 1]] });
    const { slice } = lens();
    await actions.setSliceKind('random');
    await actions.setSliceKind('anchors');
    expect(lens().slice).toEqual(slice);
  });

  it('a scene in the plane gets three data points of different classes as anchors', async () => {
    const bench = await opened('blobs');
    await bench.actions.setSliceKind('anchors');
    const { slice } = bench.lens();
    const { data } = bench.session();
    if (slice.kind !== 'anchors') throw new Error('no anchors');
    const classes = slice.anchors.map((anchor) =>
      anchor.kind === 'mix' ? data?.targets[anchor.terms[0]?.[0] ?? -1] : null,
    );
    expect(new Set(classes).size).toBe(3);
    await expectWhole(bench);
  });

  it('without data there is no principal plane, and the rest works', async () => {
    const bench = await opened('space');
    const rows = [
      [1, 2, 3, 4],
      [0.5, -1, 1, 2],
    ];
    await bench.actions.importNetwork(
      JSON.stringify({
        layers: [
          { W: rows, b: [0, 0.1] },
          { W: [[1, -1]], b: [0] },
        ],
      }),
      'n',
    );
    await bench.actions.setSliceKind('principal');
    expect(bench.lens().slice.kind).toBe('axes');
    expect(bench.notices().join()).toMatch(/principal components need data/);
    for (const kind of ['random', 'anchors'] as const) {
      await bench.actions.setSliceKind(kind);
      expect(bench.lens().slice.kind).toBe(kind);
      await expectWhole(bench);
    }
  });

  it('moves along a direction by so many standard deviations of the data', async () => {
    const bench = await opened('space');
    await bench.actions.setSliceKind('random');
    const still = bench.session().slice;
    await bench.actions.setSlice({ kind: 'random', seed: 1, offsets: [[2, 1.5]] });
    const moved = bench.session().slice;
    const data = bench.session().data as DataSet;
    const { directions } = randomAxes(data, 3, 1);
    const normal = directions[2] as Float64Array;
    const length = 1.5 * deviationAlong(data, meanOf(data), normal);
    expectClose(
      moved.origin,
      still.origin.map((value, i) => value + length * (normal[i] as number)),
      12,
    );
    expect(moved.e1).toEqual(still.e1);
    expectClose(still.origin, meanOf(data), 12);
  });

  it.each<[string, SliceSpec, RegExp]>([
    [
      'a direction that does not exist',
      { kind: 'random', seed: 1, offsets: [[3, 1]] },
      /direction 3 does not exist, there are 3/,
    ],
    [
      'a direction of the plane itself',
      { kind: 'random', seed: 1, offsets: [[1, 1]] },
      /moved along direction 1, which lies in it/,
    ],
    ['one component twice', { kind: 'principal', components: [1, 1], offsets: [] }, /directions are both 1/],
    ['an input that does not exist', { kind: 'axes', axes: [0, 1], values: [[3, 1]] }, /input 3 does not exist/],
    [
      'a value for one input twice',
      {
        kind: 'axes',
        axes: [0, 1],
        values: [
          [2, 1],
          [2, 2],
        ],
      },
      /index twice/,
    ],
    ['a seed that is none', { kind: 'random', seed: -1, offsets: [] }, /seed is negative/],
    [
      'a data point that does not exist',
      { kind: 'axes', axes: [0, 1], through: { kind: 'mix', terms: [[9, 1]] } },
      /data point 9 of 6/,
    ],
  ])('refuses %s and keeps what it had', async (_, spec, message) => {
    const { actions, lens, session, notices } = await opened('space');
    const before = [lens(), session().slice];
    await actions.setSlice(spec);
    expect([lens(), session().slice]).toEqual(before);
    expect(notices().join()).toMatch(message);
  });

  it('lets the newest wish win', async () => {
    const bench = await opened('space');
    await Promise.all([
      bench.actions.setSliceKind('principal'),
      bench.actions.setSlice({ kind: 'random', seed: 9, offsets: [] }, true),
    ]);
    expect(bench.lens().slice).toEqual({ kind: 'random', seed: 9, offsets: [] });
    await expectWhole(bench);
  });

  it('fits its own view again, not the scene’s', async () => {
    const bench = await opened('space');
    await bench.actions.setSliceKind('random');
    const { domain } = bench.lens();
    bench.actions.setDomain([
      [0, 0],
      [0.1, 0],
      [0, 0.1],
    ]);
    bench.actions.resetView();
    expect(bench.lens().domain).toEqual(domain);
  });
});

describe('inputs that are typed or painted', () => {
  it('become anchor a, with the point on it, and the other anchors stay in the picture', async () => {
    const bench = await opened('space');
    const places = [pointInInput(bench.session().slice, [1, 0]), pointInInput(bench.session().slice, [0, 1])];
    await bench.actions.setInput({ kind: 'input', values: [0.3, 0.2, -0.6] });
    const { slice, point } = bench.lens();
    expect(slice).toMatchObject({ kind: 'anchors', anchors: [{ kind: 'input', values: [0.3, 0.2, -0.6] }, {}, {}] });
    expectClose(pointInInput(bench.session().slice, point), [0.3, 0.2, -0.6]);
    expectClose(pointInInput(bench.session().slice, [1, 0]), places[0] as Float64Array);
    expectClose(pointInInput(bench.session().slice, [0, 1]), places[1] as Float64Array);
    await expectWhole(bench);
  });

  it.each(['random', 'principal'] as const)('make anchors of a %s plane', async (kind) => {
    const bench = await opened('space');
    await bench.actions.setSliceKind(kind);
    await bench.actions.setInput({ kind: 'input', values: [0.3, 0.2, -0.6] });
    expect(bench.lens().slice.kind).toBe('anchors');
    expectClose(pointInInput(bench.session().slice, bench.lens().point), [0.3, 0.2, -0.6]);
    expect(inside(bench.lens(), ...bench.lens().point)).toBe(true);
    await expectWhole(bench);
  });

  it('move a slice by two axes through them, listing what differs', async () => {
    const bench = await opened('space');
    await bench.actions.setSlice({ kind: 'axes', axes: [0, 2], through: { kind: 'mix', terms: [[2, 1]] } }, true);
    await bench.actions.setInput({ kind: 'input', values: [0.5, -0.25, 0.125] });
    expect(bench.lens()).toMatchObject({
      slice: { kind: 'axes', axes: [0, 2], through: { kind: 'mix', terms: [[2, 1]] }, values: [[1, -0.25]] },
      point: [0.5, 0.125],
    });
    expectClose(pointInInput(bench.session().slice, bench.lens().point), [0.5, -0.25, 0.125], 15);
    await bench.actions.setInput({ kind: 'mix', terms: [[5, 1]] });
    expect(bench.lens().slice).toEqual({ kind: 'axes', axes: [0, 2], through: { kind: 'mix', terms: [[5, 1]] } });
    expectClose(pointInInput(bench.session().slice, bench.lens().point), [1, 1, 1], 15);
  });

  it('that lie on the others leave the last good plane', async () => {
    const { actions, lens, notices } = await opened('space');
    const before = lens();
    await actions.setInput({ kind: 'input', values: [0, 1, 0] });
    expect(lens()).toBe(before);
    expect(notices().join()).toMatch(/equal/);
    await actions.setInput({ kind: 'input', values: [0, 1] });
    expect(notices().join()).toMatch(/the input has 2 values/);
  });
});
