import { describe, expect, it } from 'vitest';
import { boundaryUnits, type Network, splineCode } from '../../../src/core/network';
import { forward } from '../../../src/core/network/forward';
import { localAffineMap } from '../../../src/core/network/localMap';
import { axisSlice, pointInInput } from '../../../src/core/slice/slice';
import { missingRow, withRows } from '../../../src/state/flows/largePointsFlow';
import { InspectionService } from '../../../src/state/inspecting/inspectionService';
import type { InspectionAnswer, PostedInspection } from '../../../src/state/inspecting/protocol';
import { isLarge } from '../../../src/state/large';
import { learnOutput, outputAt } from '../../../src/state/pinned';
import { learnSecond, type SecondInput, secondInput } from '../../../src/state/second';
import { rowDistance } from '../../../src/state/secondRows';
import type { Inspection, LensStore, Point2 } from '../../../src/state/types';
import { colourGroups } from '../../../src/views/panels/colourChoices';
import { seededNetwork } from '../../support/build';
import { wideNetwork } from '../../support/wideNetwork';

const POINT: Point2 = [0.3, -0.2];

const network = wideNetwork();
const slice = axisSlice(2);

/** The answers of a service to one message after the other, all turns taken. */
const answersTo = (...kinds: readonly ('inspect' | 'point')[]): InspectionAnswer[] =>
  answersOf(network, ...kinds.map((kind) => ({ kind, point: POINT })));

/** A message without what all of them have. */
type Asked = Pick<PostedInspection, 'kind' | 'point' | 'row'>;

function answersOf(asked: Network, ...messages: readonly Asked[]): InspectionAnswer[] {
  const answers: InspectionAnswer[] = [];
  let turns: (() => void)[] = [];
  const service = new InspectionService(
    { now: () => 0, yieldTurn: (callback) => turns.push(callback) },
    (message, transfer) => answers.push(structuredClone(message, { transfer: [...transfer] as ArrayBuffer[] })),
  );
  messages.forEach((message, i) => {
    service.submit({ ...message, number: i, network: i === 0 ? asked : null, slice });
  });
  while (turns.length > 0) {
    const due = turns;
    turns = [];
    for (const turn of due) turn();
  }
  return answers;
}

const stateOf = (): LensStore =>
  ({ lens: { second: POINT, pins: [POINT] }, session: { network, slice } }) as unknown as LensStore;

describe('a network too large for a drag', () => {
  it('is told from others', () => {
    expect(isLarge(network)).toBe(true);
    expect(isLarge(seededNetwork([2, 64, 64, 3], 1))).toBe(false);
  });

  it('is inspected in parts that are moved, not copied, and hold together', () => {
    const [found, rows, ...more] = answersTo('inspect');
    expect(more).toEqual([]);
    if (found?.kind !== 'found' || rows?.kind !== 'rows') throw new Error(`${found?.kind}, ${rows?.kind}`);
    const x = pointInInput(slice, POINT);
    expect(found.found.x).toEqual(x);
    expect(found.found.code).toEqual(splineCode(network, x));
    expect(found.found.output).toEqual(forward(network, x));
    expect(rows.rows.mapOutputs).toEqual([0]);
    expect(rows.rows.residual).toBeLessThan(1e-12);
    const map = localAffineMap(network, found.found.code);
    for (let k = 0; k < 2; k++) expect(rows.rows.map.A[k]).toBeCloseTo(map.A[k] as number, 9);
  });

  it('has its other points answered before an inspection goes on', () => {
    const answers = answersTo('inspect', 'point', 'point');
    expect(answers.map(({ kind, number }) => `${kind} ${number}`)).toEqual(['point 1', 'point 2', 'found 0', 'rows 0']);
    const [point] = answers;
    if (point?.kind !== 'point') throw new Error('no point');
    const at = pointInInput(slice, POINT);
    expect(point.input.onBoundary).toEqual(boundaryUnits(network, at));
    const state = stateOf();
    expect(secondInput(state)).toBeNull();
    expect(outputAt(state, POINT)).toBeNull();
    learnSecond(network, slice, POINT, point.input);
    learnOutput(network, slice, POINT, point.input.output);
    expect(secondInput(state)?.output).toEqual(forward(network, pointInInput(slice, POINT)));
    expect(outputAt(state, POINT)).toEqual(forward(network, pointInInput(slice, POINT)));
  });

  it('is compared at two points by rows of their maps, which are asked for one by one', () => {
    const wide = wideNetwork(6);
    const [first, there]: Point2[] = [POINT, [-0.4, 0.5]] as const;
    if (!first || !there) throw new Error('no points');
    const [found, rows] = answersOf(wide, { kind: 'inspect', point: first });
    if (found?.kind !== 'found' || rows?.kind !== 'rows') throw new Error('no inspection');
    const inspection = { ...found.found, ...rows.rows };
    const state = { lens: { second: there }, session: { network: wide, slice, inspection } } as unknown as LensStore;
    expect(missingRow(state)).toBeNull();
    const [point] = answersOf(wide, { kind: 'point', point: there });
    if (point?.kind !== 'point') throw new Error('no point');
    learnSecond(wide, slice, there, point.input);
    const distance = () => rowDistance(inspection as unknown as Inspection, secondInput(state) as SecondInput);
    const outputs = rows.rows.mapOutputs as readonly number[];
    for (const row of outputs) {
      expect(distance()).toBeNull();
      expect(missingRow(state)).toBe(row);
      const [answer] = answersOf(wide, { kind: 'point', point: there, row });
      if (answer?.kind !== 'point') throw new Error('no row');
      learnSecond(wide, slice, there, withRows(secondInput(state) as SecondInput, answer.input));
    }
    expect(missingRow(state)).toBeNull();
    const [a, b] = [inspection.code, point.input.code].map((code) => localAffineMap(wide, code).A) as [
      Float64Array,
      Float64Array,
    ];
    const squares = outputs.flatMap((row) =>
      [0, 1].map((k) => ((a[2 * row + k] as number) - (b[2 * row + k] as number)) ** 2),
    );
    const whole = Math.sqrt(squares.reduce((sum, square) => sum + square, 0));
    expect(whole).toBeGreaterThan(1);
    expect(Math.abs((distance() as number) - whole)).toBeLessThan(1e-9 * whole);
  });

  it('keeps the newest rows of a second point', () => {
    const row = (output: number) => ({ rows: new Map([[output, Float64Array.of(output)]]) }) as unknown as SecondInput;
    let second = row(0);
    for (let output = 1; output < 40; output++) second = withRows(second, row(output));
    expect([...(second.rows?.keys() ?? [])]).toEqual(Array.from({ length: 16 }, (_, i) => 24 + i));
  });

  it('has all colours, those that take passes a polytope among them', () => {
    const options = colourGroups('code', network, null).flatMap(({ options }) => options);
    for (const mode of ['distance', 'complexity', 'bend', 'inputNorm', 'active', 'softEntropy', 'softDistance'])
      expect(options.find(({ value }) => value === mode)?.disabled).toBe(false);
  });
});
