import { describe, expect, it } from 'vitest';
import { forward } from '../../../src/core/network';
import { faceCount } from '../../../src/core/partition/complex';
import { pointInInput } from '../../../src/core/slice/slice';
import type { Point2 } from '../../../src/state/types';
import { bench, opened } from './support';

const TRIANGLE: readonly Point2[] = [
  [-0.5, -0.5],
  [0.5, -0.5],
  [0, 0.5],
];

describe('opening a scene', () => {
  it('gives network, data, partition, certificate and inspection that belong together', async () => {
    const { session, lens } = await opened();
    const { result, network, slice, inspection, phase, data } = session();
    expect(phase).toBe('ready');
    expect(data?.inputSize).toBe(2);
    expect(result?.network).toBe(network);
    expect(result?.slice).toBe(slice);
    expect(result?.certificate).toMatchObject({ euler: 1, codeMismatches: 0, signViolations: 0 });
    const x = pointInInput(slice, lens().point);
    expect(inspection?.output).toEqual(forward(network, x));
    expect(inspection?.residual).toBeLessThan(1e-12);
    expect(inspection?.face).toBeGreaterThanOrEqual(0);
    const words = result?.complex?.layout.words ?? 0;
    const face = inspection?.face ?? -1;
    expect(result?.complex?.codes.slice(face * words, (face + 1) * words)).toEqual(inspection?.code);
  });

  it('starts the model only after the first partition', async () => {
    const { controller, models, session, api } = bench();
    const order: string[] = [];
    controller.store.subscribe(
      ({ session: { result } }) => result !== null,
      () => order.push(`painted, ${models.length} models`),
    );
    await controller.start('https://example.org/');
    await api.idle();
    expect(order).toEqual(['painted, 0 models']);
    expect(models).toHaveLength(1);
    expect(session().model).toMatchObject({ phase: 'ready', backend: 'cpu', engineDifference: 1e-7 });
  });

  it('keeps what it had when a scene does not exist or its files do not come', async () => {
    const { actions, lens, session, notices } = await opened();
    const before = [lens(), session().network, session().result];
    await actions.openScene('nowhere');
    expect([lens(), session().network, session().result]).toEqual(before);
    expect(notices().join()).toMatch(/could not be opened: unknown scene: nowhere/);
  });

  it('lets the newest of two openings win', async () => {
    const { actions, lens, api } = await opened();
    await Promise.all([actions.openScene('circles'), actions.openScene('xor')]);
    await api.idle();
    expect(lens().scene).toBe('xor');
  });

  it('opens a network with one input on an interval', async () => {
    const { session, lens, actions, api } = await opened('tent');
    const { interval, complex, certificate, outputs } = session().result ?? {};
    expect(complex).toBeNull();
    expect(interval?.vertices.length).toBe((outputs?.length ?? 0) + 1);
    expect(certificate?.euler).toBe(1);
    expect(session().inspection?.face).toBeGreaterThanOrEqual(0);
    actions.setDomain(TRIANGLE);
    expect(lens().domain).toHaveLength(2);
    const report = await api.partition();
    expect(report).toMatchObject({
      faces: outputs?.length,
      vertices: interval?.vertices.length,
      area: 1,
      domainArea: 1,
    });
  });
});

describe('point and view', () => {
  it('inspects in the same call as the point moves, and finds its face', async () => {
    const { actions, session } = await opened();
    actions.setPoint([0.9, -0.9]);
    const { inspection, result } = session();
    expect(Array.from(inspection?.x ?? [])).toEqual([0.9, -0.9]);
    const face = inspection?.face ?? -1;
    const words = result?.complex?.layout.words ?? 0;
    expect(result?.complex?.codes.slice(face * words, (face + 1) * words)).toEqual(inspection?.code);
    actions.setPoint([50, 50]);
    expect(session().inspection?.face).toBe(-1);
  });

  it('refuses points, domains and layers that cannot be, and says so', async () => {
    const { actions, lens, told } = await opened();
    const before = lens();
    actions.setPoint([Number.NaN, 0]);
    actions.setDomain([...TRIANGLE].reverse());
    actions.setDomain([
      [0, 0],
      [1, 0],
    ]);
    actions.setUpToLayer(9);
    actions.setTraining({ learningRate: -1 });
    expect(lens()).toBe(before);
    expect(told()).toHaveLength(5);
    expect(told().join()).toMatch(/clockwise.*need a polygon.*Layer 9 of 3.*learningRate is not positive/s);
  });

  it('cuts another domain, fewer layers, and along the decision', async () => {
    const { actions, session, api } = await opened();
    const all = faceCount(session().result?.complex ?? (undefined as never));
    actions.setUpToLayer(1);
    await api.idle();
    const first = faceCount(session().result?.complex ?? (undefined as never));
    expect(first).toBeLessThan(all);
    actions.setUpToLayer(null);
    actions.setDecision(true);
    await api.idle();
    expect(session().result?.complex?.classes).not.toBeNull();
    actions.setDomain(TRIANGLE);
    expect(await api.partition()).toMatchObject({ domainArea: 0.5 });
    actions.resetView();
    expect((await api.partition()).domainArea).toBeCloseTo(4.84, 12);
  });

  it('shows what is hovered and lit, without a new state of the link', async () => {
    const { actions, lens, session } = await opened();
    const before = lens();
    actions.hover(3);
    actions.lightUnit(7);
    expect(session()).toMatchObject({ hoverFace: 3, litUnit: 7 });
    expect(lens()).toBe(before);
  });
});

describe('anchors', () => {
  it('exchanges one, and the other two stay in the picture', async () => {
    const { actions, session, lens, api } = await opened('space');
    const { slice } = session();
    actions.setAnchor(2, { kind: 'mix', terms: [[3, 1]] });
    expect(session().slice).not.toBe(slice);
    expect(Array.from(pointInInput(session().slice, [1, 0]))).toEqual([1, 0, 0]);
    expect(lens().slice).toMatchObject({ kind: 'anchors', at: [0, 0] });
    await api.idle();
    expect(session().result?.slice).toBe(session().slice);
  });

  it('moves one inside the plane, and the picture stays', async () => {
    const { actions, session, lens } = await opened('space');
    const before = session().slice;
    actions.moveAnchor(1, [0.5, 0.75]);
    for (const axis of ['origin', 'e1', 'e2'] as const)
      for (const [i, value] of session().slice[axis].entries())
        expect(value).toBeCloseTo(before[axis][i] as number, 12);
    expect(lens().slice).toMatchObject({
      anchors: [
        {},
        {
          kind: 'mix',
          terms: [
            [0, -0.25],
            [1, 0.5],
            [2, 0.75],
          ],
        },
        {},
      ],
    });
  });

  it.each([
    ['equal', { kind: 'mix', terms: [[1, 1]] }, /equal/],
    ['collinear', { kind: 'mix', terms: [[4, 1]] }, /one line/],
    ['missing', { kind: 'mix', terms: [[99, 1]] }, /data point 99 of 6/],
    ['too short', { kind: 'input', values: [1, 2] }, /anchor C has 2 values/],
    ['NaN', { kind: 'input', values: [1, 2, Number.NaN] }, /no finite number/],
  ] as const)('%s: a message, and the last good plane stays', async (_, anchor, message) => {
    const { actions, session, lens, notices } = await opened('space');
    const before = [session().slice, lens()];
    actions.setAnchor(2, anchor);
    expect([session().slice, lens()]).toEqual(before);
    expect(notices().join()).toMatch(message);
  });
});
