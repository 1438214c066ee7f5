/**
 * Do boundaries follow meaning? Trains small networks on blobs, moons and spirals and prints how much thicker boundaries lie
 * between classes than within them, trained and untrained, seed by seed: `npm run density:classes`. Same numbers on every run.
 */
import { parseArgs } from 'node:util';
import type { GeneratedSet } from '../src/core/data/generate';
import { formatNumber } from '../src/ui/format';
import { CLAIM, type ClaimRecipe, type ClaimResult, claimFor, ratioOf } from './training/claim';

const HELP = `npm run density:classes -- [options]
  --sets A,B      of blobs, moons, spirals (default: all three)
  --seeds N       seeds 1 … N (default 10)
  --epochs N  --rate R  --bias B  --count N  --batch N  --pairs N
                  another recipe than the one that is printed first
  --json          one object: the recipe, and every result with its intervals
  --help`;

const OPTIONS = {
  sets: { type: 'string' },
  seeds: { type: 'string' },
  epochs: { type: 'string' },
  rate: { type: 'string' },
  bias: { type: 'string' },
  count: { type: 'string' },
  batch: { type: 'string' },
  pairs: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const SETS: readonly GeneratedSet[] = ['blobs', 'moons', 'spirals'];
const MEASURES = ['crossings', 'hamming'] as const;
const LAYERS = [0, 1, 2];

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

function numberOf(values: Values, name: 'seeds' | 'epochs' | 'rate' | 'bias' | 'count' | 'batch' | 'pairs'): number {
  const value = Number(values[name]);
  const whole = name !== 'rate' && name !== 'bias';
  const fits = Number.isFinite(value) && (whole ? Number.isInteger(value) && value >= 1 : value >= 0);
  if (!fits) throw new Error(`invalid --${name}: ${values[name]}`);
  return value;
}

function recipeOf(values: Values): ClaimRecipe {
  const given = <K extends keyof ClaimRecipe>(name: Parameters<typeof numberOf>[1], key: K) =>
    values[name] === undefined ? {} : { [key]: numberOf(values, name) };
  return {
    ...CLAIM,
    ...given('epochs', 'epochs'),
    ...given('rate', 'learningRate'),
    ...given('bias', 'bias'),
    ...given('count', 'count'),
    ...given('batch', 'batchSize'),
    ...given('pairs', 'pairs'),
  };
}

function setsOf(text: string | undefined): readonly GeneratedSet[] {
  const names = text?.split(',') ?? SETS;
  const wrong = names.find((name) => !SETS.includes(name as GeneratedSet));
  if (wrong !== undefined) throw new Error(`invalid --sets: ${wrong}`);
  return names as readonly GeneratedSet[];
}

/** The whole recipe: nothing else goes into the numbers. */
function recipeText(recipe: ClaimRecipe, seeds: number): string {
  const { hidden, count, noise, epochs, batchSize, learningRate, finalRate, bias, pairs } = recipe;
  const steps = epochs * Math.ceil(count / batchSize);
  return [
    `network   2-${hidden.join('-')}-k, ReLU, He, biases uniform in ±${bias}; k = 4 for blobs, else 1`,
    `data      n = ${count}, noise ${SETS.map((set) => `${set} ${noise[set]}`).join(', ')}, a set of its own for each seed`,
    `training  Adam, rate ${learningRate} falling to ${finalRate}, batches of ${batchSize}, ${epochs} epochs = ${steps} steps, float64`,
    `measure   ${pairs} pairs, half within a class; exact crossings or Hamming distance, per length`,
    `seeds     1 … ${seeds}: each for data, first weights, batches and pairs`,
  ].join('\n');
}

const pad = (text: string, width = 8): string => text.padStart(width);
const ratio = (value: number): string => pad(formatNumber(value, 3));

function rowsOf(result: ClaimResult): string {
  const { set, seed, accuracy, loss } = result;
  const cells = LAYERS.flatMap((layer) =>
    MEASURES.map(
      (measure) =>
        `${ratio(ratioOf(result.trained[layer], measure))}${ratio(ratioOf(result.untrained[layer], measure))} `,
    ),
  );
  return `${set.padEnd(8)}${pad(String(seed), 3)} ${pad(`${(100 * accuracy).toFixed(1)} %`)} ${pad(loss.toExponential(1))} |${cells.join('|')}`;
}

function tableHead(): string {
  const names = LAYERS.flatMap((layer) =>
    MEASURES.map((measure) => `${layer === 0 ? 'inputs' : `L${layer}`}, ${measure}`.padStart(16)),
  );
  return `${'set'.padEnd(8)}${pad('seed', 3)}${pad('right')} ${pad('loss')} |${names.map((name) => `${name} `).join('|')}\n${' '.repeat(30)}|${names.map(() => ' trained untrain. ').join('|')}`;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** In how many seeds training raised the ratio, and the means. */
function summaryOf(set: GeneratedSet, results: readonly ClaimResult[]) {
  return LAYERS.flatMap((layer) =>
    MEASURES.map((measure) => {
      const pairs = results
        .filter((result) => result.set === set)
        .map(
          ({ trained, untrained }) => [ratioOf(trained[layer], measure), ratioOf(untrained[layer], measure)] as const,
        );
      return {
        set,
        layer,
        measure,
        trained: mean(pairs.map(([after]) => after)),
        untrained: mean(pairs.map(([, before]) => before)),
        raised: pairs.filter(([after, before]) => after > before).length,
        seeds: pairs.length,
      };
    }),
  );
}

function summaryText(set: GeneratedSet, results: readonly ClaimResult[]): string {
  return summaryOf(set, results)
    .map(
      ({ layer, measure, trained, untrained, raised, seeds }) =>
        `${set.padEnd(8)} ${(layer === 0 ? 'inputs' : `L${layer}`).padEnd(7)}${measure.padEnd(10)}${ratio(trained)}${ratio(untrained)}   in ${raised} of ${seeds} seeds`,
    )
    .join('\n');
}

function main(): void {
  const { values } = parseArgs({ options: OPTIONS });
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  if (values.help) {
    say(HELP);
    return;
  }
  const recipe = recipeOf(values);
  const sets = setsOf(values.sets);
  const seeds = values.seeds === undefined ? 10 : numberOf(values, 'seeds');
  const table = !values.json;
  if (table) say(`${recipeText(recipe, seeds)}\n\nBetween / within:\n${tableHead()}`);
  const results: ClaimResult[] = [];
  for (const set of sets)
    for (let seed = 1; seed <= seeds; seed++) {
      const result = claimFor(set, seed, recipe, LAYERS);
      results.push(result);
      if (table) say(rowsOf(result));
    }
  if (table) {
    say(`\nMeans over the seeds, and where training raised the ratio:\n${' '.repeat(26)} trained untrain.`);
    for (const set of sets) say(summaryText(set, results));
  } else {
    const summary = sets.flatMap((set) => summaryOf(set, results));
    say(JSON.stringify({ recipe, seeds, summary, results }, (_key, value) => plain(value)));
  }
}

/** Typed arrays as lists; a matrix has NaN, which JSON has not: null. */
const plain = (value: unknown): unknown =>
  value instanceof Float64Array ? Array.from(value, (entry) => (Number.isNaN(entry) ? null : entry)) : value;

main();
