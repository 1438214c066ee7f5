import { describe, expect, it } from 'vitest';
import { codeDistance, inputNorms, sliceBends } from '../../../src/core/analysis';
import { forward, preActivations, splineCode } from '../../../src/core/network';
import type { CellComplex } from '../../../src/core/partition/complex';
import { pointInInput } from '../../../src/core/slice/slice';
import { COLOUR_MODES, isPlainMode } from '../../../src/state/colourModes';
import { createComparedStore } from '../../../src/views/compare/comparedStore';
import { type Bench, opened } from './support';

const complexOf = ({ session }: Bench): CellComplex => {
  const { result } = session();
  if (!result?.complex) throw new Error('there is no complex');
  return result.complex;
};

const centroid = ({ centroids }: CellComplex, face: number): [number, number] => [
  centroids[2 * face] as number,
  centroids[2 * face + 1] as number,
];

const valuesOf = ({ session }: Bench): number[] => Array.from(session().colouring?.values ?? []);

describe('values that colour the polytopes', () => {
  it('are there for every mode that needs them, one a face or one an edge, and for no other', async () => {
    const page = await opened('space');
    const { actions, session, api } = page;
    for (const mode of COLOUR_MODES) {
      actions.setColour(mode);
      await api.idle();
      const { complex } = session().result ?? {};
      const count = mode === 'bend' ? (complex?.edgeFaces.length ?? 0) / 2 : complex?.areas.length;
      const colouring = session().colouring;
      if (isPlainMode(mode)) expect(colouring, mode).toBeNull();
      else expect(colouring, mode).toMatchObject({ problem: null, values: { length: count } });
    }
  });

  it('agree with forward passes at the centroids', async () => {
    const page = await opened('blobs');
    const { actions, session, api } = page;
    const { network, slice } = session();
    const complex = complexOf(page);
    const inputs = Array.from(complex.areas.keys(), (face) => pointInInput(slice, centroid(complex, face)));
    const expectEach = async (wanted: (x: Float64Array) => number): Promise<void> => {
      await api.idle();
      const values = valuesOf(page);
      inputs.forEach((x, face) => {
        expect(values[face]).toBeCloseTo(wanted(x), 8);
      });
    };
    actions.setColour('confidence');
    await expectEach((x) => {
      const exponentials = forward(network, x).map(Math.exp);
      return Math.max(...exponentials) / exponentials.reduce((sum, value) => sum + value, 0);
    });
    actions.setColour('logit');
    actions.setColourOutput(2);
    await expectEach((x) => forward(network, x)[2] as number);
    actions.setColour('preActivation');
    actions.setColourUnit({ layer: 2, unit: 3 });
    await expectEach((x) => preActivations(network, x)[1]?.[3] as number);
    actions.setColour('unitState');
    await expectEach((x) => Number((preActivations(network, x)[1]?.[3] as number) > 0));
    actions.setColour('active');
    await expectEach((x) =>
      preActivations(network, x)
        .slice(0, -1)
        .reduce((sum, z) => sum + z.filter((value) => value > 0).length, 0),
    );
  });

  it('of maps are the core’s', async () => {
    const page = await opened();
    const { actions, session, api } = page;
    const { network, slice } = session();
    actions.setColour('inputNorm');
    await api.idle();
    expect(session().colouring?.values).toEqual(inputNorms(network, complexOf(page)).spectral);
    actions.setColour('bend');
    await api.idle();
    expect(session().colouring?.values).toEqual(sliceBends(network, slice, complexOf(page)));
  });

  it('follow the selected point where they are distances from its code', async () => {
    const page = await opened();
    const { actions, session, api } = page;
    const { network, slice } = session();
    actions.setColour('hamming');
    await api.idle();
    const complex = complexOf(page);
    const { words } = complex.layout;
    for (const point of [
      [0.4, -0.3],
      [-0.7, 0.2],
    ] as const) {
      actions.setPoint(point);
      const code = splineCode(network, pointInInput(slice, point));
      const wanted = Array.from(complex.areas.keys(), (face) =>
        codeDistance(complex.layout, complex.codes.subarray(face * words, (face + 1) * words), code),
      );
      expect(valuesOf(page)).toEqual(wanted.map(({ total }) => total));
      expect(valuesOf(page)[session().inspection?.face ?? -1]).toBe(0);
    }
  });

  it('come with each new partition', async () => {
    const page = await opened();
    const { actions, session, api, controller } = page;
    actions.setColour('sliceNorm');
    await api.idle();
    let bare = 0;
    const stop = controller.store.subscribe(({ session: now }) => {
      if (now.result?.generation !== now.colouring?.generation) bare++;
    });
    actions.setDomain([
      [-0.4, -0.4],
      [0.4, -0.4],
      [0.4, 0.4],
      [-0.4, 0.4],
    ]);
    await api.idle();
    stop();
    expect(bare).toBe(0);
    expect(session().colouring?.values).toHaveLength(complexOf(page).areas.length);
  });

  it('belong to one input, too: the pieces and their kinks', async () => {
    const page = await opened('tent');
    const { actions, session, api } = page;
    const pieces = (session().result?.interval?.vertices.length ?? 0) - 1;
    for (const [mode, count] of [
      ['area', pieces],
      ['lastCut', pieces],
      ['inputNorm', pieces],
      ['bend', pieces + 1],
    ] as const) {
      actions.setColour(mode);
      await api.idle();
      expect(session().colouring, mode).toMatchObject({ problem: null, values: { length: count } });
    }
  });

  it('of another time are that time’s own', async () => {
    const page = await opened();
    const { actions, session, api, model, controller, lens } = page;
    actions.setColour('inputNorm');
    actions.keepTime(true);
    actions.play();
    model().train(8);
    actions.pause();
    await api.idle();
    const { compared, comparedColouring, colouring } = session();
    if (!compared?.complex) throw new Error('nothing is compared');
    expect(comparedColouring?.values).toEqual(inputNorms(compared.network, compared.complex).spectral);
    expect(comparedColouring?.values).not.toEqual(colouring?.values);
    expect(createComparedStore(controller.store).store.getState().session.colouring).toBe(comparedColouring);
    actions.setColour('hamming');
    await api.idle();
    const code = splineCode(compared.network, pointInInput(compared.slice, lens().point));
    const first = session().comparedColouring?.values?.[0];
    expect(first).toBe(codeDistance(compared.complex.layout, compared.complex.codes, code).total);
    actions.keepTime(false);
    expect(session().comparedColouring).toBeNull();
  });
});

describe('values that cannot be had', () => {
  it('say why: maps of a cut by the first layers, units that are not cut or not there', async () => {
    const page = await opened();
    const { actions, session, api } = page;
    actions.setColour('inputNorm');
    actions.setUpToLayer(1);
    await api.idle();
    expect(session().colouring).toMatchObject({ values: null, problem: /cut by the first layers only/ });
    actions.setColour('unitState');
    actions.setColourUnit({ layer: 2, unit: 0 });
    await api.idle();
    expect(session().colouring).toMatchObject({ values: null, problem: /layer 2 is not cut/ });
    await api.load({ ...api.state(), colour: 'preActivation', colourUnit: { layer: 9, unit: 9 } });
    await api.idle();
    expect(session().colouring).toMatchObject({ values: null, problem: /unit 9 of layer 9 does not exist/ });
    await api.load({ ...api.state(), colour: 'logit', colourOutput: 5 });
    await api.idle();
    expect(session().colouring).toMatchObject({ values: null, problem: /output 5 does not exist/ });
  });

  it('are computed again when asked after they were cancelled', async () => {
    const { actions, session, api } = await opened();
    actions.setColour('bend');
    expect(session().colouring).toMatchObject({ values: null, problem: null });
    actions.cancelPartition();
    expect(session().colouring).toMatchObject({ values: null, problem: 'cancelled' });
    actions.computeColouring();
    await api.idle();
    expect(session().colouring).toMatchObject({ problem: null });
    expect(session().colouring?.values).not.toBeNull();
  });
});

describe('what is chosen', () => {
  it('is a unit or output that the network has; another is refused', async () => {
    const { actions, lens, notices } = await opened('blobs');
    const before = lens();
    actions.setColourUnit({ layer: 9, unit: 0 });
    actions.setColourOutput(40);
    expect(lens()).toEqual(before);
    expect(notices().join()).toMatch(/no gated unit 0 in layer 9.*Output 40 of \d+/);
  });

  it('falls on the nearest unit when a mode by unit is chosen', async () => {
    const { actions, lens, api } = await opened();
    await api.load({ ...api.state(), colourUnit: { layer: 7, unit: 500 } });
    actions.setColour('unitState');
    const { layers } = JSON.parse(api.network()) as { layers: { b: number[] }[] };
    const hidden = layers.slice(0, -1);
    expect(lens().colourUnit).toEqual({ layer: hidden.length, unit: (hidden.at(-1)?.b.length ?? 0) - 1 });
  });

  it('lists hidden layers once each, in order, and refuses what is no layer', async () => {
    const { actions, lens, notices } = await opened();
    actions.setHiddenLayers([3, 1, 3]);
    actions.setShowDual(true);
    expect(lens()).toMatchObject({ hiddenLayers: [1, 3], showDual: true });
    actions.setHiddenLayers([0]);
    expect(lens().hiddenLayers).toEqual([1, 3]);
    expect(notices().join()).toMatch(/hiddenLayers\[0\] is not a layer/);
  });
});
