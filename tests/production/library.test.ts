import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** A program that uses the package by its name, as a project that installed it would. */
const program = `
import { axisSlice, type CellComplex, certify, faceCount, type Network, partition, square } from 'polytope-lens';
import {
  formatErrorText, matrixText, parseNetworkFile, parseNetworkJson, parsePoints, readNpy, writeNetworkSafetensors, writeNpy,
} from 'polytope-lens/formats';
import { likelyCodes, softMap, softness, type SoftPass, softPass } from 'polytope-lens/soft';

const layers = [{ W: [[1, 0], [0, 1], [1, 1]], b: [0, 0, -0.5] }, { W: [[1, 2, -4]], b: [0] }];
const parsed = parseNetworkJson(JSON.stringify({ layers }));
if (!parsed.ok) throw new Error(formatErrorText(parsed.error));
const network: Network = parsed.network;
const complex: CellComplex = partition(network, axisSlice(2), square(1));
const { euler, signViolations } = certify(network, axisSlice(2), square(1), complex);
const faces: number = faceCount(complex);
// @ts-expect-error: a type that is not resolved would let this pass.
const wrong: string = faceCount(complex);
const bytes: Uint8Array = writeNetworkSafetensors(network, parsed);
const again = parseNetworkFile(bytes, 'again.safetensors');
const same = again.ok && JSON.stringify(again.network) === JSON.stringify(network);
const array = readNpy(writeNpy(Float64Array.of(1, 2), [2, 1]));
const points = parsePoints('x,y\\n1,2');
const text = matrixText({ rows: 1, cols: 1, A: [2] }, 'json', { precision: 'exact' });
const files = [same, array.ok && array.tensor.shape, points.ok && points.table.rowCount, text];
const pass: SoftPass = softPass(network, softness(network, { beta: 0.5 }), [0, 0]);
// @ts-expect-error: a type that is not resolved would let this pass.
const notText: string = softMap(network, pass).rows;
const soft = [pass.codes[0]?.probabilities.slice(0, 2).join(), likelyCodes(network, pass, 3).length, typeof notText];
console.log(JSON.stringify({ soft, files, faces, euler, signViolations, wrong: typeof wrong }));
`;
const settings = {
  compilerOptions: {
    module: 'nodenext',
    target: 'es2022',
    strict: true,
    outDir: 'out',
    types: [],
    lib: ['es2023', 'dom'],
  },
  files: ['program.ts'],
};

const require = createRequire(import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'polytope-lens-user-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(() => {
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(resolve('.'), join(folder, 'node_modules', 'polytope-lens'), 'dir');
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  writeFileSync(join(folder, 'program.ts'), program);
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings));
});

it('is imported by name, with types, under Node’s own resolution', () => {
  const options = { cwd: folder, encoding: 'utf8' } as const;
  const checked = spawnSync(process.execPath, [require.resolve('typescript/bin/tsc')], options);
  expect([checked.stdout, checked.status]).toEqual(['', 0]);
  const ran = spawnSync(process.execPath, [join('out', 'program.js')], options);
  expect(ran.stderr).toBe('');
  expect(JSON.parse(ran.stdout)).toEqual({
    soft: ['0.5,0.5', 3, 'number'],
    files: [true, [2, 1], 1, '[\n  [2]\n]\n'],
    faces: 7,
    euler: 1,
    signViolations: 0,
    wrong: 'number',
  });
});

it('runs the program of the readme on the network of the readme', () => {
  const readme = readFileSync('README.md', 'utf8');
  const block = (language: string) => new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1] ?? '';
  writeFileSync(join(folder, 'net.json'), block('json'));
  writeFileSync(join(folder, 'readme.js'), block('js'));
  const { stdout, stderr } = spawnSync(process.execPath, ['readme.js'], { cwd: folder, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^7 \{/);
  // At (0.25, −0.5) only the first of the three units is on: f = p + 0.25.
  expect(stdout).toContain('{ A: [ [ 1, 0 ] ], c: [ 0.25 ] }');
});
