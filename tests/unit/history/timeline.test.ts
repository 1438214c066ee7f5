import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HISTORY_LIMITS } from '../../../src/state/history/history';
import { changeOf, joined, type Parts, sameValue } from '../../../src/state/history/parts';
import {
  amended,
  bytesOf,
  EMPTY_TIMELINE,
  recorded,
  redone,
  type Step,
  type Timeline,
  undone,
} from '../../../src/state/history/timeline';
import { weigh } from '../../../src/state/history/weigh';
import type { LensState } from '../../../src/state/types';
import { holds } from '../../support/holds';
import { lensState } from '../link/states';

const ROOMY = { steps: 1000, bytes: Number.MAX_SAFE_INTEGER };

/** A timeline through states, each reached from the one before in one step; steps between equal states are none. */
function through(states: readonly LensState[], limits = ROOMY): { timeline: Timeline; reached: LensState[] } {
  let timeline = EMPTY_TIMELINE;
  const reached = states.slice(0, 1);
  states.forEach((state, i) => {
    const change = i > 0 && changeOf(reached.at(-1) as Parts, state);
    if (!change) return;
    timeline = recorded(timeline, { ...change, id: i, name: null }, limits, state);
    reached.push(state);
  });
  return { timeline, reached };
}

const states = fc.array(lensState, { minLength: 2, maxLength: 12 });

describe('steps', () => {
  it('are taken back one by one, each to the very state before it, and done again', () => {
    holds(
      fc.property(states, (list) => {
        let { timeline, reached } = through(list);
        let state = reached.at(-1) as LensState;
        const seen = [state];
        for (let moved = undone(timeline); moved; moved = undone(timeline)) {
          timeline = moved.timeline;
          state = { ...state, ...moved.step.before };
          seen.unshift(state);
        }
        expect(seen).toEqual(reached);
        for (let moved = redone(timeline); moved; moved = redone(timeline)) {
          timeline = moved.timeline;
          state = { ...state, ...moved.step.after };
        }
        expect(state).toEqual(reached.at(-1));
        expect(timeline).toEqual(through(list).timeline);
      }),
      406,
      100,
    );
  });

  it('forget what could be done again once something new is done', () => {
    holds(
      fc.property(states, lensState, (list, other) => {
        const { timeline, reached } = through(list);
        const moved = undone(timeline);
        if (!moved) return;
        const change = changeOf({ ...(reached.at(-1) as LensState), ...moved.step.before }, other);
        if (!change) return;
        const next = recorded(moved.timeline, { ...change, id: 99, name: null }, ROOMY, other);
        expect(redone(next)).toBeNull();
        expect(next.past).toHaveLength(timeline.past.length);
      }),
      407,
      50,
    );
  });

  it('hold no more than the limits, and always the newest', () => {
    holds(
      fc.property(states, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 4000 }), (list, steps, bytes) => {
        const { timeline, reached } = through(list, { steps, bytes });
        expect(timeline.past.length).toBeLessThanOrEqual(steps);
        const all = through(list).timeline.past;
        expect(timeline.past).toEqual(all.slice(all.length - timeline.past.length));
        if (all.length > 0) expect(timeline.past.length).toBeGreaterThan(0);
        if (timeline.past.length > 1) expect(bytesOf(timeline, reached.at(-1))).toBeLessThanOrEqual(bytes);
      }),
      408,
      200,
    );
  });

  it('of large networks are as few as the page’s own budget holds', () => {
    let timeline = EMPTY_TIMELINE;
    let weights = new Array<number>(1e6).fill(0);
    for (let id = 1; id <= 12; id++) {
      const after = new Array<number>(1e6).fill(id);
      const step = { id, name: null, before: { weights }, after: { weights: after } };
      timeline = recorded(timeline, step, HISTORY_LIMITS, { weights: after });
      weights = after;
    }
    // Eight megabytes a state; the newest is the page's own.
    expect(timeline.past.map(({ id }) => id)).toEqual([9, 10, 11, 12]);
    expect(bytesOf(timeline, { weights })).toBeLessThanOrEqual(HISTORY_LIMITS.bytes);
  });

  it('grow where they stand, and vanish when what they did is taken back', () => {
    const step = (id: number, before: Parts, after: Parts): Step => ({ id, name: null, before, after });
    const one = step(1, { step: 0 }, { step: 4 });
    const two = step(2, { point: [0, 0] }, { point: [1, 0] });
    const timeline: Timeline = { past: [one, two], future: [] };
    const grown = amended(timeline, 1, { before: { step: 4 }, after: { step: 9 } });
    expect(grown?.past).toEqual([step(1, { step: 0 }, { step: 9 }), two]);
    expect(amended(timeline, 2, { before: { point: [1, 0] }, after: { point: [0, 0] } })?.past).toEqual([one]);
    expect(amended(timeline, 3, two)).toBeNull();
  });
});

describe('changes', () => {
  it('name exactly the parts that differ, by value', () => {
    holds(
      fc.property(lensState, lensState, (a, b) => {
        const change = changeOf(a, b);
        expect({ ...a, ...change?.after }).toEqual(b);
        expect({ ...b, ...change?.before }).toEqual(a);
        expect(changeOf(a, structuredClone(a))).toBeNull();
        for (const key of Object.keys(change?.after ?? {}) as (keyof LensState)[])
          expect(JSON.stringify(a[key])).not.toBe(JSON.stringify(b[key]));
      }),
      409,
      200,
    );
  });

  it('joined are what both did, and nothing where they cancel', () => {
    holds(
      fc.property(lensState, lensState, lensState, (a, b, c) => {
        const [first, second] = [changeOf(a, b), changeOf(b, c)];
        if (!first || !second) return;
        const whole = joined(first, second);
        expect({ ...a, ...whole?.after }).toEqual(c);
        expect({ ...c, ...whole?.before }).toEqual(a);
        const back = changeOf(b, a);
        expect(back && joined(first, back)).toBeNull();
      }),
      410,
      100,
    );
  });

  it('tell values apart as JSON does', () => {
    holds(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(sameValue(a, structuredClone(a))).toBe(true);
        if (sameValue(a, b)) expect(b).toEqual(a);
      }),
      411,
      100,
    );
  });
});

describe('bytes', () => {
  it('count what is shared once, and not what the present holds', () => {
    const weights = Array.from({ length: 1000 }, (_, i) => i);
    const one = weigh([{ weights }]);
    expect(one).toBeGreaterThan(8000);
    expect(one).toBeLessThan(8200);
    expect(weigh([{ weights }, { weights }]) - one).toBeLessThan(100);
    expect(weigh([{ weights: [...weights] }, { weights }]) - one).toBeGreaterThan(8000);
    expect(weigh([{ weights }], { weights })).toBeLessThan(100);
  });
});
