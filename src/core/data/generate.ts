import type { DataSet } from './dataSet';
import { blobs, circles, moons, type SampleSpec, spirals, xor } from './planar';

/** Seeded sets with two inputs, by name. */
export const GENERATED_SETS = ['moons', 'circles', 'spirals', 'blobs', 'xor'] as const;
export type GeneratedSet = (typeof GENERATED_SETS)[number];

const MAKERS: Readonly<Record<GeneratedSet, (spec: SampleSpec) => DataSet>> = {
  moons,
  circles,
  spirals: (spec) => spirals(spec, 1.5),
  blobs: (spec) => blobs(spec, 4),
  xor,
};

/** A set by its name: spirals of one and a half turns, four blobs. Throws a RangeError on a count that is none. */
export const generateData = (set: GeneratedSet, spec: SampleSpec): DataSet => MAKERS[set](spec);
