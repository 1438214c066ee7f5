/** `Resize` and `Upsample`. Definitions: https://onnx.ai/onnx/operators/onnx__Resize.html. */
import { shapeText } from '../../core/graph/shapes';
import type { ResizeNode } from '../../core/graph/types';
import { Fault } from '../checks';
import { taken } from './parts';
import { type Converter, placeOf, type Step } from './step';
import { axisFrom0, type DynamicValue, Unsupported, without } from './values';

/** One axis of a resize. */
interface Axis {
  readonly from: number;
  readonly to: number;
  /** As the file has it: it need not be to/from. */
  readonly scale: number;
}

type Coordinates = ResizeNode['coordinates'];

/** Place of the input for place i of the output, as the file asks. */
function asked(mode: string, { from, to, scale }: Axis, i: number): number {
  switch (mode) {
    case 'half_pixel':
      return (i + 0.5) / scale - 0.5;
    case 'pytorch_half_pixel':
      return to > 1 ? (i + 0.5) / scale - 0.5 : 0;
    case 'align_corners':
      return to > 1 ? (i * (from - 1)) / (to - 1) : 0;
    case 'asymmetric':
      return i / scale;
    case 'tf_half_pixel_for_nn':
      return (i + 0.5) / scale;
    case 'half_pixel_symmetric': {
      const adjustment = to / (scale * from);
      return (from / 2) * (1 - adjustment) + (i + 0.5) / scale - 0.5;
    }
    default:
      throw new Unsupported(`coordinates '${mode}'`);
  }
}

/** The same as the graph has it. */
function held(coordinates: Coordinates, { from, to }: Axis, i: number): number {
  if (coordinates === 'halfPixel') return ((i + 0.5) * from) / to - 0.5;
  if (coordinates === 'asymmetric') return (i * from) / to;
  return to > 1 ? (i * (from - 1)) / (to - 1) : 0;
}

function askedNearest(rounding: string, place: number): number {
  switch (rounding) {
    case 'round_prefer_floor':
      return Math.ceil(place - 0.5);
    case 'round_prefer_ceil':
      return Math.floor(place + 0.5);
    case 'floor':
      return Math.floor(place);
    case 'ceil':
      return Math.ceil(place);
    default:
      throw new Unsupported(`rounding '${rounding}'`);
  }
}

const heldNearest = (coordinates: Coordinates, place: number): number =>
  coordinates === 'asymmetric' ? Math.floor(place) : Math.ceil(place - 0.5);

const clamp = (place: number, size: number): number => Math.min(size - 1, Math.max(0, place));

/** Whether the graph's coordinates take the places that the file asks for, all along an axis. */
function agrees(coordinates: Coordinates, axis: Axis, mode: string, rounding: string | null): boolean {
  for (let i = 0; i < axis.to; i++) {
    const [want, have] = [asked(mode, axis, i), held(coordinates, axis, i)];
    const far = rounding
      ? clamp(askedNearest(rounding, want), axis.from) !== clamp(heldNearest(coordinates, have), axis.from)
      : Math.abs(clamp(want, axis.from) - clamp(have, axis.from)) > 1e-9 * axis.from;
    if (far) return false;
  }
  return true;
}

function axesOf(step: Step, value: DynamicValue): Axis[] {
  const { attributes } = step;
  const upsample = step.file.type === 'Upsample';
  const scalesAt = upsample || step.opset < 11 ? 1 : 2;
  const attribute = attributes.floats('scales');
  const scales = step.optional(scalesAt, 'scales')?.values ?? (attribute ? Float64Array.from(attribute) : null);
  const sizes = scalesAt === 2 ? step.optional(3, 'sizes')?.values : null;
  const rank = value.shape.length;
  const named = attributes.wholes('axes')?.map((axis) => axisFrom0(axis, rank)) ?? value.shape.map((_, axis) => axis);
  if (sizes?.length && attributes.text('keep_aspect_ratio_policy', 'stretch') !== 'stretch')
    throw new Unsupported('sizes that keep the aspect ratio');
  const given = sizes?.length ? sizes : scales;
  if (!given || given.length !== named.length) throw new Fault(placeOf(step.file), 'its scales and sizes are missing');
  return value.shape.map((from, axis) => {
    const at = named.indexOf(axis);
    if (at < 0) return { from, to: from, scale: 1 };
    const number = given[at] as number;
    const to = sizes?.length ? number : Math.floor(from * number);
    return { from, to, scale: sizes?.length ? to / from : number };
  });
}

/** Coordinates and rounding; rounding is null for linear. */
interface Modes {
  readonly mode: string;
  readonly rounding: string | null;
}

function modesOf(step: Step): Modes {
  const { attributes } = step;
  const mode = attributes.text('mode', 'nearest');
  if (mode !== 'nearest' && mode !== 'linear' && mode !== 'bilinear')
    throw new Unsupported(`interpolation '${mode}'; nearest and linear are read`);
  if (attributes.number('antialias', 0) !== 0) throw new Unsupported('resizing with a wider kernel (antialias)');
  const old = step.file.type === 'Upsample' || step.opset < 11;
  const coordinates = old ? 'asymmetric' : attributes.text('coordinate_transformation_mode', 'half_pixel');
  const rounding = old ? 'floor' : attributes.text('nearest_mode', 'round_prefer_floor');
  return { mode: coordinates, rounding: mode === 'nearest' ? rounding : null };
}

/** Nearest by another rule than the graph's: the entries that it takes along each axis. */
function byPlaces(step: Step, given: DynamicValue, axes: readonly Axis[], { mode, rounding }: Modes): DynamicValue {
  if (!rounding) throw new Unsupported(`coordinates '${mode}' at this scale`);
  return axes.reduce((value, axis, i) => {
    if (axis.from === axis.to) return value;
    const place = (j: number): number => clamp(askedNearest(rounding, asked(mode, axis, j)), axis.from);
    return taken(
      step,
      value,
      i,
      Array.from({ length: axis.to }, (_, j) => place(j)),
    );
  }, given);
}

const resize: Converter = (step) => {
  const given = step.dynamic(0);
  const axes = axesOf(step, given);
  const { mode, rounding } = modesOf(step);
  const changed = axes.flatMap(({ from, to }, axis) => (from === to ? [] : [axis]));
  if (axes.some(({ to }) => !(to >= 1 && to <= 2 ** 24)))
    throw new Fault(placeOf(step.file), `resizes to ${shapeText(axes.map(({ to }) => to))}`);
  if (changed.length === 0) return given;
  const value = step.keeping(given, changed);
  const fits = (coordinates: Coordinates): boolean =>
    changed.every((axis) => agrees(coordinates, axes[axis] as Axis, mode, rounding));
  const coordinates = (['halfPixel', 'alignCorners', 'asymmetric'] as const).find(fits);
  if (!coordinates) return byPlaces(step, value, axes, modesOf(step));
  const shape = without(
    axes.map(({ to }) => to),
    value.batch,
  );
  return step.emit(
    { op: 'resize', inputs: [value.node], shape, mode: rounding ? 'nearest' : 'bilinear', coordinates },
    value.batch,
  );
};

export const RESIZING: Readonly<Record<string, Converter>> = { Resize: resize, Upsample: resize };
