import { describe, expect, it } from 'vitest';
import { denseNetwork } from '../../../src/core/network';
import {
  allFound,
  extendLongPath,
  type LongWalk,
  pathDensity,
  samplePath,
  startLongWalk,
} from '../../../src/core/path';
import { sampledVariation, softness } from '../../../src/core/soft';
import type { PathProgress } from '../../../src/state/pathTypes';
import type { SoftPath, WalkedPath } from '../../../src/state/types';
import { strokeOf } from '../../../src/views/path/pathChart';
import { angleLines, normLines } from '../../../src/views/path/pathSeries';
import { beyondWords, partWords, progressWords, softWords } from '../../../src/views/path/pathText';
import { dense, seededNetwork } from '../../support/build';
import { opened } from '../state/support';

const network = seededNetwork([3, 30, 30, 20], 7);
const vertices = [Float64Array.of(-1, 0.5, 0), Float64Array.of(1, -0.5, 2)];

function longPath(mostPieces?: number): WalkedPath {
  const run = startLongWalk(network, vertices, mostPieces === undefined ? {} : { mostPieces });
  run.advance(() => false);
  const walk = run.part() as LongWalk;
  return {
    spec: { vertices: [], layer: 0 },
    network,
    inputs: vertices,
    vertices,
    walk,
    density: pathDensity(walk),
    extension: null,
    samples: null,
    again: null,
    part: run.whole ? null : 'full',
  };
}

const shares = new Float64Array(0);

describe('the view of a long path', () => {
  it('draws nothing of norms and angles before they are there, then what the samples say at their places', () => {
    const path = longPath();
    expect(normLines(path, shares)).toEqual([]);
    expect(angleLines(path)).toEqual([]);
    const samples = allFound(samplePath(network, vertices, path.walk as LongWalk));
    const norms = normLines({ ...path, samples }, shares);
    expect(norms.map(({ of }) => of)).toEqual(samples.norms.map(({ of }) => of));
    norms.forEach(({ points }, row) => {
      expect(points.length).toBe(2 * samples.times.length);
      samples.times.forEach((t, i) => {
        expect(points[2 * i]).toBeCloseTo(t, 12);
        expect(points[2 * i + 1]).toBe(samples.norms[row]?.values[i]);
      });
    });
    const angles = angleLines({ ...path, samples });
    expect(angles).toHaveLength(2);
    expect(angles[1]?.at(-1)).toBeCloseTo(((samples.angles[1]?.at(-1) as number) / Math.PI) * 180, 10);
  });

  it('leaves a gap where an activation is 0 and has no angle', () => {
    // One unit, on at the ends alone: |x| − 1 from −2 to 2, behind a layer of both signs.
    const peaks = denseNetwork('peaks', [
      dense([[1], [-1]], [0, 0]),
      dense([[1, 1]], [-1]),
      dense([[1]], [0], { name: 'identity' }),
    ]);
    const ends = [Float64Array.of(-2), Float64Array.of(2)];
    const run = startLongWalk(peaks, ends);
    run.advance(() => false);
    const walk = run.part() as LongWalk;
    const path = {
      ...longPath(),
      network: peaks,
      vertices: ends,
      walk,
      samples: allFound(samplePath(peaks, ends, walk)),
    };
    const [, line] = angleLines(path);
    expect(line?.some(Number.isNaN)).toBe(true);
    const stroke = strokeOf(
      line as Float64Array,
      (x) => x,
      (y) => y,
    );
    expect(stroke).not.toContain('NaN');
    expect(stroke.match(/M/g)).toHaveLength(2);
  });

  it('says what lies beyond its ends: counted, or at least so many, and yet where the last one is', async () => {
    const path = longPath();
    const session = (await opened('moons')).session();
    const words = (most?: number) => {
      const { after } = allFound(extendLongPath(network, vertices, path.walk as LongWalk, most));
      return { after, text: beyondWords(path, after, 'after', session) };
    };
    const counted = words();
    expect(counted.after.counted).toBe(true);
    expect(counted.text).toMatch(new RegExp(`^${counted.after.crossings} more, the last [\\d.e]+ away; then the conf`));
    const few = words(1);
    expect(few.text).toMatch(
      new RegExp(`^at least ${few.after.crossings} more, the last [\\d.e]+ away; then the conf`),
    );
    expect(few.text.split('the last')[1]).toBe(counted.text.split('the last')[1]);
    const none = { ...counted.after, crossings: 0, last: 1 };
    expect(beyondWords(path, none, 'after', session)).toMatch(/^no more crossings; the confidence tends/);
  });

  it('says of a part that it is one, and of soft codes from how many places they are', () => {
    expect(partWords(longPath())).toBe('');
    const path = longPath(10);
    expect(partWords(path)).toMatch(/^The figures show the first [\d.]+% of the way, to \d+ crossings\. More pieces/);
    const gates = softness(network, { beta: 0.5 });
    const { reached } = path.walk as LongWalk;
    const found = [...sampledVariation(network, gates, vertices, reached)].flatMap((step) => step.found ?? []);
    const said = (soft: SoftPath['soft']): string => softWords({ path, gates, soft });
    expect(said(found[3] as SoftPath['soft'])).toMatch(/ at least, from 33 places, beside /);
    expect(said(found[0] as SoftPath['soft'])).toMatch(/ at least, from 9 places of the first 25% of it, beside /);
  });

  it('says what is under way behind the walk', () => {
    const progress: PathProgress = { phase: 'beyond', share: 0.419, crossings: 3, stretch: 0, stopped: false };
    expect(progressWords(progress)).toBe('beyond its ends: 41%');
    expect(progressWords({ ...progress, phase: 'samples', share: 1 })).toBe('norms and angles: 100%');
    expect(progressWords({ ...progress, stopped: true })).toBe('stopping');
  });
});
