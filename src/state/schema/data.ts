/** Data that are not the scene's own. */
import * as v from 'valibot';
import { GENERATED_SETS } from '../../core/data/generate';
import type { PointsSpec } from '../dataTypes';
import { MAX_FORMULA, MAX_POINT_VALUES, MAX_SAMPLES, MAX_WIDTH } from '../limits';
import { count, finite, float32, name } from './primitives';
import { seed } from './seeded';

const sampled = {
  count: v.pipe(count(MAX_SAMPLES, 'points'), v.minValue(1, 'is not positive')),
  noise: v.pipe(finite, v.minValue(0, 'is negative'), v.maxValue(100, 'is larger than 100')),
  seed,
};

const generated = v.object({
  kind: v.literal('generated'),
  set: v.picklist(GENERATED_SETS, `is none of ${GENERATED_SETS.join(', ')}`),
  ...sampled,
});

const formula = v.object({
  kind: v.literal('formula'),
  formula: v.pipe(
    v.string('is not a text'),
    v.maxLength(MAX_FORMULA, `is longer than ${MAX_FORMULA} characters`),
    v.transform((text) => text.replace(/\p{Surrogate}/gu, '\ufffd')),
  ),
  inputSize: v.pipe(count(2, 'inputs of a formula'), v.minValue(1, 'is not positive')),
  task: v.picklist(['regression', 'binary'], 'is neither regression nor binary'),
  ...sampled,
});

const names = (most: number) => v.pipe(v.array(name, 'is not a list of names'), v.maxLength(most, 'is too long'));

const side = v.pipe(count(MAX_WIDTH, 'pixels along a side'), v.minValue(1, 'is not positive'));

const points = v.pipe(
  v.object({
    kind: v.literal('points'),
    name,
    columns: v.pipe(names(MAX_WIDTH), v.minLength(1, 'is empty')),
    inputs: float32,
    scaling: v.nullable(v.array(v.object({ mean: finite, deviation: finite }))),
    task: v.picklist(['binary', 'classes', 'regression'], 'is none of binary, classes, regression'),
    targets: float32,
    classNames: names(100),
    image: v.exactOptional(v.object({ width: side, height: side })),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    const message = dataset.typed ? pointsFault(dataset.value) : null;
    if (message) addIssue({ message });
  }),
);

function pointsFault({ columns, inputs, targets, scaling, task, classNames, image }: PointsSpec): string | null {
  const values = inputs.length;
  if (targets.length === 0) return 'has no points';
  if (values > MAX_POINT_VALUES) return `has ${values} values, more than this page takes (${MAX_POINT_VALUES})`;
  if (values !== targets.length * columns.length)
    return `has ${values} values for ${targets.length} points of ${columns.length} columns`;
  if (scaling && scaling.length !== columns.length)
    return `has ${scaling.length} scalings for ${columns.length} columns`;
  if (image && image.width * image.height !== columns.length)
    return `has pictures of ${image.width} × ${image.height} pixels and ${columns.length} columns`;
  const classes = task === 'regression' ? 0 : classNames.length;
  if (classNames.length !== classes || (task === 'binary' && classes !== 2) || (task === 'classes' && classes < 2))
    return `has ${classNames.length} class names, which does not go with the task ${task}`;
  const bad =
    classes === 0 ? -1 : targets.findIndex((target) => !(Number.isInteger(target) && target >= 0 && target < classes));
  return bad < 0 ? null : `has the target ${targets[bad]} at point ${bad}, which is none of ${classes} classes`;
}

/** Joined after the first links: without it the data are the scene's. */
export const dataEntries = {
  dataSpec: v.optional(v.nullable(v.variant('kind', [generated, formula, points], 'is of no known kind')), null),
};
