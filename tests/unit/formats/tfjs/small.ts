/** Small tfjs models as files, and ways to change them. */
import { seeded } from '../../../support/build';
import { type Files, jsonBytes } from '../../../support/tfjsFiles';

export interface LayerJson {
  readonly class_name: string;
  readonly config: object;
}

export interface ModelJson {
  readonly modelTopology: { readonly model_config: { readonly config: { readonly layers: LayerJson[] } } };
  readonly weightsManifest: readonly [{ readonly paths: string[]; readonly weights: object[] }];
}

export const modelOf = (model: ModelJson): { readonly layers: LayerJson[] } => model.modelTopology.model_config.config;

const weights = [
  ['conv/kernel', [3, 3, 1, 2]],
  ['conv/bias', [2]],
  ['norm/gamma', [2]],
  ['norm/beta', [2]],
  ['norm/moving_mean', [2]],
  ['norm/moving_variance', [2]],
  ['out/kernel', [18, 3]],
  ['out/bias', [3]],
] as const;

/** 6 × 6 × 1 → conv → pool → norm → flatten → dense, its weights in two shards. */
export function layersFiles(): Files {
  const next = seeded(5);
  const size = weights.reduce(
    (sum, [, shape]) => sum + shape.reduce((product: number, length) => product * length, 1),
    0,
  );
  const values = new Uint8Array(Float32Array.from({ length: size }, () => 0.1 + next()).buffer);
  const layer = (className: string, name: string, config: object): LayerJson => ({
    class_name: className,
    config: { name, ...config },
  });
  const layers = [
    layer('InputLayer', 'image', { batch_input_shape: [null, 6, 6, 1] }),
    layer('Conv2D', 'conv', { filters: 2, kernel_size: [3, 3], padding: 'same', activation: 'relu' }),
    layer('MaxPooling2D', 'pool', { pool_size: [2, 2] }),
    layer('BatchNormalization', 'norm', { axis: [3] }),
    layer('Flatten', 'flat', {}),
    layer('Dense', 'out', { units: 3, activation: 'softmax' }),
  ];
  const model: ModelJson = {
    modelTopology: { model_config: { class_name: 'Sequential', config: { name: 'small', layers } } as never },
    weightsManifest: [
      { paths: ['one.bin', 'two.bin'], weights: weights.map(([name, shape]) => ({ name, shape, dtype: 'float32' })) },
    ],
  };
  return new Map([
    ['model.json', jsonBytes(model)],
    ['one.bin', values.slice(0, 150)],
    ['two.bin', values.slice(150)],
  ]);
}

/** The same files with a changed model.json. */
export function changed(files: Files, change: (model: ModelJson) => unknown): Files {
  const model = JSON.parse(new TextDecoder().decode(files.get('model.json'))) as ModelJson;
  change(model);
  return new Map([...files, ['model.json', jsonBytes(model)]]);
}
