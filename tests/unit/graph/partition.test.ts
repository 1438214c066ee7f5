import { describe, expect, it } from 'vitest';
import { graphOutput, lowerGraph } from '../../../src/core/graph';
import { createRandom } from '../../../src/core/math/random';
import { codesEqual, type Network, preActivations } from '../../../src/core/network';
import { certify, createLocator, partition } from '../../../src/core/partition';
import { sameCode } from '../../../src/core/partition/check/atPoint';
import { type CellComplex, edgeCount, faceCount, vertexCount } from '../../../src/core/partition/complex';
import { preActivationNoise } from '../../../src/core/partition/tolerance';
import { type Polygon, pointInInput, type Slice } from '../../../src/core/slice/slice';
import { randomGraph } from '../../support/graphs';

const DOMAIN: Polygon = [
  [-2, -2],
  [2, -2],
  [2, 2],
  [-2, 2],
];

function randomSlice(seed: number, size: number): Slice {
  const random = createRandom(seed);
  const vector = (): Float64Array => Float64Array.from({ length: size }, () => random.normal());
  return { origin: vector(), e1: vector(), e2: vector() };
}

const codeOfFace = ({ codes, layout }: CellComplex, face: number): Uint32Array =>
  codes.slice(face * layout.words, (face + 1) * layout.words);

/** Grid points whose code is not that of the face that holds them. */
function gridMismatches(network: Network, slice: Slice, complex: CellComplex): number {
  const locate = createLocator(complex);
  const noise = preActivationNoise(network, slice, DOMAIN);
  let wrong = 0;
  for (let i = 0; i < 20; i++)
    for (let j = 0; j < 20; j++) {
      const point = [-1.97 + 0.2026 * i, -1.97 + 0.2014 * j] as const;
      const face = locate(...point);
      const z = preActivations(network, pointInInput(slice, point));
      if (face < 0 || !sameCode(complex, codeOfFace(complex, face), z, noise)) wrong++;
    }
  return wrong;
}

function check(seed: number): number {
  const graph = randomGraph(seed);
  const network = lowerGraph(graph);
  const slice = randomSlice(seed, network.inputSize);
  const options = { decision: { threshold: 0 }, outputs: true };
  const complex = partition(network, slice, DOMAIN, options);
  const faces = faceCount(complex);
  expect(vertexCount(complex) - edgeCount(complex) + faces).toBe(1);
  const certificate = certify(network, slice, DOMAIN, complex, options);
  const { codeMismatches, signViolations } = certificate;
  const ops = graph.nodes.map(({ op }) => op).join(' ');
  const what = { seed, ops };
  expect({ ...what, codeMismatches, signViolations }).toEqual({ ...what, codeMismatches: 0, signViolations: 0 });
  expect(certificate.areaError).toBeLessThan(1e-9);
  expect({ ...what, wrong: gridMismatches(network, slice, complex) }).toEqual({ ...what, wrong: 0 });
  for (let e = 0; e < edgeCount(complex); e++) {
    const [left, right] = [complex.edgeFaces[2 * e] as number, complex.edgeFaces[2 * e + 1] as number];
    if (right < 0) continue;
    const same =
      codesEqual(codeOfFace(complex, left), codeOfFace(complex, right)) &&
      complex.classes?.[left] === complex.classes?.[right];
    expect(same, `seed ${seed}: faces ${left} and ${right} are one polytope`).toBe(false);
  }
  for (let f = 0; f < faces; f++) {
    const x = pointInInput(slice, [complex.centroids[2 * f] as number, complex.centroids[2 * f + 1] as number]);
    const y = graphOutput(graph, x);
    const close = 1e-9 * (1 + Math.max(...y.map(Math.abs)));
    for (const [k, value] of y.entries())
      expect(Math.abs(value - (complex.outputs?.[3 * f + k] as number))).toBeLessThan(close);
  }
  return faces;
}

describe('the partition of a graph', () => {
  it('is exact for every op', () => {
    let faces = 0;
    for (let seed = 1; seed <= 30; seed++) faces += check(seed);
    expect(faces).toBeGreaterThan(1000);
  });
});
