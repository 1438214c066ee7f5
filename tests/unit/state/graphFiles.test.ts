import { expect, it } from 'vitest';
import { checkGraph, evaluateGraph } from '../../../src/core/graph';
import { forward } from '../../../src/core/network';
import { pointInInput } from '../../../src/core/slice/slice';
import { readGraphJson } from '../../../src/formats/graphJson';
import { writeGraphNpz } from '../../../src/formats/graphTensors';
import { writeOnnx } from '../../../src/formats/onnx';
import { smallCnn } from '../../support/smallCnn';
import { bench } from './support';

const x = Float64Array.from({ length: 64 }, (_, i) => Math.cos(3 * i));

it('a graph is imported, exported as plain JSON and opened again: the same values in the same plane', async () => {
  const [first, again] = [bench(), bench()] as const;
  const corners = ({ lens, session }: typeof first) =>
    lens().domain.flatMap((corner) => Array.from(pointInInput(session().slice, corner)));
  await first.actions.openScene('moons');
  expect(await first.api.importNetwork(writeGraphNpz(smallCnn()), 'small.npz'), first.told().join()).toBe(true);
  const text = first.api.network();
  const read = readGraphJson(text);
  if (!read.ok) throw new Error(read.error.message);
  expect(evaluateGraph(read.graph, x)).toEqual(evaluateGraph(checkGraph(smallCnn()), x));
  await again.actions.openScene('moons');
  expect(await again.api.importNetwork(text, 'again.json'), again.told().join()).toBe(true);
  expect(forward(again.session().network, x)).toEqual(forward(first.session().network, x));
  const [before, after] = [corners(first), corners(again)];
  expect(after.length).toBe(256);
  expect(Math.max(...after.map((value, i) => Math.abs(value - (before[i] as number))))).toBeLessThan(1e-12);
  // ONNX rounds to float32.
  expect(await again.api.importNetwork(writeOnnx(smallCnn()), 'small.onnx'), again.told().join()).toBe(true);
  const [rounded, exact] = [again, first].map(({ session }) => forward(session().network, x));
  expect(rounded?.[0]).toBeCloseTo(exact?.[0] as number, 6);
});

it('what no network is read from is refused by its own reader, and nothing changes', async () => {
  const { actions, api, notices, lens } = bench();
  await actions.openScene('moons');
  const before = lens();
  const npz = writeGraphNpz(smallCnn());
  for (const [content, name, says] of [
    [writeOnnx(smallCnn()).subarray(0, 200), 'cut.onnx', /cut\.onnx: .*(damaged|missing|gives|input)/],
    ['{"nodes":[{"name":"a","op":"dense"}],"output":"a"}', 'bad.json', /bad\.json: nodes\[0\] "a"/],
    ['{"layers":[{"W":[[1]]}]}', 'chain.json', /chain\.json: layers\[0\]\.b: missing/],
    [npz.subarray(0, npz.length - 30), 'cut.npz', /cut\.npz: .*archive/],
  ] as const) {
    expect(await api.importNetwork(content, name), name).toBe(false);
    expect(notices().at(-1), name).toMatch(says);
    expect(lens(), name).toBe(before);
  }
});

it('says where the lens stops, and that norms and attention are what stops it', async () => {
  const { actions, api, notices, session } = bench();
  await actions.openScene('moons');
  const weights = [
    [1, 2],
    [-1, 0.5],
  ];
  const file = (stop: Record<string, unknown>): string =>
    JSON.stringify({
      nodes: [
        { name: 'x', op: 'input', shape: [2] },
        { name: 'first', op: 'dense', inputs: ['x'], units: 2, weights },
        { name: 'gelu', op: 'activation', inputs: ['first'], activation: 'gelu' },
        { name: 'stop', inputs: ['gelu'], ...stop },
        { name: 'out', op: 'dense', inputs: ['stop'], units: 2, weights },
      ],
      output: 'out',
    });
  for (const [stop, says] of [
    [{ op: 'layerNorm', axis: 0, epsilon: 1e-5, gamma: [1, 1], beta: [0, 0] }, 'divides by what it is given'],
    [
      { op: 'unknown', type: 'RMSNormalization' },
      'is a norm: it divides by what it is given, which is not computed here',
    ],
    [{ op: 'MultiHeadAttention' }, 'is attention: it weighs values by a softmax of their products'],
    [{ op: 'Fourier' }, 'is an op of type Fourier'],
  ] as const) {
    expect(await api.importNetwork(file(stop), 'file.json'), says).toBe(true);
    expect(notices().at(-1)).toContain(says);
    expect(notices().at(-1)).toMatch(/the lens stops before it and reads out "gelu"; 2 nodes are left out/);
    expect(session().network.layers.map(({ activation }) => activation.name)).toContain('gelu');
  }
});

it('what is neither JSON nor any file of a network is said to be that, not JSON with a fault', async () => {
  const { actions, api, notices } = bench();
  await actions.openScene('moons');
  for (const content of [new Uint8Array(100).fill(7), 'hello'])
    expect(await api.importNetwork(content, 'weights.npz')).toBe(false);
  expect(notices().at(-1)).toMatch(/^weights\.npz: no file of a network: plain JSON, tfjs, ONNX/);
  expect(await api.importNetwork('{"layers":[', 'net.json')).toBe(false);
  expect(notices().at(-1)).toMatch(/^net\.json: not valid JSON/);
});

it('a chain of dense layers is shown before it is taken, with its plane; what is none is refused with its fault', async () => {
  const { actions, api, lens, session, told } = bench();
  await actions.openScene('moons');
  const before = lens();
  const layers = [
    {
      W: [
        [1, 0],
        [0, 1],
        [1, 1],
      ],
      b: [0.1, 0.2, 0.5],
      activation: 'gelu',
    },
    { W: [[1, 1, 1]], b: [0] },
  ];
  const slice = { origin: [0.5, 0.25], u: [1, 0], v: [0, 1] };
  const domain = [
    [-2, -2],
    [2, -2],
    [2, 2],
    [-2, 2],
  ];
  expect(await actions.openChain(JSON.stringify({ name: 'mine', layers, slice, domain }), 'mine.json')).toBe(true);
  expect(session().openModel).toMatchObject({
    fileName: 'mine.json',
    reading: false,
    fault: null,
    summary: { name: 'mine', chain: true, parameters: 13, gatedUnits: 3, outputs: 1 },
  });
  expect(lens()).toBe(before);
  expect(await actions.acceptModel()).toBe(true);
  expect(session().openModel).toBeNull();
  expect(lens().network?.name).toBe('mine');
  expect(lens().domain).toEqual(domain);
  expect(Array.from(session().slice.origin)).toEqual([0.5, 0.25]);
  await api.idle();
  const taken = lens();
  expect(await actions.openChain(JSON.stringify({ name: 'other', layers }), 'other.json')).toBe(true);
  // What was shown before goes, too: there is nothing to accept any more.
  expect(await actions.openChain('{"layers":[{"W":[[1,2]]}]}', 'broken.json')).toBe(false);
  expect(session().openModel).toBeNull();
  expect(lens()).toBe(taken);
  expect(told().at(-1)).toMatch(/broken\.json.*layers\[0\]/);
});
