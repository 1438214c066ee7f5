import type { ReactElement } from 'react';
import type { ArchitectureEditing, Step } from '../../state/modelTypes';
import { NumberField } from '../../ui/NumberField';
import { Select } from '../../ui/Select';
import { ACTIVATION_NAMES } from '../activationNames';
import { shapeText, sizesText, typedSizes } from './shapeText';
import { ACTIVATIONS, activationOf, namesOf } from './stepEdits';
import { TypedField } from './TypedField';

interface FieldsProps<S extends Step = Step> {
  readonly editing: ArchitectureEditing;
  readonly step: S;
  readonly onChange: (step: Step) => void;
}

interface TensorProps {
  readonly label: string;
  readonly editing: ArchitectureEditing;
  readonly value: string | undefined;
  /** Tensors of so many axes are offered. */
  readonly axes: readonly number[];
  /** Whether it may do without. */
  readonly optional?: boolean;
  readonly onChange: (name: string | undefined) => void;
}

function TensorChoice({ label, editing, value, axes, optional = false, onChange }: TensorProps): ReactElement {
  const offered = editing.tensors.filter(({ name, shape }) => axes.includes(shape.length) || name === value);
  const options = offered.map(({ name, shape }) => ({ value: name, text: `${name} (${shapeText(shape)})` }));
  return (
    <Select
      label={label}
      value={value ?? ''}
      options={optional || value === undefined || value === '' ? [{ value: '', text: 'none' }, ...options] : options}
      onChange={(name) => onChange(name === '' ? undefined : name)}
    />
  );
}

/** A step with a key set, or without it. */
const withKey = <S extends Step>(step: S, key: string, value: unknown): S => {
  const { [key as keyof S]: _, ...rest } = step;
  return (value === undefined ? rest : { ...rest, [key]: value }) as S;
};

interface SizesProps {
  readonly label: string;
  readonly value: readonly number[];
  readonly least: number;
  readonly onChange: (value: readonly number[]) => void;
}

function Sizes({ label, value, least, onChange }: SizesProps): ReactElement {
  const read = (text: string) => typedSizes(text, value.length, least);
  return (
    <TypedField
      label={label}
      text={sizesText(value)}
      check={(text) => (read(text) ? null : `a whole number from ${least}, or ${value.length} of them`)}
      onCommit={(text) => onChange(read(text) ?? value)}
    />
  );
}

function Convolution({ editing, step, onChange }: FieldsProps<Extract<Step, { kind: 'conv' | 'convTranspose' }>>) {
  const { weight, bias, stride, padding, dilation, groups } = step;
  const set = (key: string, value: unknown): void => onChange(withKey(step, key, value));
  return (
    <>
      <TensorChoice
        label="weights"
        editing={editing}
        value={weight}
        axes={[3, 4]}
        onChange={(name) => set('weight', name)}
      />
      <TensorChoice
        label="bias"
        editing={editing}
        value={bias}
        axes={[1]}
        optional
        onChange={(name) => set('bias', name)}
      />
      <Sizes label="stride" value={stride} least={1} onChange={(sizes) => set('stride', sizes)} />
      <Sizes label="padding" value={padding} least={0} onChange={(sizes) => set('padding', sizes)} />
      <Sizes label="dilation" value={dilation} least={1} onChange={(sizes) => set('dilation', sizes)} />
      <NumberField
        label="groups"
        value={groups}
        check={(value) => (Number.isSafeInteger(value) && value > 0 ? null : 'a whole number from 1')}
        onCommit={(value) => set('groups', value)}
      />
    </>
  );
}

function Pooling({ step, onChange }: Omit<FieldsProps<Extract<Step, { kind: 'maxPool' | 'averagePool' }>>, 'editing'>) {
  return (
    <>
      <Sizes label="window" value={step.kernel} least={1} onChange={(kernel) => onChange({ ...step, kernel })} />
      <Sizes label="stride" value={step.stride} least={1} onChange={(stride) => onChange({ ...step, stride })} />
      <Sizes label="padding" value={step.padding} least={0} onChange={(padding) => onChange({ ...step, padding })} />
    </>
  );
}

type Weighted = Extract<Step, { kind: 'dense' | 'layerNorm' | 'prelu' }>;

function Weights({ editing, step, onChange }: FieldsProps<Weighted>): ReactElement {
  const axes = step.kind === 'dense' ? [2] : [1, 2, 3];
  const set = (key: string, value: unknown): void => onChange(withKey(step, key, value));
  return (
    <>
      <TensorChoice
        label="weights"
        editing={editing}
        value={step.weight}
        axes={axes}
        onChange={(name) => set('weight', name)}
      />
      {step.kind !== 'prelu' && (
        <TensorChoice
          label="bias"
          editing={editing}
          value={step.bias}
          axes={[1]}
          optional
          onChange={(name) => set('bias', name)}
        />
      )}
    </>
  );
}

function BatchNorm({ editing, step, onChange }: FieldsProps<Extract<Step, { kind: 'batchNorm' }>>): ReactElement {
  const keys = ['mean', 'variance', 'weight', 'bias'] as const;
  return (
    <>
      {keys.map((key) => (
        <TensorChoice
          key={key}
          label={key === 'weight' ? 'factors' : key === 'bias' ? 'offsets' : key}
          editing={editing}
          value={step[key]}
          axes={[1]}
          optional={key === 'weight' || key === 'bias'}
          onChange={(name) => onChange(withKey(step, key, name))}
        />
      ))}
      <NumberField
        label="epsilon"
        value={step.epsilon}
        check={(value) => (value >= 0 ? null : 'not below 0')}
        onCommit={(epsilon) => onChange({ ...step, epsilon })}
      />
    </>
  );
}

function Activation({ step, onChange }: Omit<FieldsProps<Extract<Step, { kind: 'activation' }>>, 'editing'>) {
  const { activation } = step;
  return (
    <>
      <Select
        label="function"
        value={activation.name}
        options={ACTIVATIONS.map((name) => ({ value: name, text: ACTIVATION_NAMES[name] }))}
        onChange={(name) => onChange({ ...step, activation: activationOf(name) })}
      />
      {activation.alpha !== undefined && (
        <NumberField
          label="slope below 0"
          value={activation.alpha}
          check={(value) => (Number.isFinite(value) ? null : 'a number')}
          onCommit={(alpha) => onChange({ ...step, activation: { ...activation, alpha } })}
        />
      )}
    </>
  );
}

/** What can be chosen of a step. */
export function StepFields({ editing, step, onChange }: FieldsProps): ReactElement | null {
  switch (step.kind) {
    case 'conv':
    case 'convTranspose':
      return <Convolution editing={editing} step={step} onChange={onChange} />;
    case 'maxPool':
    case 'averagePool':
      return <Pooling step={step} onChange={onChange} />;
    case 'dense':
    case 'layerNorm':
    case 'prelu':
      return <Weights editing={editing} step={step} onChange={onChange} />;
    case 'batchNorm':
      return <BatchNorm editing={editing} step={step} onChange={onChange} />;
    case 'activation':
      return <Activation step={step} onChange={onChange} />;
    case 'add':
      return (
        <Select
          label="adds"
          value={step.from}
          options={['input', ...namesOf(editing.architecture.steps)]
            .filter((name) => name !== step.name)
            .map((name) => ({ value: name, text: name }))}
          onChange={(from) => onChange({ ...step, from })}
        />
      );
    default:
      return null;
  }
}
