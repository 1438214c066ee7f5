import { type CSSProperties, type ReactElement, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { type CheckedGraph, checkGraph, type NodeSummary, summariseGraph } from '../../../core/graph';
import type { Network } from '../../../core/network';
import { builtOfNetwork } from '../../../state/graphs/kept';
import type { LensStore } from '../../../state/types';
import { Button } from '../../../ui/Button';
import { formatCount } from '../../../ui/format';
import { Section } from '../../../ui/Section';
import { TermHelp } from '../../help/TermHelp';
import type { LensStoreApi } from '../../live';
import { FirstWeights } from './FirstWeights';
import { NodeUnits } from './NodeUnits';
import { type SkipPart, skipsOf } from './skips';
import './graph.css';

/** Nodes that are listed. */
const MOST = 400;

const HELP = <TermHelp title="Network" terms={['layers']} />;

/** The whole graph: what the lens leaves out, too, where the state has it. */
function graphOf({ session }: LensStore): CheckedGraph | null {
  const { network } = session.whole;
  return builtOfNetwork(network)?.whole ?? (network.graph ? checkGraph(network.graph) : null);
}

/** The first layer whose units are a node's, from 1; null where it has none. */
function layerOf({ layers }: Network, node: string): number | null {
  const at = layers.findIndex(({ source }) => source?.node === node);
  return at < 0 ? null : at + 1;
}

interface RowProps {
  readonly store: LensStoreApi;
  readonly network: Network;
  readonly node: NodeSummary;
  /** Name of the node before it in the list: inputs other than that are named. */
  readonly before: string | undefined;
  /** Connections that begin, pass or end beside it. */
  readonly skips: readonly SkipPart[];
}

/** Side lines: connections that pass over nodes. The rows where they end name them, too. */
function SkipLines({ skips }: Pick<RowProps, 'skips'>): ReactElement {
  return (
    <>
      {skips.map(({ lane, kind, from, to }) => (
        <span
          key={`${lane} ${kind}`}
          className={`node-skip ${kind}`}
          style={{ '--lane': lane } as CSSProperties}
          title={`${from} → ${to}`}
          aria-hidden="true"
        />
      ))}
    </>
  );
}

function Facts({ node, before }: Pick<RowProps, 'node' | 'before'>): ReactElement {
  const { inputs, parameters, exact, reason, shape } = node;
  const others = inputs.length === 1 && inputs[0] === before ? [] : inputs;
  return (
    <>
      <span className="num node-shape">{shape ? shape.join('×') || '1' : '?'}</span>
      {(others.length > 0 || parameters > 0) && (
        <span className="soft node-from">
          {others.length > 0 && `↳ ${others.join(', ')}`}
          {parameters > 0 && ` ${formatCount(parameters)} parameters`}
        </span>
      )}
      {!exact && <span className="node-left">{reason}</span>}
    </>
  );
}

function NodeRow({ store, network, node, before, skips }: RowProps): ReactElement {
  const [open, setOpen] = useState(false);
  const layer = layerOf(network, node.name);
  const kind = `node-row ${node.exact ? node.role.replaceAll(' ', '-') : 'not-exact'}`;
  const title = (
    <span className="node-title">
      <span className="node-name">{node.name}</span> <span className="soft">{node.op}</span>
    </span>
  );
  return (
    <li className={kind}>
      <SkipLines skips={skips} />
      {layer === null ? (
        <div className="node-head">
          {title}
          <Facts node={node} before={before} />
        </div>
      ) : (
        <button type="button" className="node-head" aria-expanded={open} onClick={() => setOpen(!open)}>
          {title}
          <Facts node={node} before={before} />
        </button>
      )}
      {open && layer !== null && <NodeUnits store={store} network={network} number={layer} />}
    </li>
  );
}

/** A network of a graph: its nodes in order, and the units of those that have pieces. */
export function GraphPanel({ store }: { store: LensStoreApi }): ReactElement | null {
  const network = useStore(store, ({ session }) => session.whole.network);
  const own = useStore(store, ({ lens }) => lens.network);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the graph is that of the network in force
  const nodes = useMemo(() => {
    const graph = graphOf(store.getState());
    return graph ? summariseGraph(graph) : [];
  }, [network, own, store]);
  const skips = useMemo(() => skipsOf(nodes.slice(0, MOST)), [nodes]);
  const { useSceneNetwork: sceneNetwork } = store.getState().actions;
  return (
    <Section title="Network" aside={HELP}>
      <p className="soft">Nodes with pieces open to their units.</p>
      <ol className="node-list" aria-label="Nodes of the network" style={{ '--lanes': skips.lanes } as CSSProperties}>
        {nodes.slice(0, MOST).map((node, i) => (
          <NodeRow
            key={node.name}
            store={store}
            network={network}
            node={node}
            before={nodes[i - 1]?.name}
            skips={skips.rows[i] ?? []}
          />
        ))}
      </ol>
      {nodes.length > MOST && <p className="soft">and {formatCount(nodes.length - MOST)} more nodes</p>}
      <FirstWeights store={store} />
      {own && (
        <Button kind="quiet" onClick={sceneNetwork}>
          The scene’s network
        </Button>
      )}
    </Section>
  );
}
