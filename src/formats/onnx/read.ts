import { plainName } from '../checks';
import { type GraphResult, graphResult, type ReadOptions } from '../graphResult';
import { convert } from './convert';
import { readFileGraph } from './fileGraph';
import { recognised } from './recognise';

/**
 * Reads a model: the graph of its first output, without the batch axis. Constants are folded; ops that nothing here computes
 * become `unknown`, with a note. Never throws: a damaged file gives an error that names the node.
 */
export function readOnnx(bytes: Uint8Array, options: ReadOptions = {}): GraphResult {
  const result = graphResult(() => {
    const { graph, notes, openInput } = convert(readFileGraph(bytes), options);
    return { graph: recognised(graph), notes: notes.map(plain), openInput };
  });
  if (result.ok) return result;
  const { where, message } = result.error;
  return { ok: false, error: { where: plain(where), message: plain(message) } };
}

/** Names in a damaged file may be anything: without control characters, at most a few lines. */
const plain = (text: string): string => plainName(text, '', 400);
