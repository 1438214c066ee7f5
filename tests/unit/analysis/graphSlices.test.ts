import { describe, expect, it } from 'vitest';
import { activePieces } from '../../../src/core';
import {
  activeUnits,
  complexStatistics,
  differingUnits,
  flatEdges,
  hammingTo,
  regionsByLayer,
  sliceBends,
  unitValues,
} from '../../../src/core/analysis';
import { boundariesWithin } from '../../../src/core/density';
import { createRandom } from '../../../src/core/math/random';
import { codeEntries, type GatedLayer, preActivations, splineCode } from '../../../src/core/network';
import { faceCount, partition } from '../../../src/core/partition';
import { pointInInput } from '../../../src/core/slice/slice';
import {
  centroid,
  codeOfFace,
  DOMAIN,
  differences,
  distance,
  isOpen,
  numericalMap,
  sliceCase,
} from '../../support/graphSlices';
import { innerEdges } from './support';

describe('a slice of a network of a graph', () => {
  it('has as many polytopes of its first layers as these alone cut', () => {
    let layers = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const { network, slice, complex } = sliceCase(seed);
      if (complex.undecided > 0 || complex.merged > 0) continue;
      const { gated } = complex.layout;
      for (const { layer, regions } of regionsByLayer(complex)) {
        const open = gated.some(
          (entry) => entry.layer <= layer && entry.contest?.next.some((on) => on > 0 && entry.layer + on > layer),
        );
        if (open) continue;
        const alone = partition(network, slice, DOMAIN, { upToLayer: layer });
        if (alone.undecided > 0 || alone.merged > 0) continue;
        expect(regions, `seed ${seed}, layer ${layer}`).toBe(faceCount(alone));
        layers++;
      }
    }
    expect(layers).toBeGreaterThan(60);
  });

  it('is summed up: its areas fill the domain, and it has a piece for every map that forward passes tell apart', () => {
    let [fewer, maps] = [0, 0];
    for (let seed = 1; seed <= 25; seed++) {
      const { network, slice, complex } = sliceCase(seed);
      const { faces, areas, pieces, edges, bends, activeCounts } = complexStatistics(network, slice, complex);
      expect(faces).toBe(faceCount(complex));
      // The domain is a square of side 3, and the axes are orthonormal.
      expect(areas.mean * faces).toBeCloseTo(9, 8);
      expect(edges.mean * faces).toBeCloseTo(complex.faceEdges.length, 8);
      expect(bends?.count).toBe(innerEdges(complex).length);
      expect(activeCounts.reduce((sum, count) => sum + count, 0)).toBe(faces);
      const different: Float64Array[] = [];
      for (let face = 0; face < faces; face++) {
        const x = pointInInput(slice, centroid(complex, face));
        const map = numericalMap(network, x, [Float64Array.from(slice.e1), Float64Array.from(slice.e2)]);
        if (map && different.every((other) => distance(map, other) > 1e-4)) different.push(map);
      }
      expect(pieces).toBeGreaterThanOrEqual(different.length);
      expect(pieces).toBeLessThanOrEqual(faces);
      maps += different.length;
      if ((pieces as number) < faces) fewer++;
    }
    expect(maps).toBeGreaterThan(100);
    expect(fewer).toBeGreaterThan(0);
  });

  it('has faces with the active units, distances and values of forward passes', () => {
    let faces = 0;
    for (let seed = 1; seed <= 25; seed++) {
      const { network, slice, complex } = sliceCase(seed);
      const { layout } = complex;
      const origin = splineCode(network, slice.origin);
      const [active, hamming] = [activeUnits(complex), hammingTo(complex, origin)];
      const random = createRandom(seed);
      const layer = 1 + Math.floor(random.uniform() * network.layers.length);
      const unit = Math.floor(random.uniform() * (network.layers[layer - 1]?.outputSize as number));
      const values = unitValues(network, slice, complex, { layer, unit });
      for (let f = 0; f < Math.min(40, faceCount(complex)); f++) {
        const x = pointInInput(slice, centroid(complex, f));
        const z = preActivations(network, x)[layer - 1]?.[unit] as number;
        expect(Math.abs((values[f] as number) - z)).toBeLessThan(1e-9 * (1 + Math.abs(z)));
        if (isOpen(network, x) || isOpen(network, slice.origin)) continue;
        faces++;
        const entries = codeEntries(layout, splineCode(network, x));
        const on = entries.map(
          (of, g) => of.filter((piece) => activePieces((layout.gated[g] as GatedLayer).activation)[piece]).length,
        );
        expect(active[f]).toBe(on.reduce((sum, count) => sum + count, 0));
        const { units, windows } = differences(network, x, slice.origin);
        expect(hamming[f], `seed ${seed}, face ${f}`).toBe(units + windows);
      }
    }
    expect(faces).toBeGreaterThan(200);
  });

  it('bends across edges as numerical maps differ, and is flat where they do not', () => {
    let [bent, flatOnes] = [0, 0];
    for (let seed = 1; seed <= 25; seed++) {
      const { network, slice, complex } = sliceCase(seed);
      if (complex.undecided > 0) continue;
      const maps = new Map<number, Float64Array | null>();
      const mapAt = (face: number): Float64Array | null => {
        if (!maps.has(face))
          maps.set(face, numericalMap(network, pointInInput(slice, centroid(complex, face)), [slice.e1, slice.e2]));
        return maps.get(face) ?? null;
      };
      const bends = sliceBends(network, slice, complex);
      const flat = flatEdges(network, slice, complex, bends);
      for (const { edge, left, right } of innerEdges(complex).slice(0, 200)) {
        const [a, b] = [mapAt(left), mapAt(right)];
        if (!a || !b) continue;
        const scale = 1 + Math.hypot(...a) + Math.hypot(...b);
        expect(Math.abs((bends[edge] as number) - distance(a, b))).toBeLessThan(1e-4 * scale);
        if (flat[edge]) {
          expect(distance(a, b)).toBeLessThan(1e-5 * scale);
          flatOnes++;
        } else bent++;
      }
    }
    expect(bent).toBeGreaterThan(300);
    expect(flatOnes).toBeGreaterThan(0);
  });

  it('has as many units with a boundary in a disc as neighbouring codes there say', () => {
    let counted = 0;
    for (let seed = 1; seed <= 25; seed++) {
      const { slice, complex } = sliceCase(seed);
      const random = createRandom(seed);
      const { vertices, edgeVertices, layout } = complex;
      const units = innerEdges(complex).map(({ edge, left, right }) => {
        return { edge, units: differingUnits(layout, codeOfFace(complex, left), codeOfFace(complex, right)) };
      });
      const radius = 0.1 + 0.3 * random.uniform();
      const count = boundariesWithin(complex, slice, radius);
      for (let i = 0; i < 10; i++) {
        // The disc is within the domain: on its border units have edges that no two faces share.
        const [p, q] = [2 * random.uniform() - 1, 2 * random.uniform() - 1];
        const near = (edge: number, within: number): boolean => {
          const [a, b] = [edgeVertices[2 * edge] as number, edgeVertices[2 * edge + 1] as number];
          return Array.from({ length: 301 }, (_, k) => k / 300).some((t) => {
            const at = (c: number) => (1 - t) * (vertices[2 * a + c] as number) + t * (vertices[2 * b + c] as number);
            return Math.hypot(at(0) - p, at(1) - q) <= within;
          });
        };
        const within = (r: number) => new Set(units.flatMap((of) => (near(of.edge, r) ? of.units : []))).size;
        const [fewer, more] = [within(radius * (1 - 1e-9)), within(radius + 5e-3)];
        expect(count(p, q), `seed ${seed}`).toBeGreaterThanOrEqual(fewer);
        expect(count(p, q), `seed ${seed}`).toBeLessThanOrEqual(more);
        if (fewer === more && fewer > 0) counted++;
      }
    }
    expect(counted).toBeGreaterThan(80);
  });
});
