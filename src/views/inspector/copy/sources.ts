/** What of the inspector can be copied, and how each is written. */
import type { MatrixForm, Precision, TextWriters } from '../../../state/copyText';
import type { LensStore } from '../../../state/types';

export interface CopySource {
  readonly key: string;
  readonly text: string;
  readonly title: string;
  readonly write: (writers: TextWriters, form: MatrixForm, precision: Precision) => string;
}

/** Names of the slice's coordinates as a program takes them: x1, x2 along the axes, p and q off them. */
function plainNames({ lens, session }: LensStore): readonly string[] {
  if (lens.slice.kind !== 'axes') return ['p', 'q'];
  return session.network.inputSize === 1 ? ['x1'] : lens.slice.axes.map((axis) => `x${axis + 1}`);
}

/** The local affine map on R^d and, where that is another one, on the slice. Empty before there is one. */
export function mapSources(store: LensStore): readonly CopySource[] {
  const { inspection, network } = store.session;
  if (!inspection) return [];
  const { map, mapOutputs, sliceMap } = inspection;
  const whole: CopySource = {
    key: 'input',
    text: network.inputSize > 2 ? `all ${network.inputSize} inputs` : 'inputs',
    title: `f(x) = A x + c for x in R^${network.inputSize}: A is ${map.rows} × ${map.cols}`,
    write: (writers, form, precision) => writers.matrix(map, form, { precision }),
  };
  const same = store.lens.slice.kind === 'axes' && network.inputSize <= 2;
  if (same) return [whole];
  const names = plainNames(store);
  const slice: CopySource = {
    key: 'slice',
    text: 'slice',
    title: `f(v) = A v + c for v = (${names.join(', ')}) in the slice: A is ${sliceMap.rows} × 2`,
    write: (writers, form, precision) => writers.matrix(sliceMap, form, { precision, input: 'v', columnNames: names }),
  };
  // Of a large network not all rows are there.
  return mapOutputs ? [slice] : [slice, whole];
}

/** The selected input x as a vector of R^d. */
export function inputSources({ session: { inspection } }: LensStore): readonly CopySource[] {
  if (!inspection) return [];
  const { x } = inspection;
  return [
    {
      key: 'x',
      text: 'x',
      title: `The input x in R^${x.length}`,
      write: (writers, form, precision) => writers.vector(x, form, { precision }),
    },
  ];
}
