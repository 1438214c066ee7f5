import { type ReactElement, useState } from 'react';
import type { FormulaTarget } from '../../state/dataTypes';
import { Segmented } from '../../ui/Segmented';
import type { LensStoreApi } from '../live';
import { FormulaField } from './FormulaField';
import { SampleControls } from './SampleControls';

/** A target as a formula: what it is, of how many inputs, and whether its value or its sign counts. */
export function FormulaControls({ store, spec }: { store: LensStoreApi; spec: FormulaTarget }): ReactElement {
  const [problem, setProblem] = useState<string | null>(null);
  const use = async (change: Partial<FormulaTarget>): Promise<void> =>
    setProblem(await store.getState().actions.setData({ ...spec, ...change }));
  return (
    <>
      <FormulaField
        formula={spec.formula}
        inputSize={spec.inputSize}
        problem={problem}
        onUse={(formula) => void use({ formula })}
      />
      <Segmented
        label="Target"
        value={spec.task}
        options={[
          { value: 'binary', text: 'sign', title: 'Two classes: f > 0 and f ≤ 0' },
          { value: 'regression', text: 'value', title: 'A regression' },
        ]}
        onChange={(task) => void use({ task })}
      />
      <Segmented
        label="Inputs"
        value={String(spec.inputSize)}
        options={[
          { value: '1', text: '1' },
          { value: '2', text: '2' },
        ]}
        onChange={(inputs) => void use({ inputSize: Number(inputs) })}
      />
      <SampleControls store={store} spec={spec} />
    </>
  );
}
