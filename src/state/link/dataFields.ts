/**
 * Data in a link. Generated: `moons;400;0.05;5` (points, noise, seed). A formula: `2;binary;400;0;1;x*y`. Points of a table:
 * what they are as JSON (`points`), then their exact float32 inputs and targets.
 */
import type { DataSpec, FormulaTarget, GeneratedSpec, PointsSpec } from '../dataTypes';
import { type Draft, type Entry, field } from './field';
import { floatsText, LinkFault, numberText, readFloats, readNumber } from './text';

const sampledText = ({ count, noise, seed }: GeneratedSpec | FormulaTarget): string =>
  [count, noise, seed].map(numberText).join(';');

function readSampled(texts: readonly (string | undefined)[]): Pick<GeneratedSpec, 'count' | 'noise' | 'seed'> {
  const [count = '', noise = '', seed = ''] = texts;
  return { count: readNumber(count), noise: readNumber(noise), seed: readNumber(seed) };
}

function readGenerated(text: string): GeneratedSpec {
  const [set, count, noise, seed, more] = text.split(';');
  if (more !== undefined) throw new LinkFault('four parts are needed: set, points, noise, seed');
  return { kind: 'generated', set: set as GeneratedSpec['set'], ...readSampled([count, noise, seed]) };
}

const formulaText = (spec: FormulaTarget): string =>
  [numberText(spec.inputSize), spec.task, sampledText(spec), spec.formula].join(';');

function readFormula(text: string): FormulaTarget {
  const [inputs = '', task, count, noise, seed, ...formula] = text.split(';');
  return {
    kind: 'formula',
    inputSize: readNumber(inputs),
    task: task as FormulaTarget['task'],
    ...readSampled([count, noise, seed]),
    formula: formula.join(';'),
  };
}

/** Everything but the numbers. */
const pointsText = ({ name, columns, scaling, task, classNames, image }: PointsSpec): string =>
  JSON.stringify({ name, columns, task, classNames, ...(scaling ? { scaling } : {}), ...(image ? { image } : {}) });

function readPoints(text: string): PointsSpec {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new LinkFault('it is not JSON');
  }
  if (typeof value !== 'object' || value === null) throw new LinkFault('it is no object');
  // The schema sees to the rest.
  return { scaling: null, ...(value as object), kind: 'points', inputs: [], targets: [] } as unknown as PointsSpec;
}

const of = <K extends DataSpec['kind']>(spec: DataSpec | null, kind: K): Extract<DataSpec, { kind: K }> | null =>
  spec?.kind === kind ? (spec as Extract<DataSpec, { kind: K }>) : null;

function editPoints(draft: Draft, change: Partial<PointsSpec>): void {
  const points = of(draft.dataSpec, 'points');
  if (!points) throw new LinkFault('there are no points that it belongs to');
  draft.dataSpec = { ...points, ...change };
}

/** A field of one kind of data. */
function part<K extends DataSpec['kind']>(
  kind: K,
  write: (spec: Extract<DataSpec, { kind: K }>) => string,
  read: (text: string, draft: Draft) => void,
) {
  return field(({ dataSpec }) => {
    const spec = of(dataSpec, kind);
    return spec ? write(spec) : '';
  }, read);
}

export const DATA_FIELDS: readonly Entry[] = [
  [
    'set',
    part(
      'generated',
      ({ set, ...spec }) => `${set};${sampledText({ set, ...spec })}`,
      (text, draft) => {
        draft.dataSpec = readGenerated(text);
      },
    ),
  ],
  [
    'formula',
    part('formula', formulaText, (text, draft) => {
      draft.dataSpec = readFormula(text);
    }),
  ],
  [
    'points',
    part('points', pointsText, (text, draft) => {
      draft.dataSpec = readPoints(text);
    }),
  ],
  [
    'px',
    part(
      'points',
      ({ inputs }) => floatsText(inputs, 4),
      (text, draft) => editPoints(draft, { inputs: readFloats(text, 4) }),
    ),
  ],
  [
    'py',
    part(
      'points',
      ({ targets }) => floatsText(targets, 4),
      (text, draft) => editPoints(draft, { targets: readFloats(text, 4) }),
    ),
  ],
];
