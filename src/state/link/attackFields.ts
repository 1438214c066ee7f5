/** The attack in a link: `pgd,inf,0.2`, then what else was chosen, by name: `steps:20,target:3,seed:1,box:0:1`. */
import type { AttackSettings } from '../types';
import { type Entry, field } from './field';
import { LinkFault, numberText, readNumber } from './text';

const NUMBERS = ['steps', 'target', 'seed'] as const;

function write(attack: AttackSettings): string {
  const { method, norm, epsilon, box } = attack;
  const more = NUMBERS.flatMap((name) => {
    const value = attack[name];
    return value === undefined ? [] : [`${name}:${numberText(value)}`];
  });
  return [method, norm, numberText(epsilon), ...more, ...(box ? [`box:${box.map(numberText).join(':')}`] : [])].join();
}

/** The schema says what is wrong with the values. */
function read(text: string): AttackSettings {
  const [method, norm, epsilon = '', ...more] = text.split(',');
  const parts: Record<string, unknown> = { method, norm, epsilon: readNumber(epsilon) };
  for (const part of more) {
    const [name = '', ...values] = part.split(':');
    const number = (NUMBERS as readonly string[]).includes(name) && values.length === 1;
    if (!(number || (name === 'box' && values.length === 2)))
      throw new LinkFault(`"${part.slice(0, 24)}" is no setting of an attack`);
    parts[name] = number ? readNumber(values[0] as string) : values.map(readNumber);
  }
  return parts as unknown as AttackSettings;
}

export const ATTACK_FIELDS: readonly Entry[] = [
  [
    'attack',
    field(
      ({ attack }) => (attack ? write(attack) : ''),
      (text, draft) => {
        draft.attack = text === '' ? null : read(text);
      },
    ),
  ],
];
