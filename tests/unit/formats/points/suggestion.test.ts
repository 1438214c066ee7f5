import { describe, expect, it } from 'vitest';
import { parsePoints, suggestedChoice } from '../../../../src/formats/points';

function choiceOf(text: string) {
  const read = parsePoints(text);
  if (!read.ok) throw new Error(read.error.message);
  return suggestedChoice(read.table, 'points');
}

/** Rows under a header; each cell is made of the row's number by what its column is to hold. */
const CELLS: Readonly<Record<string, (row: number) => string | number>> = {
  real: (row) => Math.sin(row + 1),
  whole: (row) => (row * 7) % 3,
  bit: (row) => row % 2,
  text: (row) => ['a', 'b', 'c'][row % 3] as string,
  two: (row) => ['yes', 'no'][row % 2] as string,
  unique: (row) => `row ${String.fromCharCode(97 + row)}`,
  count: (row) => row,
};

const tableOf = (columns: readonly (readonly [name: string, cell: string])[]): string =>
  [
    columns.map(([name]) => name).join(','),
    ...Array.from({ length: 24 }, (_, row) => columns.map(([, cell]) => CELLS[cell]?.(row)).join(',')),
  ].join('\n');

describe('the columns that a table suggests', () => {
  it.each([
    ['x:real y:real label:text', 'label', 'classes', 'x y'],
    ['x:real y:real label:bit', 'label', 'binary', 'x y'],
    ['label:text x:real y:real', 'label', 'classes', 'x y'],
    ['y:real Class:whole x:real', 'Class', 'classes', 'y x'],
    ['x:real y:real colour:text', 'colour', 'classes', 'x y'],
    ['X:real Y:real group:whole', 'group', 'classes', 'X Y'],
    ['x:real y:real shade:whole', 'shade', 'classes', 'x y'],
    ['shade:bit x:real y:real', 'shade', 'binary', 'x y'],
    ['x:real y:real z:real', 'z', 'regression', 'x y'],
    ['x:whole y:whole z:real', 'z', 'regression', 'x y'],
    ['x:real y:real', 'y', 'regression', 'x'],
    ['y:real x:real', 'y', 'regression', 'x'],
    ['x:real y:bit', 'y', 'binary', 'x'],
    ['id:count x:real y:real', 'y', 'regression', 'id x'],
    ['x1:real x2:real y:real', 'y', 'regression', 'x1 x2'],
    ['x1:real x2:real y:text', 'y', 'classes', 'x1 x2'],
    ['y:real x1:real x2:real', 'y', 'regression', 'x1 x2'],
    ['a:real b:real y:bit c:real', 'y', 'binary', 'a b c'],
    ['y:real a:real kind:two', 'kind', 'binary', 'y a'],
    ['city:unique a:real y:real', 'y', 'regression', 'a'],
    ['label:unique x:real y:real', 'y', 'regression', 'x'],
    ['sepal length:real petal length:real species:text', 'species', 'classes', 'sepal length,petal length'],
    ['true_label:whole x:real y:real', 'true_label', 'classes', 'x y'],
    ['classLabel:text name:text x:real', 'classLabel', 'classes', 'x'],
    ['output power:real a:real y:real', 'y', 'regression', 'output power,a'],
    ['target:real a:real b:text', 'target', 'regression', 'a'],
    ['a:real b:real c:real', 'c', 'regression', 'a b'],
    ['a:real name:unique', 'a', 'regression', ''],
    ['a:real', null, 'regression', 'a'],
  ])('%s: target %s (%s)', (header, target, task, inputs) => {
    const columns = header.split(/(?<=:\w+) /).map((part) => part.split(':') as [string, string]);
    expect(choiceOf(tableOf(columns))).toMatchObject({
      target,
      task,
      inputs: inputs === '' ? [] : inputs.split(inputs.includes(',') ? ',' : ' '),
    });
  });

  it('are read from a few rows too', () => {
    expect(choiceOf('x,y,label\n0,0,a\n1,0,b\n0,1,c')).toMatchObject({
      inputs: ['x', 'y'],
      target: 'label',
      task: 'classes',
      standardiseInputs: false,
    });
  });
});
