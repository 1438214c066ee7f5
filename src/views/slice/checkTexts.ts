/** How the figures of a certificate were got, and what they should be. */
import type { Certificate } from '../../core/partition/certificate';
import { formatCount } from '../../ui/format';
import { type Kind, sizeName } from './verdict';

/** By the names of `checksOf`. */
export const checkTexts = ({ residualsChecked }: Certificate, kind: Kind): ReadonlyMap<string, string> =>
  new Map([
    [`${sizeName(kind)} covered`, `Sum over all cells against the domain’s own ${sizeName(kind)}.`],
    [
      'Euler number χ',
      kind === 'plane' ? 'V − E + F of the arrays; 1 for a disc.' : 'V − E of the arrays; 1 for an interval.',
    ],
    ['codes wrong', 'Code of a cell against a forward pass at a point inside it.'],
    ['missing cuts', 'Cells at a vertex of which a unit leaves its piece.'],
    ['continuity', 'Largest jump of the output across an edge, relative.'],
    ['residual', `|A x + c − f(x)| inside ${formatCount(residualsChecked)} of the cells, relative.`],
    ['undecided', 'Cells where float64 cannot tell a unit’s side.'],
    ['merged', 'Cells too thin to be cut off (10⁻¹³ of the domain).'],
  ]);
