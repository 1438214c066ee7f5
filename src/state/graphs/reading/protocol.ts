/** Messages between the page and the worker that reads and builds networks of files: types only. */
import type { FormatError } from '../../../formats/checks';
import type { ReadGraph, ReadOptions } from '../../../formats/graphResult';
import type { GraphNetwork } from '../../types';
import type { BuiltGraph } from '../kept';
import type { Shown } from './shown';

export interface FileToBuild {
  /** Where the files lie, for messages. */
  readonly folder: string;
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  readonly main: string;
  readonly options: ReadOptions;
  readonly shown?: Shown;
}

/** As plain data: what a built graph can do is put to it again by who receives it. */
export type BuiltParts = Pick<BuiltGraph, 'whole' | 'part' | 'network'>;

export type BuiltFile =
  | { readonly ok: true; readonly built: BuiltParts; readonly graph: GraphNetwork }
  | { readonly ok: false; readonly message: string };

/** What was built of a file, with the text that a state would keep it by (null: a chain of layers needs none); or why nothing was. */
export type Made<Built> =
  | { readonly ok: true; readonly built: Built; readonly own: GraphNetwork | null }
  | { readonly ok: false; readonly message: string };

/** A file that somebody looks at before it is taken. */
export type Opened<Built> =
  | { readonly ok: true; readonly read: Omit<ReadGraph, 'graph'>; readonly made: Made<Built> }
  | { readonly ok: false; readonly error: FormatError };

/** What the worker can be asked, and what it answers. */
export interface FileAnswers {
  readonly scene: BuiltFile;
  readonly open: Opened<BuiltParts>;
}

export interface FileRequest<Kind extends keyof FileAnswers = keyof FileAnswers> {
  readonly kind: Kind;
  readonly file: FileToBuild;
}

export type FileAnswer =
  | { readonly kind: 'answer'; readonly answer: FileAnswers[keyof FileAnswers] }
  | { readonly kind: 'failed'; readonly message: string };
