/** What a `LensState` may be. Links, files, `load` and actions all pass through here; sizes are capped before use. */
import * as v from 'valibot';
import { domainFault } from '../core/partition';
import {
  LENS_VERSION,
  MAX_COORDINATE,
  MAX_DOMAIN_CORNERS,
  MAX_LAYERS,
  MAX_MIX_TERMS,
  MAX_NAME,
  MAX_PARAMETERS,
  MAX_WIDTH,
} from './limits';
import { parameterCount } from './network';
import type { CustomNetwork, FlatWeights, LensState, Point2 } from './types';

export type StateResult =
  | { readonly ok: true; readonly state: LensState; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly message: string };

/** −0 becomes 0, as it does in JSON, so that a state is the same after every round trip. */
const plainZero = v.transform((x: number) => x + 0);
const finite = v.pipe(v.number('is not a number'), v.finite('is not a finite number'), plainZero);
const coordinate = v.pipe(
  v.number('is not a number'),
  v.finite('is not a finite number'),
  v.check((x) => Math.abs(x) <= MAX_COORDINATE, `is larger than ${MAX_COORDINATE}`),
  plainZero,
);
const count = (most: number, what: string) =>
  v.pipe(
    v.number('is not a number'),
    v.integer('is not a whole number'),
    v.minValue(0, 'is negative'),
    v.maxValue(most, ({ input }) => `${input} ${what}, more than this page takes (${most})`),
  );
const size = (what: string) => v.pipe(count(MAX_WIDTH, what), v.minValue(1, 'is not positive'));
const point2 = v.strictTuple([coordinate, coordinate], 'is not a pair of numbers');
/** Half characters, which no link can carry, become the replacement character. */
const name = v.pipe(
  v.string('is not a text'),
  v.maxLength(MAX_NAME, `is longer than ${MAX_NAME} characters`),
  v.transform((text) => text.replace(/\p{Surrogate}/gu, '\ufffd')),
);

/** Numbers in bulk; checked by a plain loop, as there may be a million. */
const numbers = v.pipe(
  v.custom<FlatWeights>((list) => Array.isArray(list), 'is not a list of numbers'),
  v.rawTransform(({ dataset: { value }, addIssue, NEVER }) => {
    if (value.length > MAX_PARAMETERS) {
      addIssue({ message: `has ${value.length} values, more than this page takes (${MAX_PARAMETERS})` });
      return NEVER;
    }
    const bad = value.findIndex((x) => !Number.isFinite(x));
    if (bad >= 0) {
      addIssue({ message: `has no finite number at ${bad}: ${String(value[bad]).slice(0, 40)}` });
      return NEVER;
    }
    return value.map((x) => x + 0);
  }),
);

const isFloat32 = (weights: FlatWeights): boolean => weights.every((x) => Math.fround(x) === x);
const float32 = v.pipe(
  numbers,
  v.check((weights: number[]) => isFloat32(weights), 'has values that are not float32'),
);

const activation = v.picklist(
  ['identity', 'relu', 'leakyRelu', 'abs', 'hardTanh', 'relu6'],
  ({ received }) => `is ${received.slice(0, 40)}; identity, relu, leakyRelu, abs, hardTanh and relu6 are supported`,
);

const layer = v.pipe(
  v.object({ size: size('units'), activation, alpha: v.exactOptional(finite) }),
  v.check(
    ({ activation, alpha }) => alpha === undefined || activation === 'leakyRelu',
    'has an alpha, but is no leakyRelu',
  ),
);

const customNetwork = v.pipe(
  v.object({
    name,
    precision: v.picklist(['float32', 'float64'], 'is neither float32 nor float64'),
    inputSize: size('inputs'),
    layers: v.pipe(
      v.array(layer, 'is not a list of layers'),
      v.minLength(1, 'is empty'),
      v.maxLength(MAX_LAYERS, `has more than ${MAX_LAYERS} layers`),
    ),
    weights: numbers,
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    const message = dataset.typed ? customFault(dataset.value) : null;
    if (message) addIssue({ message });
  }),
);

function customFault(custom: CustomNetwork): string | null {
  const needed = parameterCount(custom);
  if (needed > MAX_PARAMETERS) return `has ${needed} weights, more than this page takes (${MAX_PARAMETERS})`;
  if (custom.weights.length !== needed) return `has ${custom.weights.length} weights, its layers need ${needed}`;
  return custom.precision === 'float32' && !isFloat32(custom.weights) ? 'has weights that are not float32' : null;
}

const mix = v.object({
  kind: v.literal('mix'),
  terms: v.pipe(
    v.array(v.strictTuple([count(1e8, 'as a data index'), finite])),
    v.minLength(1, 'is empty'),
    v.maxLength(MAX_MIX_TERMS, `has more than ${MAX_MIX_TERMS} terms`),
    v.check((terms) => sumsToOne(terms.map(([, weight]) => weight)), 'has weights that do not sum to 1'),
  ),
});

function sumsToOne(weights: readonly number[]): boolean {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const scale = weights.reduce((total, weight) => total + Math.abs(weight), 1);
  return Math.abs(sum - 1) <= 1e-9 * scale;
}

const anchor = v.variant(
  'kind',
  [mix, v.object({ kind: v.literal('input'), values: numbers })],
  'is neither mix nor input',
);

const slice = v.variant(
  'kind',
  [
    v.object({
      kind: v.literal('axes'),
      axes: v.strictTuple([count(MAX_WIDTH, 'as an input'), count(MAX_WIDTH, 'as an input')]),
    }),
    v.object({
      kind: v.literal('anchors'),
      anchors: v.strictTuple([anchor, anchor, anchor]),
      at: point2,
      angle: coordinate,
      handed: v.picklist([1, -1] as const, 'is neither 1 nor −1'),
    }),
  ],
  'is neither axes nor anchors',
);

/** A convex, counter-clockwise polygon, or the two ends [lo, 0], [hi, 0] of an interval. */
const domain = v.pipe(
  v.array(point2, 'is not a list of points'),
  v.maxLength(MAX_DOMAIN_CORNERS, `has more than ${MAX_DOMAIN_CORNERS} corners`),
  v.rawCheck(({ dataset, addIssue }) => {
    const message = dataset.typed ? polygonFault(dataset.value) : null;
    if (message) addIssue({ message });
  }),
);

function polygonFault(corners: readonly Point2[]): string | null {
  const [lo, hi] = corners;
  if (corners.length !== 2 || !lo || !hi) return domainFault(corners);
  return lo[0] < hi[0] && lo[1] === 0 && hi[1] === 0 ? null : 'is no interval [lo, 0], [hi, 0] with lo < hi';
}

const positive = v.pipe(
  finite,
  v.check((x) => x > 0, 'is not positive'),
);

const entries = {
  version: v.literal(LENS_VERSION),
  scene: name,
  network: v.nullable(customNetwork),
  weights: v.nullable(float32),
  step: count(1e12, 'steps'),
  slice,
  domain,
  point: point2,
  viewport: v.object({ centre: point2, span: v.pipe(coordinate, v.minValue(1e-12, 'is not positive')) }),
  colour: v.picklist(['code', 'class', 'output'], 'is none of code, class, output'),
  upToLayer: v.nullable(v.pipe(count(MAX_LAYERS, 'layers'), v.minValue(1, 'is not a layer (from 1)'))),
  decision: v.boolean('is neither true nor false'),
  showData: v.boolean('is neither true nor false'),
  showField: v.boolean('is neither true nor false'),
  training: v.object({
    optimizer: v.picklist(['adam', 'sgd'], 'is neither adam nor sgd'),
    learningRate: v.pipe(positive, v.maxValue(1e3, 'is larger than 1000')),
    batchSize: v.pipe(count(1e6, 'samples a batch'), v.minValue(1, 'is not positive')),
  }),
};

const lensState = v.object(entries, 'is not an object');

/** `slice.anchors[0].terms`, for messages. */
const dotted = (path: readonly { key: unknown }[] | undefined): string =>
  (path ?? [])
    .map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key).slice(0, 40)}`))
    .join('')
    .replace(/^\./, '');

function sentence(issue: v.BaseIssue<unknown>, whole: string): string {
  const where = dotted(issue.path as { key: unknown }[] | undefined) || whole;
  const received = issue.received.length > 60 ? `${issue.received.slice(0, 60)}…` : issue.received;
  const missing = issue.received === 'undefined' || issue.message.startsWith('Invalid key');
  if (missing) return `${where} is missing`;
  return /^(Invalid|Expected)/.test(issue.message)
    ? `${where}: ${received} is not valid`
    : `${where} ${issue.message} (${received})`;
}

/** Later versions are told apart from damage. */
function versionFault(value: unknown, whole: string): string | null {
  if (typeof value !== 'object' || value === null || !('version' in value)) return null;
  const { version } = value;
  if (version === LENS_VERSION) return null;
  const later = typeof version === 'number' && version > LENS_VERSION;
  return later
    ? `${whole} is of version ${version}, this page reads version ${LENS_VERSION}: open it with a newer page`
    : `${whole} has no version that this page reads (${String(version).slice(0, 20)} instead of ${LENS_VERSION})`;
}

/**
 * Checks everything that can be checked without the scene. `whole` names the thing in messages ("the state", "the link").
 * Unknown keys of the top level are dropped and reported.
 */
export function parseLensState(value: unknown, whole = 'the state'): StateResult {
  const wrongVersion = versionFault(value, whole);
  if (wrongVersion) return { ok: false, message: wrongVersion };
  const result = v.safeParse(lensState, value, { abortEarly: true, abortPipeEarly: true });
  if (!result.success) return { ok: false, message: sentence(result.issues[0], whole) };
  const unknown = Object.keys(value as object).filter((key) => !(key in entries));
  const warnings = unknown.map((key) => `${whole}: "${key.slice(0, 40)}" is not known and was dropped`);
  return { ok: true, state: result.output, warnings };
}
