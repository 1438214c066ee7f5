import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PartitionReport } from '../../../src/core';
import { fixture, json, run, temporaryFolder } from './run';

const folder = temporaryFolder();

/** Three lines in general position, every crossing inside the square: 7 faces, 13 vertices, 19 edges. */
const threeLines = folder.write('lines.json', {
  name: 'three lines',
  layers: [
    {
      W: [
        [1, 0],
        [0, 1],
        [1, 1],
      ],
      b: [0, 0, -0.5],
    },
    { W: [[1, 2, -4]], b: [0.25] },
  ],
});
/** The tent map of depth 2 on [0, 1]: 4 pieces with kinks at ¼, ½ and ¾. */
const tent = folder.write('tent.json', {
  layers: [
    { W: [[1], [1]], b: [0, -0.5] },
    {
      W: [
        [2, -4],
        [2, -4],
      ],
      b: [0, -0.5],
    },
    { W: [[2, -4]], b: [0] },
  ],
  domain: [[0], [1]],
});

describe('partition --json', () => {
  it.each([
    ['mlp2_2x16', 468, 500, 967],
    ['mlp2_3x32', 4477, 4585, 9061],
    ['mlp2_10x20', 9865, 10057, 19921],
  ])('%s has its known partition', async (name, faces, vertices, edges) => {
    const report = await json<PartitionReport>('partition', fixture(name));
    expect([report.faces, report.vertices, report.edges]).toEqual([faces, vertices, edges]);
    expect(Math.abs(report.area - 4)).toBeLessThan(1e-12);
    expect(report.domainArea).toBe(4);
    const { areaError, continuity, residual, ...counts } = report.certificate ?? {};
    expect(counts).toEqual({
      euler: 1,
      codesChecked: faces,
      cellsChecked: faces,
      codeMismatches: 0,
      signViolations: 0,
      undecided: 0,
      merged: 0,
      residualsChecked: faces,
    });
    for (const value of [areaError, continuity, residual]) expect(value).toBeLessThan(1e-9);
  });

  it('has the fields of its description and nothing else', async () => {
    const report = await json('partition', threeLines, '--repeat', '3');
    expect(Object.keys(report).sort()).toEqual([
      'area',
      'certificate',
      'domainArea',
      'edges',
      'faces',
      'seconds',
      'vertices',
    ]);
    expect(Object.keys(report.certificate as object).sort()).toEqual([
      'areaError',
      'cellsChecked',
      'codeMismatches',
      'codesChecked',
      'continuity',
      'euler',
      'merged',
      'residual',
      'residualsChecked',
      'signViolations',
      'undecided',
    ]);
    const { best, median } = report.seconds as { best: number; median: number };
    expect(best).toBeGreaterThan(0);
    expect(median).toBeGreaterThanOrEqual(best);
    expect([report.faces, report.vertices, report.edges]).toEqual([7, 13, 19]);
  });

  it('measures areas in the metric of the slice', async () => {
    const { layers } = JSON.parse(readFileSync(threeLines, 'utf8')) as { layers: unknown };
    const slice = { origin: [0, 0], u: [2, 0], v: [1, 3] };
    const domain = [
      [0, 0],
      [0, 1],
      [1, 0],
    ];
    const report = await json('partition', folder.write('skew.json', { layers, slice, domain }));
    expect(report.domainArea).toBeCloseTo(3, 12);
    expect(report.area).toBeCloseTo(3, 12);
  });

  it('cuts by the first layers only with --layer', async () => {
    const first = await json<PartitionReport>('partition', fixture('mlp2_2x16'), '--layer', '1');
    const both = await json<PartitionReport>('partition', fixture('mlp2_2x16'), '--layer', '2');
    expect(first.faces).toBeLessThan(468);
    expect(both.faces).toBe(468);
    expect(first.certificate).toMatchObject({ euler: 1, codeMismatches: 0, signViolations: 0 });
    expect((await run('partition', threeLines, '--layer', '3')).error).toContain(
      "--layer: '3' is not a whole number from 1 to 2",
    );
  });

  it('cuts along the decision boundary with --decision, and leaves the certificate out when asked', async () => {
    const plain = await json<PartitionReport>('partition', threeLines);
    const decided = await json<PartitionReport>('partition', threeLines, '--decision', '--no-certificate');
    expect(decided.faces).toBeGreaterThan(plain.faces);
    expect(decided.certificate).toBeNull();
  });

  it('gives pieces and lengths for one input', async () => {
    const report = await json<PartitionReport>('partition', tent);
    expect([report.faces, report.edges, report.vertices, report.area, report.domainArea]).toEqual([4, 4, 5, 1, 1]);
    expect(report.certificate).toMatchObject({ euler: 1, codesChecked: 4, codeMismatches: 0, signViolations: 0 });
  });

  it('prints a table for people without --json', async () => {
    const { out, code } = await run('partition', threeLines);
    expect(code).toBe(0);
    expect(out).toMatch(/^network +three lines \(2-3-1\)\nfaces +7\nvertices +13\nedges +19\n/);
    expect(out).toMatch(/\neuler +1\n/);
  });
});

describe('partition --out', () => {
  interface Written {
    vertices: [number, number][];
    edges: { vertices: [number, number]; faces: [number, number]; units: [number, number][] }[];
    faces: { vertices: number[]; edges: number[]; code: string[]; area: number; centroid: [number, number] }[];
  }

  it('writes the complex as JSON that fits together', async () => {
    const file = folder.path('complex.json');
    await json('partition', threeLines, '--out', file);
    const { vertices, edges, faces } = JSON.parse(readFileSync(file, 'utf8')) as Written;
    expect([vertices.length, edges.length, faces.length]).toEqual([13, 19, 7]);
    expect(new Set(faces.map((face) => face.code.join())).size).toBe(7);
    expect(faces.reduce((sum, face) => sum + face.area, 0)).toBeCloseTo(4, 12);
    for (const [f, face] of faces.entries())
      for (const [i, e] of face.edges.entries()) {
        const ends = [face.vertices[i], face.vertices[(i + 1) % face.vertices.length]];
        expect(edges[e]?.vertices).toEqual(expect.arrayContaining(ends));
        expect(edges[e]?.faces).toContain(f);
      }
    for (const { faces: sides, units } of edges) {
      const [left, right] = sides.map((f) => faces[f]?.code.join(''));
      if (left === undefined || right === undefined) continue;
      const changed = [0, 1, 2].filter((unit) => left[unit] !== right[unit]).map((unit) => [1, unit]);
      expect(units).toEqual(changed);
    }
  });

  it('writes the pieces of one input with the values of f', async () => {
    const file = folder.path('pieces.json');
    await json('partition', tent, '--out', file);
    const written = JSON.parse(readFileSync(file, 'utf8')) as {
      vertices: number[];
      values: number[][];
      pieces: unknown[];
    };
    expect(written.vertices).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(written.values).toEqual([[0, 1, 0, 1, 0]]);
    expect(written.pieces).toHaveLength(4);
  });

  it('draws a polygon for each face, at equal scale, with titles', async () => {
    const file = folder.path('picture.svg');
    await json('partition', threeLines, '--out', file);
    const svg = readFileSync(file, 'utf8');
    expect(svg).toContain('viewBox="0 0 1024 1024"');
    expect(svg.match(/<polygon /g)).toHaveLength(7);
    expect(svg).toContain('<title>layer 1</title>');
    expect(svg).toContain('three lines: 7 polytopes');
    // The square's corners at the drawing's corners, q upwards: area of all polygons = the square's.
    const areas = [...svg.matchAll(/points="([^"]+)"/g)].map(([, points = '']) => shoelace(points));
    expect(areas.reduce((sum, area) => sum + area, 0)).toBeCloseTo(1000 * 1000, -2);
  });

  it('escapes names, and draws the graph of one input', async () => {
    const evil = folder.write('evil.json', {
      name: '</title><script>alert(1)</script>',
      layers: [
        { W: [[1], [1]], b: [0, -0.5] },
        { W: [[2, -4]], b: [0] },
      ],
    });
    const file = folder.path('evil.svg');
    await json('partition', evil, '--out', file);
    const svg = readFileSync(file, 'utf8');
    expect(svg).not.toContain('<script>');
    expect(svg).toContain('&lt;script&gt;');
    expect(svg.match(/<circle /g)).toHaveLength(4);
  });
});

function shoelace(points: string): number {
  const corners = points.split(' ').map((corner) => corner.split(',').map(Number) as [number, number]);
  const twice = corners.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = corners[(i + 1) % corners.length] as [number, number];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}
