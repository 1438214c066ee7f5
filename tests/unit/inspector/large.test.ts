import { describe, expect, it } from 'vitest';
import { boundaryUnits, splineCode } from '../../../src/core/network';
import { forward } from '../../../src/core/network/forward';
import { localAffineMap } from '../../../src/core/network/localMap';
import { axisSlice, pointInInput } from '../../../src/core/slice/slice';
import { InspectionService } from '../../../src/state/inspecting/inspectionService';
import type { InspectionAnswer } from '../../../src/state/inspecting/protocol';
import { isLarge } from '../../../src/state/large';
import { learnOutput, outputAt } from '../../../src/state/pinned';
import { learnSecond, secondInput } from '../../../src/state/second';
import type { LensStore, Point2 } from '../../../src/state/types';
import { colourGroups } from '../../../src/views/panels/colourChoices';
import { seededNetwork } from '../../support/build';
import { wideNetwork } from '../../support/wideNetwork';

const POINT: Point2 = [0.3, -0.2];

const network = wideNetwork();
const slice = axisSlice(2);

/** The answers of a service to one message after the other, all turns taken. */
function answersTo(...kinds: readonly ('inspect' | 'point')[]): InspectionAnswer[] {
  const answers: InspectionAnswer[] = [];
  let turns: (() => void)[] = [];
  const service = new InspectionService(
    { now: () => 0, yieldTurn: (callback) => turns.push(callback) },
    (message, transfer) => answers.push(structuredClone(message, { transfer: [...transfer] as ArrayBuffer[] })),
  );
  kinds.forEach((kind, i) => {
    service.submit({ kind, number: i, network: i === 0 ? network : null, slice, point: POINT });
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

  it('has all colours, those that take passes a polytope among them', () => {
    const options = colourGroups('code', network, null).flatMap(({ options }) => options);
    for (const mode of ['distance', 'complexity', 'bend', 'inputNorm', 'active', 'softEntropy', 'softDistance'])
      expect(options.find(({ value }) => value === mode)?.disabled).toBe(false);
  });
});
