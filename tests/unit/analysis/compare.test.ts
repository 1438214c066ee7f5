import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeDistance, compareInputs, inputBends, mapDistance } from '../../../src/core/analysis';
import { codeEntries, codeLayout, preActivations, splineCode } from '../../../src/core/network';
import { pointInInput } from '../../../src/core/slice/slice';
import { seededNetwork } from '../../support/build';
import { holds } from '../../support/holds';
import { cases, codeOf, differenceOf, frobenius, innerEdges, mapOf, near } from './support';

describe('compareInputs', () => {
  it('gives the distances of codes by layer, of maps and of inputs', () => {
    holds(
      fc.property(cases, fc.nat(), fc.nat(), ({ network, slice, complex }, i, j) => {
        const count = complex.areas.length;
        const [f, g] = [i % count, j % count];
        const at = (face: number): Float64Array =>
          pointInInput(slice, [complex.centroids[2 * face] as number, complex.centroids[2 * face + 1] as number]);
        const [a, b] = [at(f), at(g)];
        const { codes, maps, inputs } = compareInputs(network, a, b);
        const [own, other] = [f, g].map((face) => codeEntries(complex.layout, codeOf(complex, face))) as [
          number[][],
          number[][],
        ];
        expect(codes.byLayer).toEqual(
          complex.layout.gated.map(({ layer, size }, l) => ({
            layer,
            units: size,
            differing: own[l]?.filter((piece, unit) => piece !== other[l]?.[unit]).length,
          })),
        );
        expect(codes.total).toBe(codes.byLayer.reduce((sum, { differing }) => sum + differing, 0));
        const jump = differenceOf(mapOf(network, complex, f), mapOf(network, complex, g));
        near('maps', maps, frobenius(jump), 1 + frobenius(jump));
        near('inputs', inputs, Math.hypot(...a.map((value, k) => value - (b[k] as number))), 1 + inputs);
        expect(compareInputs(network, b, a)).toEqual({ codes, maps, inputs });
        expect(compareInputs(network, a, a)).toMatchObject({ codes: { total: 0 }, maps: 0, inputs: 0 });
      }),
      1,
      60,
    );
  });

  it('counts the units of a forward pass that lie on different sides', () => {
    const network = seededNetwork([5, 40, 33, 2], 4, { name: 'relu' });
    const [a, b] = [Float64Array.of(0.1, 0.2, -0.5, 0.3, 1), Float64Array.of(0.5, -0.2, 0.1, 0, 0.4)];
    const [za, zb] = [preActivations(network, a), preActivations(network, b)];
    const want = [0, 1].map((l) => za[l]?.filter((z, j) => z > 0 !== (zb[l]?.[j] as number) > 0).length as number);
    const layout = codeLayout(network);
    const distance = codeDistance(layout, splineCode(network, a), splineCode(network, b));
    expect(distance.byLayer.map(({ differing }) => differing)).toEqual(want);
    expect(distance.total).toBeGreaterThan(5);
  });

  it('across an edge is its bend in R^d', () => {
    holds(
      fc.property(cases, ({ network, complex }) => {
        const bends = inputBends(network, complex);
        for (const { edge, left, right } of innerEdges(complex)) {
          const distance = mapDistance(network, codeOf(complex, left), codeOf(complex, right));
          near(`edge ${edge}`, bends[edge] as number, distance, 1 + frobenius(mapOf(network, complex, left)));
        }
      }),
      2,
      15,
    );
  });
});
