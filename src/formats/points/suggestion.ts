import type { PointColumn, PointTable } from './table';
import { MAX_CLASSES, suggestTask } from './targets';
import type { DataChoice } from './toData';

/** Names that people give to what is to be predicted. */
const TARGET_NAME = /^(targets?|labels?|class|classes|category|categories|species|outputs?|outcome)$/i;

/** Names, and words of names, that say so where the column holds classes. */
const CLASS_WORD = /^(target|label|class|category|species|output|outcome|type|group|cluster)$/i;

/** Inputs within ± this are of the size that first weights are drawn for. */
const COMMON = 2;

/** Texts without a repetition over more rows than this name the rows, not classes. */
const FEW_ROWS = 10;

/** Whether texts can be classes: at least two, not too many, not one a row. */
function holdsClasses(column: PointColumn): boolean {
  if (column.kind === 'number') return suggestTask(column) !== 'regression';
  const { names, indices } = column;
  const filled = indices.reduce((count, index) => count + (index < 0 ? 0 : 1), 0);
  return names.length >= 2 && names.length <= MAX_CLASSES && (names.length < filled || filled <= FEW_ROWS);
}

/** `trueLabel`, `true_label` and `true label` are the words true and label. */
const wordsOf = (name: string): string[] => name.replace(/([a-z])([A-Z])/g, '$1 $2').split(/[^\p{L}]+/u);

const isNamed = (name: string, column: PointColumn): boolean => column.name.trim().toLowerCase() === name;

/**
 * Beside an x and with something after them to predict, y is a coordinate. The column to predict then, or undefined:
 * the last one of few whole numbers, else the last of all where that is neither x nor y.
 */
function overPlane(columns: readonly PointColumn[]): PointColumn | undefined {
  const rest = columns.filter((column) => !isNamed('x', column) && !isNamed('y', column));
  if (columns.length - rest.length < 2) return undefined;
  const last = columns.at(-1);
  return rest.findLast(holdsClasses) ?? rest.find((column) => column === last && column.kind === 'number');
}

function suggestedTarget(columns: readonly PointColumn[]): PointColumn | undefined {
  const classes = columns.filter(holdsClasses);
  const texts = classes.filter(({ kind }) => kind === 'category');
  const isY = (column: PointColumn): boolean => isNamed('y', column);
  return (
    columns.find(
      (column) => TARGET_NAME.test(column.name.trim()) && (column.kind === 'number' || holdsClasses(column)),
    ) ??
    classes.findLast(({ name }) => wordsOf(name).some((word) => CLASS_WORD.test(word))) ??
    texts.find(isY) ??
    texts.at(-1) ??
    overPlane(columns) ??
    columns.find((column) => isY(column) && column.kind === 'number') ??
    columns.findLast(({ kind }) => kind === 'number')
  );
}

/**
 * The choice that a table suggests. Target: the column that is called so (target, label, class, species …), else the last
 * one with texts that can be classes, else y, unless x and y are coordinates beside another column, else the last column of
 * numbers; a lone column has none. Inputs: all other numbers, standardised unless all of them are of a common size.
 */
export function suggestedChoice({ columns }: PointTable, name: string): DataChoice {
  const target = columns.length > 1 ? suggestedTarget(columns) : undefined;
  const inputs = columns.filter((column) => column !== target && column.kind === 'number');
  const common = inputs.every(
    (column) => column.kind === 'number' && column.values.every((value) => !(Math.abs(value) > COMMON)),
  );
  return {
    name,
    inputs: inputs.map((column) => column.name),
    target: target?.name ?? null,
    task: target ? suggestTask(target) : 'regression',
    standardiseInputs: !common,
  };
}
