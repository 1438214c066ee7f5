import type { ReactElement, ReactNode } from 'react';
import type { ModelSummary, OpenModel } from '../../state/modelTypes';
import { formatCount } from '../../ui/format';
import type { LensStoreApi } from '../live';
import { shapeText, typedShape } from './shapeText';
import { TypedField } from './TypedField';

function Fact({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <div className="model-fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The shape of the input in force: the one asked for, or the one that was read. */
const inputOf = ({ summary, inputShape, editing }: OpenModel): string =>
  shapeText(editing?.architecture.inputShape ?? inputShape ?? summary?.inputShape ?? []);

const checkShape = (text: string): string | null =>
  typedShape(text) ? null : 'one to four whole numbers from 1, as 28 × 28 × 1';

function Numbers({ summary }: { summary: ModelSummary }): ReactElement {
  const { name, nodes, parameters, outputs, output, gatedUnits, plane } = summary;
  return (
    <>
      <Fact name="Name">{name || '–'}</Fact>
      <Fact name="Nodes">
        <span className="num">{formatCount(nodes.length)}</span>
      </Fact>
      <Fact name="Parameters">
        <span className="num">{formatCount(parameters)}</span>
      </Fact>
      <Fact name="Units with pieces">
        <span className="num">{formatCount(gatedUnits)}</span>
      </Fact>
      <Fact name="Reads out">
        <span className="num">{formatCount(outputs)}</span> {outputs === 1 ? 'value' : 'values'} of “{output}”
      </Fact>
      <Fact name="Shown first">{plane}</Fact>
    </>
  );
}

/** What the network is in numbers, and the shape of its input, which can be said where the file leaves it open. */
export function ModelFacts({ store, open }: { store: LensStoreApi; open: OpenModel }): ReactElement {
  const { summary, openInput, fault, editing } = open;
  const { setModelInput } = store.getState().actions;
  if (!summary && !openInput && fault !== null) return <p className="soft">Not opened; the page stays as it is.</p>;
  return (
    <dl className="model-facts">
      <Fact name="Input">
        {openInput ? (
          <TypedField
            label="Shape of the input"
            hideLabel
            text={summary || editing || open.inputShape ? inputOf(open) : ''}
            check={checkShape}
            onCommit={(text) => void setModelInput(typedShape(text) ?? [])}
          />
        ) : (
          <span className="num">{summary ? shapeText(summary.inputShape) : '–'}</span>
        )}
      </Fact>
      {summary && (fault === null || !editing) && <Numbers summary={summary} />}
    </dl>
  );
}
