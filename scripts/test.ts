/**
 * `npm test`: every check, cheapest first, stopping at the first step that fails. The last line, alone, is the sum of the unit
 * and browser tests: `N passed, N failed`. A check without tests of its own (types, lint, build, size) that fails counts
 * as one failure.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { findBrowser } from './browser';
import { runBeside, runPackage } from './run';

interface Tally {
  readonly passed: number;
  readonly failed: number;
}
interface Step {
  readonly name: string;
  run(): Tally | Promise<Tally>;
}

const results = 'test-results';

/** Checks that need one core each and nothing of one another, at once. */
function beside(commands: Readonly<Record<string, readonly string[]>>): Step {
  const check = async ([name, [program = '', ...words]]: [string, readonly string[]]): Promise<boolean> => {
    const { ok, reason } = await runBeside(program, words);
    console.log(`${name}: ${ok ? 'ok' : reason}`);
    return ok;
  };
  return {
    name: Object.keys(commands).join(', '),
    run: async () => {
      const results = await Promise.all(Object.entries(commands).map(check));
      return { passed: 0, failed: results.filter((ok) => !ok).length };
    },
  };
}

function command(name: string, packageCommand: string, ...args: string[]): Step {
  return { name, run: () => ({ passed: 0, failed: runPackage(packageCommand, ...args).ok ? 0 : 1 }) };
}

/** Counts of a vitest run from its JSON report; a run that ends badly without a failed test counts as one failure. */
function vitest(name: string, config: string): Step {
  const file = `${results}/${name}.json`;
  return {
    name: `${name} tests`,
    run: () => {
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
      const { ok } = runPackage('vitest', 'run', '--config', config, ...reporters);
      const tally = readTally(file);
      return ok || tally.failed > 0 ? tally : { ...tally, failed: 1 };
    },
  };
}

function readTally(file: string): Tally {
  try {
    const report: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const { numPassedTests, numFailedTests } = report as { numPassedTests: number; numFailedTests: number };
    return { passed: numPassedTests, failed: numFailedTests };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function browser(): Tally {
  try {
    console.log(findBrowser());
    return { passed: 0, failed: 0 };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  }
}

const steps: readonly Step[] = [
  beside({
    types: ['npx', '--no-install', 'tsc', '--noEmit'],
    lint: ['npx', '--no-install', 'biome', 'ci', '--error-on-warnings', '.'],
    build: ['npm', 'run', 'build'],
  }),
  vitest('unit', 'vitest.config.ts'),
  command('size', 'size-limit'),
  { name: 'browser', run: browser },
  vitest('browser', 'vitest.browser.config.ts'),
];

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
let passed = 0;
let failed = 0;
for (const step of steps) {
  console.log(`\n── ${step.name}`);
  const tally = await step.run();
  passed += tally.passed;
  failed += tally.failed;
  if (tally.failed > 0) {
    console.log(`\nStopped: ${step.name} failed.`);
    break;
  }
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
