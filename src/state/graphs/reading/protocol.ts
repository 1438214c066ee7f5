/** Messages between the page and the worker that builds a network of files: types only. */
import type { ReadOptions } from '../../../formats/graphResult';
import type { GraphNetwork } from '../../types';
import type { BuiltGraph } from '../kept';

export interface FileToBuild {
  /** Where the files lie, for messages. */
  readonly folder: string;
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  readonly main: string;
  readonly options: ReadOptions;
}

export type BuiltFile =
  | {
      readonly ok: true;
      /** As plain data: what a built graph can do is put to it again by who receives it. */
      readonly built: Pick<BuiltGraph, 'whole' | 'part' | 'network'>;
      readonly graph: GraphNetwork;
    }
  | { readonly ok: false; readonly message: string };
