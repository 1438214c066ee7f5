import type { ReactElement } from 'react';
import type { NodeSummary } from '../../core/graph';
import type { ModelSummary } from '../../state/modelTypes';
import { TableRegion } from '../../ui/DataTable';
import { formatCount } from '../../ui/format';
import { shapeText } from './shapeText';

/** Nodes that the table writes out; graphs may have thousands. */
const MOST = 600;

function exactText({ exact, reason, role }: NodeSummary): string {
  if (exact) return role === 'soft' ? 'its hard limit' : 'exact';
  return reason;
}

function Row({ node }: { node: NodeSummary }): ReactElement {
  return (
    <tr className={node.exact ? '' : 'left-out'}>
      <th scope="row" className="words">
        {node.name}
      </th>
      <td className="words model-op">{node.op}</td>
      <td className="words soft model-inputs">{node.inputs.join(', ')}</td>
      <td className="num model-shape">{shapeText(node.shape)}</td>
      <td className="num model-parameters">{node.parameters > 0 ? formatCount(node.parameters) : ''}</td>
      <td className="words model-exact">{exactText(node)}</td>
    </tr>
  );
}

/** Every node in order: what it computes, how large it is, and whether the partition reaches through it. */
export function NodeTable({ summary: { nodes } }: { summary: ModelSummary }): ReactElement {
  const shown = nodes.slice(0, MOST);
  return (
    <TableRegion label="Nodes of the network" className="table-region model-table">
      <table className="data-table">
        <caption className="visually-hidden">Nodes of the network</caption>
        <thead>
          <tr>
            <th scope="col" className="words">
              node
            </th>
            <th scope="col" className="words">
              op
            </th>
            <th scope="col" className="words">
              takes
            </th>
            <th scope="col">shape</th>
            <th scope="col">parameters</th>
            <th scope="col" className="words">
              partition
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((node) => (
            <Row key={node.name} node={node} />
          ))}
        </tbody>
      </table>
      {nodes.length > MOST && <p className="soft">and {formatCount(nodes.length - MOST)} more</p>}
    </TableRegion>
  );
}
