import { plainName } from '../checks';
import { type GraphResult, graphResult, type ReadOptions } from '../graphResult';
import { convert } from './convert';
import { ExternalData } from './external';
import { readFileGraph } from './fileGraph';
import { recognised } from './recognise';

type Files = ReadonlyMap<string, Uint8Array>;

/**
 * Reads a model: the graph of its first output, without the batch axis. Constants are folded; ops that nothing here computes
 * become `unknown`, with a note. `files`: what lies beside it, for values that it keeps there. Never throws: a damaged file gives an error that names the node.
 */
export function readOnnx(bytes: Uint8Array, options: ReadOptions = {}, files: Files = new Map()): GraphResult {
  const result = graphResult(() => {
    const { graph, notes, openInput } = convert(readFileGraph(bytes, new ExternalData(files)), options);
    return { graph: recognised(graph), notes: notes.map(plain), openInput };
  });
  if (result.ok) return result;
  const { where, message } = result.error;
  return { ok: false, error: { where: plain(where), message: plain(message) } };
}

/** Names in a damaged file may be anything: without control characters, at most a few lines. */
const plain = (text: string): string => plainName(text, '', 400);
