import { describe, expect, it } from 'vitest';
import { denseNetwork, type Network, splineCode } from '../../../src/core/network';
import { writeEntry } from '../../../src/core/network/entries';
import {
  boundednessOf,
  codeStatus,
  facetsOf,
  halfSpacesAt,
  inscribedBall,
  regionOf,
  startFacets,
} from '../../../src/core/polytope';
import { normalOf, slacksAt } from '../../../src/core/polytope/region';
import { arrangement, dense, seededNetwork, sumReadout } from '../../support/build';
import { cube, simplex, solver } from './support';

describe('inscribed balls', () => {
  it.each([2, 3, 6])('of the simplex in R^%i: r = 1/(d + √d)', (size) => {
    const region = regionOf(halfSpacesAt(simplex(size), new Array(size).fill(0.5 / size)), cube(size, 3));
    const ball = inscribedBall(region, solver);
    if (ball.kind !== 'interior') throw new Error('no interior');
    const radius = 1 / (size + Math.sqrt(size));
    expect(ball.radius).toBeCloseTo(radius, 9);
    expect(ball.bound).toBeCloseTo(radius, 9);
    expect(ball.bound).toBeGreaterThanOrEqual(ball.radius - 1e-12);
  });

  it('of a triangle of 1e-9 far from 0', () => {
    const tiny = arrangement(
      [
        [1, 0],
        [0, 1],
        [-1, -1],
      ],
      [-1, -1, 2 + 2 ** -30],
    );
    const { ball, facets } = facetsOf(tiny, [1 + 2 ** -32, 1 + 2 ** -32], solver);
    if (ball.kind !== 'interior') throw new Error('no interior');
    expect(ball.radius / 2 ** -30).toBeCloseTo(1 / (2 + Math.SQRT2), 5);
    expect(facets).toHaveLength(3);
  });
});

describe('bounded or not', () => {
  const of = (network: Network, x: number[]) => {
    const region = regionOf(halfSpacesAt(network, x));
    return { region, ...boundednessOf(region, solver) };
  };

  it('a simplex is: 0 is inside the hull of the normals', () => {
    const { region, kind, multipliers, residual } = of(simplex(4), [0.1, 0.2, 0.1, 0.2]);
    expect([kind, residual < 1e-12]).toEqual(['bounded', true]);
    for (let k = 0; k < 4; k++) {
      const sum = (multipliers ?? new Float64Array(0)).reduce(
        (s, mu, i) => s + mu * (normalOf(region, i)[k] as number),
        0,
      );
      expect(sum).toBeCloseTo(0, 9);
    }
    expect(Math.min(...(multipliers ?? []))).toBeGreaterThan(0);
  });

  it('a cone is not: a direction leaves all boundaries behind', () => {
    const cone = seededNetwork([3, 5, 4, 1], 4, { name: 'relu' }, 0);
    const x = [0.3, -0.5, 0.4];
    const { region, kind, direction } = of(cone, x);
    expect(kind).toBe('unbounded');
    const [a, b, c] = direction ?? [];
    for (const t of [1, 1e3, 1e6]) {
      const far = Float64Array.of(0.3 + t * (a ?? 0), -0.5 + t * (b ?? 0), 0.4 + t * (c ?? 0));
      expect(splineCode(cone, far)).toEqual(region.halfSpaces.code);
    }
    expect(facetsOf(cone, x, solver).facets.length).toBeGreaterThan(2);
  });

  it('a strip and a network without gates are unbounded along whole dimensions', () => {
    const strip = arrangement(
      [
        [1, 1, 0],
        [-1, -1, 0],
      ],
      [0, 1],
    );
    expect(of(strip, [0.2, 0.2, 5])).toMatchObject({ kind: 'unbounded', lineality: 2, boundedAcross: true });
    const affine = denseNetwork('affine', [dense([[1, 2]], [0], { name: 'identity' })]);
    expect(of(affine, [0, 0])).toMatchObject({ kind: 'unbounded', lineality: 2 });
    expect(facetsOf(affine, [0, 0], solver)).toMatchObject({ facets: [], redundant: [], undecided: [] });
  });
});

describe('the status of a code', () => {
  /** All 2^N codes of a network on a fine grid of forward passes. */
  it('realised, empty or flat, for every code of a small network, with proofs', () => {
    const network = seededNetwork([2, 4, 3, 1], 3);
    const seen = new Set<number>();
    const n = 600;
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++)
        seen.add(splineCode(network, [(2 * (i + 0.5)) / n - 1, (2 * (j + 0.5)) / n - 1])[0] as number);
    let realised = 0;
    for (let bits = 0; bits < 1 << 7; bits++) {
      const code = new Uint32Array(1);
      writeEntry(code, 0, 0, 7, bits);
      const status = codeStatus(network, code, solver, { box: cube(2) });
      if (status.kind === 'realised') {
        realised++;
        expect(splineCode(network, status.point)).toEqual(code);
      } else {
        expect(seen.has(bits), `code ${bits}`).toBe(false);
        expect(status.kind).toBe('empty');
        if (status.kind === 'empty' && status.proof) expectEmpty(status);
      }
      if (seen.has(bits)) expect(status.kind).toBe('realised');
    }
    expect(realised).toBeGreaterThanOrEqual(seen.size);
  });

  /** Σλ b < 0 with Σλ n = 0 once sides of the box take the rest: no y has n·y ≤ b for all. */
  function expectEmpty({ region, proof }: Extract<ReturnType<typeof codeStatus>, { kind: 'empty' }>): void {
    const multipliers = proof?.multipliers ?? new Float64Array(0);
    const offsets = slacksAt(region, new Float64Array(region.size));
    const rest = new Float64Array(region.size);
    let sum = 0;
    multipliers.forEach((lambda, i) => {
      expect(lambda).toBeGreaterThanOrEqual(0);
      sum += lambda * (offsets[i] as number);
      normalOf(region, i).forEach((value, k) => {
        rest[k] = (rest[k] as number) + lambda * value;
      });
    });
    rest.forEach((left, k) => {
      sum += Math.abs(left) * (offsets[region.count + 2 * k + (left > 0 ? 0 : 1)] as number);
    });
    expect(sum).toBeLessThan(0);
  }

  it('names constant units on the wrong side', () => {
    const dead = denseNetwork('dead', [dense([[1, 0]], [0]), dense([[1]], [-1]), sumReadout(1)]);
    const code = new Uint32Array(1);
    writeEntry(code, 0, 0, 2, 2);
    expect(codeStatus(dead, code, solver)).toMatchObject({ kind: 'empty', broken: [{ layer: 2, unit: 0 }] });
  });
});

describe('a run in steps', () => {
  const network = seededNetwork([5, 12, 10, 1], 2);
  const x = [0.1, -0.2, 0.3, 0.2, -0.1];

  it('comes to the same whatever the steps, and tells how far it is', () => {
    const whole = facetsOf(network, x, solver, { box: cube(5) });
    const run = startFacets(network, x, solver, { box: cube(5) });
    let decided = 0;
    let turns = 0;
    while (!run.advance(3)) {
      expect(run.progress.decided).toBeGreaterThanOrEqual(decided);
      decided = run.progress.decided;
      turns++;
    }
    expect(turns).toBeGreaterThan(10);
    expect(run.progress).toMatchObject({ phase: 'done', decided: run.progress.total });
    expect(run.finish()).toEqual(whole);
  });

  it('can be given up; the solver’s memory is freed', () => {
    let open = 0;
    const counting = {
      open: (problem: Parameters<typeof solver.open>[0]) => {
        const model = solver.open(problem);
        open++;
        return {
          setUpper: (row: number, bound: number) => model.setUpper(row, bound),
          setBounds: (variable: number, lower: number, upper: number) => model.setBounds(variable, lower, upper),
          maximise: (objective: Float64Array) => model.maximise(objective),
          close: () => {
            open--;
            model.close();
          },
        };
      },
    };
    const run = startFacets(network, x, counting, { box: cube(5) });
    while (open === 0 && !run.advance(1));
    expect(open).toBe(1);
    run.close();
    expect(open).toBe(0);
    expect(() => run.finish()).toThrow('finish() before');
  });
});
