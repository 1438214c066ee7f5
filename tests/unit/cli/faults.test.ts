import { mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { version } from '../../../package.json';
import { fixture, run, temporaryFolder } from './run';

const folder = temporaryFolder();
const net = fixture('mlp2_2x16');
const missing = folder.path('missing.json');
const directory = folder.path('directory');
mkdirSync(directory);
const broken = folder.write('broken.json', { layers: [{ W: [[1, 2]] }] });
const huge = folder.write('huge.json', {
  layers: [
    { W: [[1e200, 0]], b: [0] },
    { W: [[1e200]], b: [0] },
  ],
});

describe('faults go to stderr with exit code 2 and leave stdout empty', () => {
  it.each<[string, string[], string]>([
    ['no command', [], 'which command? partition, inspect, path, facets, density, attack, convert or help'],
    ['an unknown command', ['count', net], 'unknown command: count'],
    ['no file', ['partition'], 'which network? a FILE is missing'],
    ['two files', ['partition', net, net], 'one FILE is taken, found another operand'],
    ['a missing file', ['partition', missing], `${missing}: there is no such file`],
    ['a directory', ['partition', directory], `${directory}: is a directory`],
    ['a bad network', ['partition', broken], `${broken}: layers[0].b: missing`],
    ['overflow', ['partition', huge], `${huge}: layers: layer 2, unit 0: `],
    ['an unknown option', ['partition', net, '--fast'], 'unknown option: --fast; this command takes --repeat, --json'],
    ['a short option', ['partition', net, '-j'], 'unknown option: -j'],
    ['a prototype key', ['partition', net, '--constructor'], 'unknown option: --constructor'],
    ['an option of the other command', ['inspect', net, '--repeat', '3'], 'unknown option: --repeat'],
    ['an option twice', ['inspect', net, '--at', '0,0', '--at', '0,1'], '--at is given twice'],
    ['an option without its value', ['inspect', net, '--at'], '--at needs a value'],
    ['an option in place of a value', ['inspect', net, '--at', '--json'], '--at needs a value'],
    ['an empty value', ['inspect', net, '--at='], '--at needs a value'],
    ['a switch with a value', ['partition', net, '--json=yes'], '--json takes no value'],
    ['a repeat of 0', ['partition', net, '--repeat', '0'], "--repeat: '0' is not a whole number from 1 to 10000"],
    ['a repeat of 1.5', ['partition', net, '--repeat', '1.5'], "--repeat: '1.5' is not a whole number"],
    ['a repeat of -1', ['partition', net, '--repeat', '-1'], "--repeat: '-1' is not a whole number"],
    ['a layer of 0', ['partition', net, '--layer', '0'], "--layer: '0' is not a whole number from 1 to 3"],
    ['a strange output', ['partition', net, '--out', 'a.png'], "--out: 'a.png' must end in .json or .svg"],
    [
      'an output that cannot be',
      ['partition', net, '--out', `${missing}/a.json`],
      `${missing}/a.json: there is no such file`,
    ],
    ['neither place', ['inspect', net], 'say where: either --at p,q'],
    ['both places', ['inspect', net, '--at', '0,0', '--input', '0,0'], 'say where: either --at p,q'],
    ['one coordinate', ['inspect', net, '--at', '1'], '--at: 1 values, this network needs 2 (slice coordinates)'],
    ['three inputs', ['inspect', net, '--input', '1,2,3'], '--input: 3 values, this network needs 2 (its inputs)'],
    ['no number', ['inspect', net, '--at', '1,x'], "--at: value 2, 'x', is not a finite number"],
    ['an empty number', ['inspect', net, '--at', '1,'], "--at: value 2, '', is not a finite number"],
    ['infinity', ['inspect', net, '--at', '1,-Infinity'], "--at: value 2, '-Infinity', is not a finite number"],
    ['facets of nowhere', ['facets', net], 'say where: either --at p,q'],
    ['a box of one bound', ['facets', net, '--at', '0,0', '--box', '1'], '--box: 1 values, this option needs 2 (lower'],
    ['a box without room', ['facets', net, '--at', '0,0', '--box', '1,1'], '--box: the lower bound 1 is not below'],
    [
      'a point outside the box',
      ['facets', net, '--at', '0,3', '--box', '-1,1'],
      "--box: the point's input 1, 3, is not",
    ],
    ['a volume without a box', ['facets', net, '--at', '0,0', '--volume'], '--volume needs a --box'],
    [
      'few samples',
      ['facets', net, '--at', '0,0', '--samples', '10'],
      "--samples: '10' is not a whole number from 1000",
    ],
    ['facets too far', ['facets', net, '--at', '1e308,1e308'], '--at: output 0 overflows float64 at this point'],
    ['a point too far', ['inspect', net, '--at', '1e308,1e308'], '--at: output 0 overflows float64 at this point'],
  ])('%s', async (_, words, message) => {
    const { code, out, error } = await run(...words);
    expect(error.startsWith(`polytope-lens: ${message}`), error).toBe(true);
    expect([code, out]).toEqual([2, '']);
    expect(error.endsWith('\n')).toBe(true);
  });

  it('takes a file whose name begins with a dash after --', async () => {
    expect((await run('partition', '--', '-net.json')).error).toBe('polytope-lens: -net.json: there is no such file\n');
  });
});

it('prints help and version', async () => {
  for (const words of [['help'], ['--help'], ['-h'], ['partition', '--help']]) {
    const { code, out, error } = await run(...words);
    expect([code, error]).toEqual([0, '']);
    expect(out).toContain('polytope-lens inspect FILE --at p,q');
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
  }
  expect((await run('--version')).out).toBe(`${version}\n`);
});
