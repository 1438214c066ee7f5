import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { LensStore, ModelStatus } from '../../state/types';
import { element, setText } from '../../ui/dom';
import { formatBytes, formatError, formatFull } from '../../ui/format';
import { NumberField } from '../../ui/NumberField';
import { Section } from '../../ui/Section';
import { Segmented } from '../../ui/Segmented';
import { TermHelp } from '../help/TermHelp';
import { makeFact } from '../inspector/facts';
import { type Drawing, type LensStoreApi, useDrawing } from '../live';
import { BetaTraining } from './BetaTraining';

const BACKENDS = { webgl: 'WebGL', wasm: 'WebAssembly', cpu: 'CPU' } as const;

function backendText({ phase, backend, inWorker }: ModelStatus): string {
  if (phase === 'idle') return 'not loaded yet';
  if (phase === 'loading') return 'loading …';
  if (phase === 'failed' || !backend) return 'failed';
  return `${BACKENDS[backend]}${inWorker ? ', worker' : ''}`;
}

function mountModel(host: HTMLElement): Drawing {
  const list = element('dl', 'facts');
  const backend = makeFact('tfjs on');
  const memory = makeFact('GPU memory');
  const difference = makeFact('Engine − tfjs');
  const note = element('p', 'model-note soft');
  list.append(backend.row, memory.row, difference.row);
  host.append(list, note);
  return {
    update({ session: { model } }: LensStore) {
      backend.set(backendText(model), model.inWorker ? 'In a worker with an OffscreenCanvas' : 'On the main thread');
      memory.show(model.phase === 'ready' && model.gpuBytes > 0);
      memory.set(formatBytes(model.gpuBytes), `${model.gpuBytes} bytes, ${model.tensors} tensors`);
      const gap = model.engineDifference;
      difference.set(gap === null ? '–' : formatError(gap), gap === null ? 'Not compared yet' : formatFull(gap));
      setText(note, model.note ?? '');
      note.hidden = !model.note;
    },
  };
}

const modelWatched = ({ session }: LensStore): readonly unknown[] => [session.model];

const checkRate = (value: number): string | null => (value > 0 && value <= 10 ? null : 'between 0 and 10, above 0');
const checkBatch = (value: number): string | null =>
  Number.isInteger(value) && value >= 1 && value <= 4096 ? null : 'a whole number from 1 to 4096';

const checkDecay = (value: number): string | null => (value >= 0 && value <= 1000 ? null : 'between 0 and 1000');

/** How the network is trained, what TensorFlow.js runs on, and how far its outputs are from the engine's. */
export function TrainingPanel({ store }: { store: LensStoreApi }): ReactElement {
  const training = useStore(store, ({ lens }) => lens.training);
  const model = useDrawing<HTMLDivElement>(store, mountModel, modelWatched);
  const clamped = useStore(store, ({ lens }) => lens.clamps.length > 0);
  const { setTraining } = store.getState().actions;
  return (
    <Section
      title="Training"
      aside={<TermHelp title="Training" terms={['training', 'weightDecay', 'smoothTraining', 'learnedBeta']} />}
    >
      <Segmented
        label="Optimiser"
        value={training.optimizer}
        options={[
          { value: 'adam', text: 'Adam' },
          { value: 'sgd', text: 'SGD' },
        ]}
        onChange={(optimizer) => setTraining({ optimizer })}
      />
      <NumberField
        label="Learning rate"
        value={training.learningRate}
        check={checkRate}
        onCommit={(learningRate) => setTraining({ learningRate })}
      />
      <NumberField
        label="Batch"
        value={training.batchSize}
        check={checkBatch}
        onCommit={(batchSize) => setTraining({ batchSize })}
      />
      {clamped && (
        <p className="model-note">
          Off while units are clamped: tfjs would train the network without the clamps. Free them to train.
        </p>
      )}
      <NumberField
        label="L2 (weight decay)"
        value={training.l2}
        check={checkDecay}
        onCommit={(l2) => setTraining({ l2 })}
      />
      <BetaTraining store={store} />
      <div ref={model} />
    </Section>
  );
}
