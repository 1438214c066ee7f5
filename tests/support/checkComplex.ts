import type { Network } from '../../src/core/network';
import { certify, createLocator } from '../../src/core/partition';
import {
  type CellComplex,
  edgeCount,
  faceCount,
  type PartitionOptions,
  vertexCount,
} from '../../src/core/partition/complex';
import type { Polygon, Slice } from '../../src/core/slice/slice';
import { checkCodes } from './checkCodes';
import { extent } from './checkExact';
import { checkGeometry } from './checkGeometry';

/** Lengths of the arrays, and V − E + F = 1. */
function checkShape(complex: CellComplex): string[] {
  const [v, e, f] = [vertexCount(complex), edgeCount(complex), faceCount(complex)];
  const halfEdges = complex.faceOffsets[f] as number;
  const lengths: [string, number, number][] = [
    ['faceOffsets[0]', complex.faceOffsets[0] as number, 0],
    ['faceVertices', complex.faceVertices.length, halfEdges],
    ['faceEdges', complex.faceEdges.length, halfEdges],
    ['edgeFaces', complex.edgeFaces.length, 2 * e],
    ['edgeUnitOffsets', complex.edgeUnitOffsets.length, e + 1],
    ['edgeUnits', complex.edgeUnits.length, complex.edgeUnitOffsets[e] as number],
    ['codes', complex.codes.length, f * complex.layout.words],
    ['areas', complex.areas.length, f],
    ['centroids', complex.centroids.length, 2 * f],
    ['classes', complex.classes?.length ?? f, f],
    ['V − E + F', v - e + f, 1],
  ];
  return lengths.flatMap(([name, got, want]) => (got === want ? [] : [`${name}: ${got}, not ${want}`]));
}

/** Every interior edge is in the loops of both its faces, in opposite directions; border edges in one; loops are closed. */
function checkTwins(complex: CellComplex): string[] {
  const { faceOffsets, faceVertices, faceEdges, edgeVertices, edgeFaces } = complex;
  const problems: string[] = [];
  const seen = new Int32Array(edgeFaces.length).fill(-1);
  for (let f = 0; f < faceCount(complex); f++) {
    const [start, end] = [faceOffsets[f] as number, faceOffsets[f + 1] as number];
    if (end - start < 3) problems.push(`face ${f} has ${end - start} vertices`);
    for (let i = start; i < end; i++) {
      const from = faceVertices[i];
      const to = faceVertices[i + 1 < end ? i + 1 : start];
      const edge = faceEdges[i] as number;
      const side = edgeVertices[2 * edge] === from ? 0 : 1;
      if (edgeVertices[2 * edge + side] !== from || edgeVertices[2 * edge + 1 - side] !== to)
        problems.push(`face ${f}: edge ${edge} does not join vertices ${from} and ${to}`);
      if (edgeFaces[2 * edge + side] !== f) problems.push(`edge ${edge}: side ${side} is not face ${f}`);
      if (seen[2 * edge + side] !== -1) problems.push(`edge ${edge}: side ${side} is in two loops`);
      seen[2 * edge + side] = f;
    }
  }
  seen.forEach((face, i) => {
    if (face !== edgeFaces[i]) problems.push(`edge ${i >> 1}: names face ${edgeFaces[i]}, whose loop lacks it`);
  });
  for (let e = 0; e < edgeCount(complex); e++) {
    const [left, right] = [edgeFaces[2 * e] as number, edgeFaces[2 * e + 1] as number];
    if (left === right || Math.max(left, right) < 0) problems.push(`edge ${e} lies between ${left} and ${right}`);
  }
  return problems;
}

function checkLocator(complex: CellComplex, domain: Polygon): string[] {
  const locate = createLocator(complex);
  const problems: string[] = [];
  const smallest = 1e-10 * Math.max(...complex.areas);
  for (let f = 0; f < faceCount(complex); f++) {
    if ((complex.areas[f] as number) < smallest) continue;
    const found = locate(complex.centroids[2 * f] as number, complex.centroids[2 * f + 1] as number);
    if (found !== f) problems.push(`the centroid of face ${f} is located in ${found}`);
  }
  const [p, q] = domain[0] as readonly [number, number];
  const away = 3 * extent(domain);
  if (locate(p + away, q + away) !== -1) problems.push('a point outside is located inside');
  return problems;
}

function checkCertificate(
  complex: CellComplex,
  network: Network,
  slice: Slice,
  domain: Polygon,
  options: PartitionOptions,
) {
  const certificate = certify(network, slice, domain, complex, options);
  const { euler, areaError, codesChecked, codeMismatches, signViolations, continuity, residual } = certificate;
  const clean = euler === 1 && areaError <= 1e-9 && codeMismatches === 0 && signViolations === 0;
  const checked = codesChecked + complex.undecided >= faceCount(complex);
  return clean && checked && continuity <= 1e-9 && residual <= 1e-9
    ? []
    : [`certificate: ${JSON.stringify(certificate)}`];
}

/**
 * Everything that must hold of any complex, found by other ways than it was made; empty when all is well. At most a
 * dozen problems are listed.
 */
export function checkComplex(
  complex: CellComplex,
  network: Network,
  slice: Slice,
  domain: Polygon,
  options: PartitionOptions = {},
): string[] {
  const shape = checkShape(complex);
  if (shape.length > 0) return shape;
  return [
    ...checkTwins(complex),
    ...checkGeometry(complex, slice, domain),
    ...checkCodes(complex, network, slice, domain, options),
    ...checkLocator(complex, domain),
    ...checkCertificate(complex, network, slice, domain, options),
  ].slice(0, 12);
}
