/** Graph models of tfjs written by hand, as files in memory. */
import { type GraphModel, io, loadGraphModel } from '@tensorflow/tfjs';
import { type Files, jsonBytes } from './tfjsFiles';

export type Attribute = Readonly<Record<string, unknown>>;

export const i = (value: number): Attribute => ({ i: String(value) });
export const f = (value: number): Attribute => ({ f: value });
export const b = (value: boolean): Attribute => ({ b: value });
export const s = (value: string): Attribute => ({ s: btoa(value) });
export const list = (values: readonly number[]): Attribute => ({ list: { i: values.map(String) } });
export const texts = (values: readonly string[]): Attribute => ({ list: { s: values.map((value) => btoa(value)) } });

interface NodeOfFile {
  readonly name: string;
  readonly op: string;
  readonly input: readonly string[];
  readonly attr: Readonly<Record<string, Attribute>>;
}

interface WeightOfFile {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32';
}

/** Nodes and weights of a graph model that is being written. */
export class GraphFile {
  readonly nodes: NodeOfFile[] = [];
  readonly weights: WeightOfFile[] = [];
  readonly #bytes: Uint8Array[] = [];

  placeholder(name: string, shape: readonly number[]): string {
    const dims = shape.map((size) => ({ size: String(size) }));
    this.nodes.push({
      name,
      op: 'Placeholder',
      input: [],
      attr: { dtype: { type: 'DT_FLOAT' }, shape: { shape: { dim: dims } } },
    });
    return name;
  }

  constant(
    name: string,
    shape: readonly number[],
    values: ArrayLike<number>,
    dtype: 'float32' | 'int32' = 'float32',
  ): string {
    const type = dtype === 'int32' ? 'DT_INT32' : 'DT_FLOAT';
    this.nodes.push({ name, op: 'Const', input: [], attr: { dtype: { type } } });
    this.weights.push({ name, shape, dtype });
    const data = dtype === 'int32' ? Int32Array.from(values) : Float32Array.from(values);
    this.#bytes.push(new Uint8Array(data.buffer));
    return name;
  }

  wholes(name: string, values: readonly number[]): string {
    return this.constant(name, [values.length], values, 'int32');
  }

  whole(name: string, value: number): string {
    return this.constant(name, [], [value], 'int32');
  }

  op(name: string, op: string, input: readonly string[], attr: Readonly<Record<string, Attribute>> = {}): string {
    this.nodes.push({ name, op, input, attr: { T: { type: 'DT_FLOAT' }, ...attr } });
    return name;
  }

  get #data(): Uint8Array<ArrayBuffer> {
    const data = new Uint8Array(this.#bytes.reduce((sum, part) => sum + part.length, 0));
    let place = 0;
    for (const part of this.#bytes) {
      data.set(part, place);
      place += part.length;
    }
    return data;
  }

  files(): Files {
    const weightsManifest = [{ paths: ['weights.bin'], weights: this.weights }];
    const model = {
      format: 'graph-model',
      modelTopology: { node: this.nodes, versions: { producer: 1 } },
      weightsManifest,
    };
    return new Map([
      ['model.json', jsonBytes(model)],
      ['weights.bin', this.#data],
    ]);
  }

  load(): Promise<GraphModel> {
    const artifacts = {
      modelTopology: { node: this.nodes, versions: { producer: 1 } },
      weightSpecs: this.weights,
      weightData: this.#data.buffer,
    };
    return loadGraphModel(io.fromMemory(artifacts as unknown as io.ModelArtifacts));
  }
}
