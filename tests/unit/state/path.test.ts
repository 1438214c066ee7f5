import { describe, expect, it } from 'vitest';
import { codeLayout, entryOf, forward, splineCode } from '../../../src/core/network';
import { codeAt, pathPoint } from '../../../src/core/path';
import { pointInInput } from '../../../src/core/slice/slice';
import { walkedPath } from '../../../src/state/flows/pathFlow';
import type { PathSpec, WalkedPath } from '../../../src/state/types';
import { type Bench, opened } from './support';

async function walked({ api, session }: Bench): Promise<WalkedPath> {
  await api.idle();
  const { path } = session();
  if (!path || !('walk' in path)) throw new Error(`not walked: ${JSON.stringify(path)}`);
  return path;
}

const between = (a: readonly [number, number], b: readonly [number, number]): PathSpec => ({
  vertices: [
    { kind: 'slice', at: a },
    { kind: 'slice', at: b },
  ],
  layer: 0,
});

/** Every piece has the code of a forward pass at its middle, and f there. */
function expectExact({ walk, network, vertices }: WalkedPath): void {
  const { knots, values, outputSize } = walk;
  if (!('codes' in walk)) throw new Error('the codes of the pieces are missing');
  for (let piece = 0; piece + 1 < knots.length; piece++) {
    const [from, to] = [knots[piece] as number, knots[piece + 1] as number];
    if (to - from < 1e-9) continue;
    const x = pathPoint(vertices, (from + to) / 2);
    expect(codeAt(walk, piece)).toEqual(splineCode(network, x));
    const middle = forward(network, x);
    for (let k = 0; k < outputSize; k++) {
      const straight =
        ((values[piece * outputSize + k] as number) + (values[(piece + 1) * outputSize + k] as number)) / 2;
      expect(middle[k]).toBeCloseTo(straight, 8);
    }
  }
}

describe('a path', () => {
  it('is walked where the state puts it, and follows point, plane and weights', async () => {
    const page = await opened('moons');
    page.actions.setPath(between([-0.8, -0.5], [0.7, 0.6]));
    const first = await walked(page);
    expectExact(first);
    expect(first.inputs[0]).toEqual(pointInInput(page.session().slice, [-0.8, -0.5]));
    page.actions.movePathVertex(1, [0.2, -0.9]);
    const moved = await walked(page);
    expect(moved.spec.vertices[1]).toEqual({ kind: 'slice', at: [0.2, -0.9] });
    expectExact(moved);
    page.actions.setUnitWeights({ layer: 1, unit: 0 }, [0.5, -1.25], 0.125);
    const edited = await walked(page);
    expect(edited.network).not.toBe(moved.network);
    expectExact(edited);
  });

  it('starts at the selected input and goes to the second one, or to the nearest of another class', async () => {
    const page = await opened('moons');
    await page.api.idle();
    page.actions.startPath();
    const { inputs, spec } = await walked(page);
    const { data, inspection } = page.session();
    if (!data || !inspection) throw new Error('no data');
    expect(inputs[0]).toEqual(inspection.x);
    const index = spec.vertices[1]?.kind === 'mix' ? (spec.vertices[1].terms[0]?.[0] ?? -1) : -1;
    const winner = Number((inspection.output[0] as number) > 0);
    const distance = (i: number): number =>
      Math.hypot(...inspection.x.map((value, k) => value - (data.inputs[i * data.inputSize + k] as number)));
    const others = Array.from({ length: data.count }, (_, i) => i).filter((i) => data.targets[i] !== winner);
    expect(others).toContain(index);
    for (const i of others) expect(distance(i)).toBeGreaterThanOrEqual(distance(index));
    page.actions.setPath(null);
    page.actions.setSecond([0.5, 0.25]);
    page.actions.startPath();
    expect(page.lens().path?.vertices[1]).toEqual({ kind: 'slice', at: [0.5, 0.25] });
  });

  it('may be straight in the activations of a layer: its crossings are those of later layers', async () => {
    const page = await opened('moons');
    page.actions.setPath({ ...between([-0.8, -0.5], [0.7, 0.6]), layer: 1 });
    const path = await walked(page);
    expectExact(path);
    expect(path.network.layersBefore).toBe(1);
    expect(path.vertices[0]).toHaveLength(page.session().network.layers[0]?.outputSize ?? 0);
    // Both ends are activations of inputs: their codes are those that the whole network has there.
    const { network } = page.session();
    const whole = splineCode(network, path.inputs[0] as Float64Array);
    const { walk } = path;
    if (!('codes' in walk)) throw new Error('the codes of the pieces are missing');
    const { layout } = walk;
    const skipped = network.layers[0]?.outputSize ?? 0;
    for (let unit = 0; unit < layout.units; unit++)
      expect(entryOf(layout, codeAt(walk, 0), unit)).toBe(entryOf(codeLayout(network), whole, unit + skipped));
  });

  it('that does not fit is refused, or says so where the ground under it changes', async () => {
    const page = await opened('moons');
    page.actions.setPath({
      vertices: [
        { kind: 'input', values: [1] },
        { kind: 'slice', at: [0, 0] },
      ],
      layer: 0,
    });
    expect(page.lens().path).toBeNull();
    expect(page.session().notices.at(-1)?.text).toMatch(/point 1 of the path has 1 values, the network takes 2/);
    page.actions.setPath({ ...between([0, 0], [1, 1]), layer: 9 });
    expect(page.session().notices.at(-1)?.text).toMatch(/activations of layer 9/);
    page.actions.movePathVertex(0, [1, 1]);
    expect(page.lens().path).toBeNull();
    const { network, slice } = page.session();
    const far: PathSpec = {
      vertices: [
        { kind: 'mix', terms: [[5, 1]] },
        { kind: 'slice', at: [0, 0] },
      ],
      layer: 0,
    };
    expect(walkedPath(far, { network, slice, data: null })).toEqual({
      fault: 'point 1 of the path names a data point, but there are no data',
    });
  });

  it('is a step of the history by what it did, and a drag of it is one', async () => {
    const page = await opened('moons');
    await page.api.idle();
    page.actions.setPath(between([0, 0], [0.5, 0.5]));
    await page.api.idle();
    expect(page.session().history.undo).toBe('added a path');
    page.actions.beginGesture();
    for (const q of [0.1, 0.2, 0.3]) page.actions.movePathVertex(0, [0, q]);
    page.actions.commitGesture();
    await page.api.idle();
    expect(page.session().history.undo).toBe('moved the path');
    await page.actions.undo();
    expect(page.lens().path).toEqual(between([0, 0], [0.5, 0.5]));
    await page.actions.undo();
    expect(page.lens().path).toBeNull();
  });
});
