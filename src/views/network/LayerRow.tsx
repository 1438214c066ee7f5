import type { ReactElement } from 'react';
import type { HiddenLayer } from '../../state/editorTypes';
import { MAX_HIDDEN_WIDTH } from '../../state/limits';
import { IconButton } from '../../ui/Button';
import { NumberField } from '../../ui/NumberField';
import { RangeInput } from '../../ui/RangeInput';
import { ACTIVATION_NAMES } from '../activationNames';
import { activationGroups } from './costText';

/** The slider's reach; wider layers are typed. */
const SLIDER_MOST = 64;

interface LayerRowProps {
  /** From 1. */
  readonly place: number;
  readonly layer: HiddenLayer;
  /** Id of the line that says what the change at hand costs. */
  readonly costId: string;
  /** What is considered: the layer as it would be, any activation, or its removal; null for nothing any more. */
  readonly onConsider: (what: HiddenLayer | 'activation' | 'removal' | null) => void;
  /** The slider has moved and is not let go. */
  readonly onSlide: (layer: HiddenLayer) => void;
  readonly onChange: (layer: HiddenLayer) => void;
  readonly onRemove: () => void;
}

const checkWidth = (value: number): string | null =>
  Number.isInteger(value) && value >= 1 && value <= MAX_HIDDEN_WIDTH
    ? null
    : `a whole number from 1 to ${MAX_HIDDEN_WIDTH}`;

const checkSlope = (value: number): string | null => (Math.abs(value) <= 100 ? null : 'between −100 and 100');

const checkGate = (value: number): string | null => (value > 0 && value <= 100 ? null : 'between 0 and 100, above 0');

const hasGate = (activation: HiddenLayer['activation']): boolean => activation === 'swish' || activation === 'softplus';

/** Leaky ReLU has a slope of its own, swish and softplus that of their gate. */
function withActivation({ size, alpha, eta }: HiddenLayer, activation: HiddenLayer['activation']): HiddenLayer {
  if (activation === 'leakyRelu') return { size, activation, alpha: alpha ?? 0.1 };
  return hasGate(activation) && eta !== undefined ? { size, activation, eta } : { size, activation };
}

function ActivationChoice({ place, layer, costId, onConsider, onChange }: LayerRowProps): ReactElement {
  return (
    <select
      className="layer-activation"
      aria-label={`Activation of layer ${place}`}
      aria-describedby={costId}
      title={ACTIVATION_NAMES[layer.activation]}
      value={layer.activation}
      onFocus={() => onConsider('activation')}
      onBlur={() => onConsider(null)}
      onChange={(event) => onChange(withActivation(layer, event.currentTarget.value as HiddenLayer['activation']))}
    >
      {activationGroups.map(({ label, choices }) => (
        <optgroup key={label} label={label}>
          {choices.map(({ name, text }) => (
            <option key={name} value={name}>
              {text}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}

/** The slope of an activation that takes one. */
function SlopeField({ place, layer, onChange }: LayerRowProps): ReactElement | null {
  if (layer.activation === 'leakyRelu')
    return (
      <NumberField
        label={`Slope below 0 (α) of layer ${place}`}
        value={layer.alpha ?? 0.01}
        check={checkSlope}
        onCommit={(alpha) => onChange({ ...layer, alpha })}
      />
    );
  if (!hasGate(layer.activation)) return null;
  return (
    <NumberField
      label={`Slope of the gate (η) of layer ${place}`}
      value={layer.eta ?? 1}
      check={checkGate}
      onCommit={(eta) => onChange({ ...layer, eta })}
    />
  );
}

/** One hidden layer: activation, width by slider or typed, slope where it has one, and the way out. */
export function LayerRow(props: LayerRowProps): ReactElement {
  const { place, layer, costId, onConsider, onChange } = props;
  const sized = (size: number): HiddenLayer => ({ ...layer, size: Math.round(size) });
  return (
    <li className="layer-row">
      <ActivationChoice {...props} />
      <RangeInput
        label={`Width of layer ${place}`}
        value={layer.size}
        min={1}
        max={Math.max(SLIDER_MOST, layer.size)}
        step={1}
        valueText={`${layer.size} units`}
        describedBy={costId}
        onDraft={(size) => props.onSlide(sized(size))}
        onCommit={(size) => onChange(sized(size))}
        onFocus={() => onConsider(sized(layer.size + 1))}
        onBlur={() => onConsider(null)}
      />
      <NumberField
        label={`Units of layer ${place}`}
        hideLabel
        value={layer.size}
        check={checkWidth}
        onDraft={(size) => onConsider(size === null ? null : sized(size))}
        onCommit={(size) => onChange(sized(size))}
      />
      <IconButton
        icon="close"
        label={`Remove layer ${place}`}
        aria-describedby={costId}
        onClick={props.onRemove}
        onFocus={() => onConsider('removal')}
        onBlur={() => onConsider(null)}
        onPointerEnter={() => onConsider('removal')}
        onPointerLeave={() => onConsider(null)}
      />
      <SlopeField {...props} />
    </li>
  );
}
