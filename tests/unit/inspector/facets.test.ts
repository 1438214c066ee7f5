import { describe, expect, it } from 'vitest';
import { localAffineMap } from '../../../src/core/network';
import { type FacetOptions, facetsOf, facetsSeenFrom } from '../../../src/core/polytope';
import { loadSolver } from '../../../src/solver/loadNode';
import type { FoundFacets } from '../../../src/state/types';
import { bendOf, facetFacts, facetRows, noInterior } from '../../../src/views/inspector/facets/facetFacts';
import { progressWords } from '../../../src/views/inspector/facets/progressWords';
import { rankOne } from '../../../src/views/inspector/facets/rankOne';
import { seededNetwork } from '../../support/build';

const solver = await loadSolver();
const network = seededNetwork([3, 10, 8, 2], 5);
const x = [0.1, -0.2, 0.3];
const box = { lower: new Float64Array(3).fill(-1), upper: new Float64Array(3).fill(1) };

const found = (options: FacetOptions): FoundFacets => ({
  request: { box: { kind: 'none' }, volume: false },
  network,
  box: options.box ?? null,
  facets: facetsOf(network, x, solver, options),
  seconds: 0.25,
});

const factsOf = (made: FoundFacets) => Object.fromEntries(facetFacts(made).map((fact) => [fact.name, fact]));

describe('facets in words', () => {
  it('count every constraint once, with how it was proved', () => {
    const made = found({});
    const { facets, redundant, region } = made.facets;
    const facts = factsOf(made);
    expect(facts.Facets?.value).toBe(`${facets.length} of ${region.count}`);
    expect(facts.Redundant?.value).toBe(String(redundant.length));
    expect(facets.length + redundant.length + Number(facts.Undecided?.value)).toBe(region.count);
    expect(facts.Proofs?.how).toMatch(/^each facet has a point clear of all others, by .+; largest residual /);
    expect(facts['Sides of the box']).toBeUndefined();
    expect(facts.Volume).toBeUndefined();
    expect(noInterior(made.facets)).toBeNull();
  });

  it('say of a box how many of its sides are facets, and the volume with its error', () => {
    const made = found({ box, volume: true, samples: 20_000 });
    const facts = factsOf(made);
    expect(facts['Sides of the box']?.value).toBe(`${made.facets.boxFacets?.length} of 6`);
    expect(facts.Bounded?.value).toBe('by the box');
    expect(facts.Volume?.value).toMatch(/^[\d.e−]+ ± [\d.e−]+$/);
  });

  it('say why there are none', () => {
    const far = { lower: new Float64Array(3).fill(50), upper: new Float64Array(3).fill(51) };
    expect(noInterior(found({ box: far }).facets)).toBe('The polytope does not meet the box.');
  });

  it('list the nearest first, with the bend that the whole maps give', () => {
    const made = found({});
    const seen = facetsSeenFrom(made.facets, x);
    const rows = facetRows(seen, network);
    expect(rows.map(({ key }) => key)).toEqual(made.facets.facets.map(({ constraint }) => constraint));
    for (const { facet } of seen) {
      const code = facet.neighbour?.code as Uint32Array;
      const [there, here] = [code, made.facets.region.halfSpaces.code].map((one) => localAffineMap(network, one).A);
      const change = Array.from(there as Float64Array, (value, i) => value - ((here as Float64Array)[i] as number));
      expect(bendOf(facet)).toBeCloseTo(Math.hypot(...change), 10);
      // u vᵀ with v the outward normal is that change.
      const { u, v } = rankOne(facet.neighbour as NonNullable<typeof facet.neighbour>, facet.normal) ?? {};
      if (!u || !v) throw new Error('no product');
      expect(Math.hypot(...v)).toBeCloseTo(1, 12);
      v.forEach((value, k) => void expect(value).toBeCloseTo(facet.normal[k] as number, 9));
      change.forEach((value, i) => {
        expect((u[Math.floor(i / 3)] as number) * (v[i % 3] as number)).toBeCloseTo(value, 10);
      });
    }
  });

  it('tell how far a search is', () => {
    expect(progressWords(null)).toBe('starting');
    expect(progressWords({ phase: 'facets', decided: 1200, total: 1696, facets: 30 })).toBe(
      '1,200 of 1,696 decided, at least 30 facets',
    );
    expect(progressWords({ phase: 'facets', decided: 128, total: 128, facets: 127 })).toBe(
      '127 facets, moving to the middle of each',
    );
  });

  it('have no product where nothing changes', () => {
    const nothing = { u: new Float64Array(2), v: new Float64Array(3) };
    expect(rankOne(nothing, Float64Array.of(1, 0, 0))).toBeNull();
  });
});
