import { describe, expect, it } from 'vitest';
import { inspectReport } from '../../../src/core/report';
import { parseNetworkJson } from '../../../src/formats/networkJson';
import { writeSafetensors } from '../../../src/formats/safetensors';
import { writeNetworkSafetensors } from '../../../src/formats/writeNetworkSafetensors';
import { bench, opened } from './support';

function parseOrThrow(text: string) {
  const parsed = parseNetworkJson(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed;
}

describe('window.polytopeLens', () => {
  it('gives the partition with the fields of the command line, as plain JSON', async () => {
    const { api, session } = await opened();
    const report = await api.partition();
    expect(Object.keys(report)).toEqual(['faces', 'vertices', 'edges', 'area', 'domainArea', 'seconds', 'certificate']);
    expect(report.vertices - report.edges + report.faces).toBe(1);
    expect(report.area).toBeCloseTo(report.domainArea, 10);
    expect(report.seconds.best).toBe(session().result?.seconds);
    expect(Object.keys(report.certificate ?? {})).toEqual(
      expect.arrayContaining(['euler', 'areaError', 'codesChecked', 'codeMismatches', 'signViolations', 'undecided']),
    );
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('waits for the certificate of the newest partition', async () => {
    const { actions, api, session } = bench();
    const opening = actions.openScene('moons');
    const report = await api.partition();
    await opening;
    expect(report.certificate?.euler).toBe(1);
    expect(report.faces).toBe(session().result?.complex?.areas.length);
  });

  it('selects by slice coordinates and by input', async () => {
    const { api, lens } = await opened('space');
    expect(api.select([0.5, 0.125])).toEqual({ at: [0.5, 0.125], distance: 0 });
    expect(lens().point).toEqual([0.5, 0.125]);
    expect(api.select([0.25, 0.75, 2])).toEqual({ at: [0.25, 0.75], distance: 2 });
    expect(lens().point).toEqual([0.25, 0.75]);
    expect(() => api.select([1, 2, 3, 4])).toThrow(/4 values; give 2 \(slice coordinates\) or 3/);
    expect(() => api.select([Number.NaN, 0])).toThrow(/value 0 is NaN/);
  });

  it('inspects like the command line', async () => {
    const { api, session } = await opened('space');
    const { network, slice } = session();
    expect(api.inspect([0.5, 0.125])).toEqual(inspectReport(network, { slice, at: [0.5, 0.125] }));
    expect(api.inspect([0.5, 0.125]).map.A[0]).toHaveLength(2);
    expect(api.inspect([0.5, 0.125, 1]).map.A[0]).toHaveLength(3);
    expect(api.inspect([0.5, 0.125, 1])).not.toHaveProperty('nearestBoundaryInSlice');
  });

  it('names a boundary that the point lies on', async () => {
    const { actions, api } = await opened();
    const text = JSON.stringify({
      layers: [
        {
          W: [
            [1, 0],
            [1, 1],
          ],
          b: [0, 1],
        },
        { W: [[1, 1]], b: [0] },
      ],
    });
    await actions.importNetwork(text, 'lines.json');
    expect(api.inspect([0, 0.5])).toMatchObject({
      onBoundary: [{ layer: 1, unit: 0 }],
      nearestBoundary: { layer: 1, unit: 0, distance: 0 },
      code: [[0, 1]],
    });
  });

  it('takes a network as the bytes of a safetensors file, and says what was assumed of it', async () => {
    const { api, lens, notices } = await opened();
    const { network } = parseOrThrow('{"layers":[{"W":[[1,0.5],[0,1]],"b":[0,-2]},{"W":[[3,1]],"b":[0.25]}]}');
    expect(await api.importNetwork(writeNetworkSafetensors(network), 'mine.safetensors')).toBe(true);
    expect(lens().network?.name).toBe(network.name);
    expect(parseOrThrow(api.network()).network).toEqual(network);
    expect(notices()).toEqual([]);
    const tensors = (list: Record<string, number[][]>) =>
      writeSafetensors(
        Object.entries(list).map(([name, [shape = [], values = []]]) => ({
          name,
          type: 'F32',
          shape,
          data: Float32Array.from(values),
        })),
      );
    const bare = {
      'a.0.weight': [
        [1, 2],
        [1, 2],
      ],
      'a.0.bias': [[1], [0]],
    };
    const whole = { ...bare, 'a.1.weight': [[1, 1], [1]], 'a.1.bias': [[1], [0]] };
    expect(await api.importNetwork(tensors(whole), 'bare.safetensors')).toBe(true);
    expect(notices()).toEqual([expect.stringMatching(/^bare\.safetensors: The file names no activations: ReLU/)]);
    const before = api.state();
    expect(
      await api.importNetwork(
        tensors({
          'a.0.weight': [
            [1, 2],
            [1, 2],
          ],
        }),
      ),
    ).toBe(false);
    expect(notices().at(-1)).toBe('network: tensor "a.0.bias": missing; expected 1 values, zeros where it has none');
    expect(api.state()).toEqual(before);
  });

  it('works on a network with one input', async () => {
    const { api, lens } = await opened('tent');
    api.select([0.3]);
    expect(lens().point).toEqual([0.3, 0]);
    const report = api.inspect([0.3]);
    expect(report.nearestBoundary?.distance).toBeGreaterThan(0);
    expect(api.inspect([0.3, 0]).nearestBoundaryInSlice).toEqual(report.nearestBoundary);
  });

  it('gives copies of the state', async () => {
    const { api, lens } = await opened();
    const state = api.state();
    expect(state).toEqual(lens());
    expect(state.domain).not.toBe(lens().domain);
  });

  it('tells a bad link apart from a bad state', async () => {
    const { api, notices } = await opened();
    expect(await api.load('#v=7&scene=moons')).toBe(false);
    expect(await api.load(null)).toBe(false);
    expect(notices()[0]).toMatch(/version 7/);
    expect(api.notices()[1]).toMatchObject({ kind: 'error' });
  });
});
