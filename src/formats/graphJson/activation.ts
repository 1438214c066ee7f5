/** Activations of nodes: a bare name, or an object with what stands beside the name. */
import type { ActivationSpec } from '../../core/network';
import type { PieceTable } from '../../core/network/activation';
import { activationAt } from '../activations';
import { Fault, finiteAt, type JsonObject, listAt, plainName } from '../checks';
import { shortest } from '../numberText';

/** Most pieces of a table. */
const MAX_PIECES = 256;

/** The activation of a node. Throws a `Fault`. */
export function specAt(value: unknown, where: string): ActivationSpec {
  const object = typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
  return object?.name === 'table' ? { name: 'table', table: tableAt(object, where) } : activationAt(value, where);
}

function tableAt(value: JsonObject, where: string): PieceTable {
  const numbers = (key: string): number[] =>
    listAt(value[key], `${where}.${key}`).map((entry, i) => finiteAt(entry, `${where}.${key}[${i}]`));
  const [slopes, offsets, thresholds] = [numbers('slopes'), numbers('offsets'), numbers('thresholds')] as const;
  const pieces = slopes.length;
  if (pieces < 1 || pieces > MAX_PIECES)
    throw new Fault(`${where}.slopes`, `${pieces} pieces; 1 to ${MAX_PIECES} are taken`);
  if (offsets.length !== pieces) throw new Fault(`${where}.offsets`, `${offsets.length} of them, for ${pieces} pieces`);
  if (thresholds.length !== pieces - 1)
    throw new Fault(`${where}.thresholds`, `${thresholds.length} of them, for ${pieces} pieces`);
  if (thresholds.some((threshold, i) => i > 0 && threshold <= (thresholds[i - 1] as number)))
    throw new Fault(`${where}.thresholds`, 'do not ascend');
  const label = value.label === undefined ? '' : plainName(value.label, `${where}.label`);
  return { label: label || 'table', slopes, offsets, thresholds };
}

/** The JSON that `specAt` reads back bit for bit. */
export function activationText({ name, table, ...beside }: ActivationSpec): string {
  const numbers = (values: readonly number[]): string => `[${values.map(shortest).join(',')}]`;
  const fields = Object.entries(beside).flatMap(([key, value]) =>
    value === undefined ? [] : [`"${key}":${shortest(value)}`],
  );
  if (table) {
    fields.push(`"label":${JSON.stringify(table.label)}`, `"slopes":${numbers(table.slopes)}`);
    fields.push(`"offsets":${numbers(table.offsets)}`, `"thresholds":${numbers(table.thresholds)}`);
  }
  return fields.length === 0 ? JSON.stringify(name) : `{"name":"${name}",${fields.join(',')}}`;
}
