import { describe, expect, it } from 'vitest';
import { denseNetwork, type Network } from '../../../src/core/network';
import { type CellComplex, type Certificate, certify, faceCount, partition } from '../../../src/core/partition';
import { axisSlice, square } from '../../../src/core/slice/slice';
import { seededNetwork } from '../../support/build';
import { checkComplex } from '../../support/checkComplex';
import { interiorEdges, withoutEdge } from '../../support/damage';
import { denseLayersOf } from '../../support/denseLayers';

const slice = axisSlice(2);
const domain = square();
const network = seededNetwork([2, 10, 8, 2], 6);
const complex = partition(network, slice, domain);
const inner = interiorEdges(complex);

const certificateOf = (damaged: CellComplex, of: Network = network): Certificate => certify(of, slice, domain, damaged);

/** A deep copy that may be written to. */
const copy = (): CellComplex => structuredClone(complex);

describe('a certificate', () => {
  it('is clean for what was cut', () => {
    const certificate = certificateOf(complex);
    expect(certificate).toMatchObject({ euler: 1, codeMismatches: 0, signViolations: 0, undecided: 0, merged: 0 });
    expect(certificate.codesChecked).toBe(faceCount(complex));
    expect(Math.max(certificate.areaError, certificate.continuity, certificate.residual)).toBeLessThan(1e-12);
  });

  it('notices every single cut that is taken away', () => {
    expect(inner.length).toBeGreaterThan(100);
    for (const edge of inner) {
      const certificate = certificateOf(withoutEdge(complex, edge));
      expect(certificate.euler).toBe(1);
      expect(certificate.areaError).toBeLessThan(1e-12);
      expect(certificate.signViolations).toBeGreaterThan(0);
    }
  });

  it('notices a decision boundary that is taken away', () => {
    const options = { decision: {} };
    const decided = partition(network, slice, domain, options);
    const edge = interiorEdges(decided).find((e) => decided.edgeUnitOffsets[e] === decided.edgeUnitOffsets[e + 1]);
    expect(edge).toBeDefined();
    expect(certify(network, slice, domain, decided, options).signViolations).toBe(0);
    const damaged = withoutEdge(decided, edge as number);
    expect(certify(network, slice, domain, damaged, options).signViolations).toBeGreaterThan(0);
  });

  it('notices each flipped bit of a code', () => {
    for (let unit = 0; unit < complex.layout.units; unit++) {
      const damaged = copy();
      const word = 3 * complex.layout.words + (unit >>> 5);
      damaged.codes[word] = (damaged.codes[word] as number) ^ (1 << (unit & 31));
      expect(certificateOf(damaged).codeMismatches).toBe(1);
    }
  });

  it('notices swapped codes, on both faces and on the edges between', () => {
    const damaged = copy();
    const [left, right] = [0, 1].map((k) => complex.edgeFaces[2 * (inner[0] as number) + k] as number) as [
      number,
      number,
    ];
    const { words } = complex.layout;
    for (let w = 0; w < words; w++) {
      damaged.codes[left * words + w] = complex.codes[right * words + w] as number;
      damaged.codes[right * words + w] = complex.codes[left * words + w] as number;
    }
    const certificate = certificateOf(damaged);
    expect(certificate.codeMismatches).toBe(2);
    expect(certificate.signViolations).toBeGreaterThan(0);
  });

  it('notices a map that does not continue across an edge', () => {
    const firstLayer = inner.find(
      (e) => (complex.edgeUnits[complex.edgeUnitOffsets[e] as number] as number) < 10,
    ) as number;
    const damaged = copy();
    const face = complex.edgeFaces[2 * firstLayer] as number;
    damaged.codes.fill(0xffffffff, face * complex.layout.words, (face + 1) * complex.layout.words);
    const certificate = certificateOf(damaged);
    expect(certificate.continuity).toBeGreaterThan(1e-3);
    expect(certificate.codeMismatches).toBe(1);
  });

  it('notices a wrong area, a moved vertex, a vertex too many', () => {
    const area = copy();
    area.areas[2] = (area.areas[2] as number) + 0.01;
    expect(certificateOf(area).areaError).toBeCloseTo(0.01 / 4, 6);

    const moved = copy();
    const vertex = complex.edgeVertices[2 * (inner[5] as number)] as number;
    moved.vertices[2 * vertex] = (moved.vertices[2 * vertex] as number) + 1e-5;
    moved.vertices[2 * vertex + 1] = (moved.vertices[2 * vertex + 1] as number) - 2e-5;
    const { signViolations, continuity } = certificateOf(moved);
    expect(signViolations + (continuity > 1e-9 ? 1 : 0)).toBeGreaterThan(0);

    const spare: CellComplex = { ...complex, vertices: Float64Array.of(...complex.vertices, 0, 0) };
    expect(certificateOf(spare).euler).toBe(2);
  });

  it('notices what is not a number', () => {
    const vertex = copy();
    vertex.vertices[2 * (complex.edgeVertices[2 * (inner[5] as number)] as number)] = Number.NaN;
    expect(certificateOf(vertex).signViolations).toBeGreaterThan(0);
    const area = copy();
    area.areas[1] = Number.NaN;
    expect(certificateOf(area).areaError).not.toBeLessThan(1);
  });

  it('belongs to one network', () => {
    const layers = denseLayersOf(network).map((layer, i) => {
      return i > 0 ? layer : { ...layer, bias: layer.bias.map((b, j) => (j === 4 ? b + 1e-6 : b)) };
    });
    const certificate = certificateOf(complex, denseNetwork('off by a millionth', layers));
    expect(certificate.signViolations).toBeGreaterThan(0);
  });

  it('says on how many faces it looked when it was told to stop early', () => {
    const certificate = certify(network, slice, domain, complex, { maxFaces: 10 });
    expect(certificate.codesChecked).toBeLessThanOrEqual(10);
    expect(certificate.codesChecked).toBeGreaterThan(0);
    expect(certificate.euler).toBe(1);
  });
});

describe('the checks of these tests', () => {
  it('fail on damage too', () => {
    expect(checkComplex(complex, network, slice, domain)).toEqual([]);
    expect(checkComplex(withoutEdge(complex, inner[7] as number), network, slice, domain)).not.toEqual([]);
    const flipped = copy();
    flipped.codes[0] = (flipped.codes[0] as number) ^ 1;
    expect(checkComplex(flipped, network, slice, domain).join()).toMatch(/leave their piece/);
    const turned = copy();
    turned.edgeFaces.reverse();
    expect(checkComplex(turned, network, slice, domain)).not.toEqual([]);
  });
});
