import { describe, expect, it } from 'vitest';
import { lowerGraph } from '../../../src/core/graph';
import { createRandom } from '../../../src/core/math/random';
import { codeLayout, forward, preActivations } from '../../../src/core/network';
import { affineOp } from '../../../src/core/network/affine';
import { unitsThatMatter } from '../../../src/core/network/contest';
import { ForwardMany } from '../../../src/core/network/forwardMany';
import { certify, partition } from '../../../src/core/partition';
import { FaceCode } from '../../../src/core/partition/check/faceCode';
import { FaceColumns } from '../../../src/core/partition/check/faceColumns';
import { CodeColumns } from '../../../src/core/partition/outputs';
import { axisSlice, type Polygon, pointInInput, type Slice, square } from '../../../src/core/slice/slice';
import { interiorEdges, withoutEdge } from '../../support/damage';
import { graphCase, normals } from '../../support/graphNetworks';
import { randomGraph } from '../../support/graphs';

const DOMAIN: Polygon = square(2);

function sliceOf(seed: number, size: number): Slice {
  const random = createRandom(seed);
  return { origin: normals(random, size), e1: normals(random, size), e2: normals(random, size) };
}

const closeTo = (a: Float64Array, b: Float64Array): boolean =>
  a.length === b.length &&
  a.every((value, i) => Math.abs(value - (b[i] as number)) <= 1e-11 * (1 + Math.abs(b[i] as number)));

describe('products with vectors side by side', () => {
  it('are those of one vector after the other, both ways', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { network, random } = graphCase(seed);
      for (const layer of network.layers) {
        const op = affineOp(layer);
        const count = 1 + (seed % 7);
        const [inputs, outputs] = [op.inputSize, op.outputSize];
        // Some places are 0 in all vectors: those are left out.
        const x = normals(random, inputs * count).map((value, i) => (Math.floor(i / count) % 3 === 0 ? 0 : value));
        const y = normals(random, outputs * count).map((value, i) => (Math.floor(i / count) % 4 === 0 ? 0 : value));
        const [forwards, backwards] = [new Float64Array(outputs * count), new Float64Array(inputs * count)];
        op.applyRows(x, count, null, forwards);
        op.applyTransposedMany(y, backwards, count);
        for (let c = 0; c < count; c++) {
          const own = (of: Float64Array) => of.filter((_, i) => i % count === c);
          const [z, row] = [new Float64Array(outputs), new Float64Array(inputs)];
          op.apply(own(x), z, 1);
          op.applyTransposed(own(y), row);
          expect(
            closeTo(
              own(forwards),
              z.map((value, j) => value - (layer.bias[j] as number)),
            ),
          ).toBe(true);
          expect(closeTo(own(backwards), row)).toBe(true);
        }
      }
    }
  });

  it('are forward passes', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { network, random } = graphCase(seed);
      const passes = new ForwardMany(network, 6);
      for (const count of [6, 1, 4]) {
        const points = Array.from({ length: count }, () => normals(random, network.inputSize));
        const x = Float64Array.from({ length: count * network.inputSize }, (_, i) => {
          return (points[i % count] as Float64Array)[Math.floor(i / count)] as number;
        });
        const all = passes.run(x, count);
        points.forEach((point, c) => {
          const own = (of: Float64Array) => of.filter((_, i) => i % count === c);
          const expected = [...preActivations(network, point), forward(network, point)];
          expected.forEach((z, l) => {
            expect(closeTo(own(all[l] as Float64Array), z), `seed ${seed}, layer ${l + 1}`).toBe(true);
          });
        });
      }
    }
  });
});

describe('columns that follow a code', () => {
  it('are those of full products, in whatever order the faces come', () => {
    let followed = 0;
    for (let seed = 1; seed <= 25; seed++) {
      const network = lowerGraph(randomGraph(seed));
      const slice = sliceOf(seed, network.inputSize);
      const { codes, layout, areas } = partition(network, slice, DOMAIN);
      const random = createRandom(seed);
      const [own, code] = [new CodeColumns(network, slice), new FaceCode(layout)];
      const columns = new FaceColumns(network, slice, code, network.layers.length);
      for (let i = 0; i < Math.min(60, areas.length); i++) {
        const face = i % 3 === 0 ? Math.floor(random.uniform() * areas.length) : i;
        code.moveTo(codes, face * layout.words);
        columns.update();
        const expected = own.under(codes, face * layout.words);
        columns.columns.forEach((z, l) => {
          expect(closeTo(z, expected[l] as Float64Array), `seed ${seed}, face ${face}, layer ${l + 1}`).toBe(true);
        });
        if (code.matters) expect(code.matters).toEqual(unitsThatMatter(layout, codes, face * layout.words));
        followed++;
      }
    }
    expect(followed).toBeGreaterThan(500);
  });
});

describe('the certificate of a graph', () => {
  it('notices cuts that are taken away and bits that are flipped', () => {
    let noticed = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const network = lowerGraph(randomGraph(seed));
      const slice = network.inputSize === 2 ? axisSlice(2) : sliceOf(seed, network.inputSize);
      const complex = partition(network, slice, DOMAIN);
      const inner = interiorEdges(complex);
      for (let i = 0; i < Math.min(6, inner.length); i++) {
        const damaged = withoutEdge(complex, inner[Math.floor((i * inner.length) / 6)] as number);
        expect(certify(network, slice, DOMAIN, damaged).signViolations, `seed ${seed}`).toBeGreaterThan(0);
        noticed++;
      }
      const { layout } = complex;
      for (let face = 0; face < complex.areas.length; face += 1 + Math.floor(complex.areas.length / 5)) {
        const matters = unitsThatMatter(layout, complex.codes, face * layout.words);
        const unit = matters.lastIndexOf(1);
        const gated = codeLayout(network).gated.find((entry) => unit < entry.firstUnit + entry.size);
        if (!gated || gated.bits > 1 || gated.contest) continue;
        // A unit whose pre-activation is 0 everywhere may be on either side.
        const at = [complex.centroids[2 * face] as number, complex.centroids[2 * face + 1] as number] as const;
        const z = preActivations(network, pointInInput(slice, at))[gated.layer - 1] as Float64Array;
        const value = z[unit - gated.firstUnit] as number;
        if (gated.activation.thresholds.some((t) => Math.abs(value - t) < 1e-9)) continue;
        const codes = complex.codes.slice();
        const bit = gated.firstBit + unit - gated.firstUnit;
        const word = face * layout.words + (bit >>> 5);
        codes[word] = (codes[word] as number) ^ (1 << (bit & 31));
        expect(certify(network, slice, DOMAIN, { ...complex, codes }).codeMismatches, `seed ${seed}`).toBe(1);
        noticed++;
      }
    }
    expect(noticed).toBeGreaterThan(50);
  });
});
