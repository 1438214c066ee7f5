/** A layer in a link: `16:relu`, `8:leakyRelu:0.1`, `8:swish:2`. */
import { LinkFault, numberText, readNumber } from './text';

export interface PlainLayer<Name extends string = string> {
  readonly size: number;
  readonly activation: Name;
  readonly alpha?: number;
  readonly eta?: number;
}

export function layerText({ size, activation, alpha, eta }: PlainLayer): string {
  const slope = alpha ?? eta;
  return slope === undefined ? `${size}:${activation}` : `${size}:${activation}:${numberText(slope)}`;
}

/** The third part is the slope that the activation takes; what it does not take is told by the schema. */
export function readLayer<Name extends string>(text: string): PlainLayer<Name> {
  const [size, name, slope, more] = text.split(':');
  if (more !== undefined) throw new LinkFault(`"${text.slice(0, 24)}" is no layer`);
  const plain = { size: readNumber(size ?? ''), activation: (name ?? '') as Name };
  if (slope === undefined) return plain;
  const value = readNumber(slope);
  return name === 'swish' || name === 'softplus' ? { ...plain, eta: value } : { ...plain, alpha: value };
}
