/** A model that others trained, in a package that they published. */
export interface ModelPackage {
  /** Folder of public/models. */
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  /** Files of the package and what they are called here. */
  readonly files: Readonly<Record<string, string>>;
  /** File of the licence in the package; or, where it has none, whose MIT licence its description names. */
  readonly licence: { readonly file: string } | { readonly copyright: string };
  /** What stands in the notice, a line each. */
  readonly notice: readonly string[];
}

export const MODEL_PACKAGES: readonly ModelPackage[] = [
  {
    folder: 'languages',
    name: '@vscode/vscode-languagedetection',
    version: '1.0.23',
    files: { 'model/model.json': 'model.json', 'model/group1-shard1of1.bin': 'group1-shard1of1.bin' },
    licence: { file: 'LICENSE' },
    notice: [
      'A TensorFlow.js graph model that names the programming language of a text.',
      'Package: Copyright (c) Microsoft Corporation, author Tyler Leonhardt; licence: MIT (languages/LICENSE).',
      'Its model comes from Guesslang: Copyright (c) 2021 Y. SOMDA; licence: MIT.',
    ],
  },
  {
    folder: 'upscaler',
    name: '@upscalerjs/default-model',
    version: '1.0.0',
    files: { 'models/model.json': 'model.json', 'models/group1-shard1of1.bin': 'group1-shard1of1.bin' },
    licence: { file: 'LICENSE' },
    notice: [
      'A TensorFlow.js layers model that doubles the size of pictures.',
      'Copyright (c) 2022 Kevin Scott; licence: MIT (upscaler/LICENSE).',
    ],
  },
  {
    folder: 'symbols',
    name: 'detypify-service',
    version: '0.3.0',
    files: { 'train/model.onnx': 'model.onnx', 'train/infer.json': 'symbols.json' },
    licence: { copyright: 'Copyright (c) 2024 QuarticCat' },
    notice: [
      'An ONNX model that names a mathematical symbol that was drawn by hand.',
      'Copyright (c) 2024 QuarticCat; licence: MIT, as its package.json says (symbols/LICENSE).',
    ],
  },
];
