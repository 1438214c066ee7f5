/**
 * `npm run fuzz`: the unit tests that hold properties, on random runs other than those of `npm test`. It says the number that made
 * them: `npm run fuzz -- 123` makes the same runs again, and words after it name the test files.
 */
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run';

/** All test files with properties. */
function propertyTests(): readonly string[] {
  const root = 'tests/unit';
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => join(root, path))
    .filter((path) => path.endsWith('.test.ts') && /\bholds(?:Async)?\(/.test(readFileSync(path, 'utf8')));
}

const [given = '', ...named] = process.argv.slice(2);
if (!/^\d*$/.test(given)) throw new Error(`'${given}' is not a whole number: npm run fuzz -- [number] [test files]`);
const fuzz = given === '' ? String(randomInt(2 ** 31)) : given;
const files = named.length > 0 ? named : propertyTests();
console.log(`Random runs of ${files.length} files by the number ${fuzz}`);
const { ok } = run('npx', ['--no-install', 'vitest', 'run', ...files], {
  env: { ...process.env, POLYTOPE_LENS_FUZZ: fuzz },
});
console.log(ok ? `All hold by the number ${fuzz}` : `To make the same runs again: npm run fuzz -- ${fuzz}`);
process.exitCode = ok ? 0 : 1;
