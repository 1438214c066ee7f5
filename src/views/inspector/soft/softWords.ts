/** Numbers and words of the soft code, as rows to show. */
import { isSmooth, type Network, unitAt } from '../../../core/network';
import { unitEntry } from '../../../core/network/entries';
import { betaOf, type LayerGate } from '../../../core/soft';
import type { SoftPoint } from '../../../state/softInspection';
import { type DataRow, numberCell } from '../../../ui/DataTable';
import { formatNumber } from '../../../ui/format';
import { layerNumber, layoutOf, pieceName, unitOf } from '../../names';

/** “off t, on 0.73” is t alone for two pieces; else all probabilities. */
function probabilityWords(p: Float64Array): string {
  if (p.length === 2) return `t = ${formatNumber(p[1] as number, 3)}`;
  return `p = ${Array.from(p, (value) => formatNumber(value, 2)).join(' / ')}`;
}

interface UnitFacts {
  readonly name: string;
  readonly p: Float64Array;
  readonly z: number;
  readonly hardZ: number;
  readonly hard: string;
  readonly entropy: number;
}

function unitFacts({ network, pass, hard }: SoftPoint, index: number): UnitFacts | null {
  const layout = layoutOf(network);
  const { layer, unit } = unitAt(layout, index);
  const depth = layout.gated.findIndex((gated) => gated.layer === layer);
  const gated = layout.gated[depth];
  const code = pass.codes[depth];
  if (!gated || !code) return null;
  const piece = unitEntry(gated, hard.code, 0, unit);
  return {
    name: unitOf(network, { layer, unit }),
    p: code.probabilities.subarray(unit * code.pieces, (unit + 1) * code.pieces),
    z: pass.preActivations[layer - 1]?.[unit] ?? Number.NaN,
    hardZ: hard.preActivations[layer - 1]?.[unit] ?? Number.NaN,
    hard: pieceName(gated, piece),
    entropy: code.entropies[unit] ?? 0,
  };
}

/** “L2·3: t = 0.731, hard on, z = 0.3100, entropy 0.5814 nats”. Where the hard network's z is another, both are said. */
export function unitWords(point: SoftPoint, index: number): string {
  const facts = unitFacts(point, index);
  if (!facts) return '';
  const { name, p, z, hardZ, hard, entropy } = facts;
  const both = formatNumber(z) === formatNumber(hardZ) ? '' : ` (hard ${formatNumber(hardZ)})`;
  return `${name}: ${probabilityWords(p)}, hard ${hard}, z = ${formatNumber(z)}${both}, entropy ${formatNumber(entropy, 3)} nats`;
}

/** How a layer's units are softened: “relu, η = 1 (β 0.5)”. */
export function gateWords(network: Network, layer: number, gate: LayerGate): string {
  const { activation, contest, source } = network.layers[layer - 1] ?? {};
  const name = contest ? `largest of many (${source?.node ?? 'matches'})` : (activation?.name ?? '');
  if (gate.eta === Infinity) return `${name}, hard (β 1)`;
  if (contest) return `${name}, softened, t = softmax(ηe), ${slopeWords(gate)}`;
  const kind = gate.kind === 'probit' ? 'gate Φ(ηz)' : 'gate σ(ηz)';
  // With a β a softplus gives Σ t_r e_r alone: its entropy is left out.
  const swish = name === 'softplus' && !gate.entropic ? 'without its entropy: a swish, ' : '';
  const own = activation && isSmooth(activation) ? `${swish}${kind}` : `softened, ${kind}`;
  return `${name}, ${own}, ${slopeWords(gate)}`;
}

const slopeWords = ({ eta }: LayerGate): string => `η = ${formatNumber(eta, 3)} (β ${formatNumber(betaOf(eta), 3)})`;

/** Rows of the table of units at most. */
export const MOST_SOFT_UNITS = 200;

/** A row a gated unit in the order of the code: name, probabilities, hard piece, z of soft and hard network, entropy. */
export function softUnitRows(point: SoftPoint): readonly DataRow[] {
  const count = Math.min(MOST_SOFT_UNITS, layoutOf(point.network).units);
  return Array.from({ length: count }, (_, index) => unitFacts(point, index)).flatMap((facts, key) =>
    facts
      ? [
          {
            key,
            cells: [
              facts.name,
              facts.p.length === 2
                ? numberCell(facts.p[1] as number)
                : Array.from(facts.p, (value) => formatNumber(value, 3)).join(' / '),
              facts.hard,
              numberCell(facts.z),
              numberCell(facts.hardZ),
              numberCell(facts.entropy),
            ],
          } satisfies DataRow,
        ]
      : [],
  );
}

/** What each layer is called. */
export const layerName = (network: Network, layer: number): string => `L${layerNumber(network, layer)}`;

/** Where the soft map ends, in a sentence; empty where it goes through. */
export function endsWords(
  network: Network,
  { layers, readOut }: { readonly layers: readonly number[]; readonly readOut: boolean },
): string {
  const names = layers.map((layer) => layerName(network, layer));
  const plural = names.length > 1;
  const hidden =
    names.length > 0
      ? `${names.join(', ')} ${plural ? 'give their' : 'gives its'} code itself, of slope 0: the soft map is 0 before it, the Jacobian is not.`
      : '';
  const last = readOut
    ? `The read-out is a code (${network.codeOutput}): the soft map ends there, A = 0 and c = f(x), and is no mean. The Jacobian goes through it; hard and sampled maps are those of the values before it.`
    : '';
  return [hidden, last].filter((text) => text !== '').join(' ');
}
