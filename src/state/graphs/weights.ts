/** Files that hold weights alone: the architecture around them is guessed and edited. */
import type { Shape } from '../../core/graph/types';
import {
  type Architecture,
  graphOfArchitecture,
  guessArchitecture,
  inTorchOrder,
  type Tensors,
  type TorchTensors,
} from '../../formats/architecture';
import { isZip, looksLikeSafetensors } from '../../formats/fileKind';
import type { GraphResult } from '../../formats/graphResult';
import { isTensorIndex, readTensorIndex } from '../../formats/tensorIndex';
import { readWeightFile, type WeightFile } from '../../formats/weightFile';
import type { ArchitectureEditing } from '../modelTypes';

export class WeightsFile {
  private constructor(
    private readonly tensors: Tensors,
    private readonly origin: Omit<TorchTensors, 'tensors'>,
    private readonly name: string,
  ) {}

  /** Null for other files, for those that say their graph, and where no tensor is named as a weight. */
  static async of(files: ReadonlyMap<string, Uint8Array>, fileName: string): Promise<WeightsFile | null> {
    const file = await weightsIn(files, fileName);
    if (!file?.ok || file.graphText !== null) return null;
    const { tensors, ...origin } = inTorchOrder(file.tensors);
    const guess = guessArchitecture(tensors, { origin });
    const name = fileName.replace(/(\.(npz|safetensors|index|json))+$/i, '');
    return guess.ok || guess.architecture ? new WeightsFile(tensors, origin, name) : null;
  }

  /** What the weights may be of. */
  async guess(shape: Shape | null): Promise<{ editing: ArchitectureEditing | null; result: GraphResult }> {
    const { name, origin } = this;
    const guess = guessArchitecture(this.tensors, { name, origin, ...(shape ? { inputShape: shape } : {}) });
    if (!guess.ok && !guess.architecture) return { editing: null, result: guess };
    const architecture = guess.architecture as Architecture;
    const { shapes } = await this.build(architecture);
    const choices = guess.ok ? guess.choices : [];
    return { editing: { architecture, tensors: this.listed(), shapes, choices }, result: guess };
  }

  /** The graph of an architecture, and the shapes that its steps give, up to where it fails. */
  async build(architecture: Architecture): Promise<{ result: GraphResult; shapes: ReadonlyMap<string, Shape> }> {
    const result = graphOfArchitecture(architecture, this.tensors, this.name);
    if (result.ok) return { result, shapes: result.graph.shapes };
    // The longest beginning that fits says where the fault is.
    for (let length = architecture.steps.length - 1; length > 0; length--) {
      const part = graphOfArchitecture({ ...architecture, steps: architecture.steps.slice(0, length) }, this.tensors);
      if (part.ok) return { result, shapes: part.graph.shapes };
    }
    return { result, shapes: new Map([['input', architecture.inputShape]]) };
  }

  private listed(): ArchitectureEditing['tensors'] {
    return [...this.tensors].map(([name, { shape }]) => ({ name, shape }));
  }
}

/** The tensors of a file, or of those that an index names; null where the file holds something else. */
async function weightsIn(files: ReadonlyMap<string, Uint8Array>, fileName: string): Promise<WeightFile | null> {
  const bytes = files.get(fileName);
  if (!bytes) return null;
  if ((isZip(bytes) && /\.npz$/i.test(fileName)) || looksLikeSafetensors(bytes, fileName)) return readWeightFile(bytes);
  if (!/\.json$/i.test(fileName)) return null;
  const text = new TextDecoder().decode(bytes);
  return isTensorIndex(text) ? readTensorIndex(text, files) : null;
}
