/** How numbers are copied: the form, the digits, and of which map; remembered from one visit to the next. */
import { FEWEST_DIGITS, type MatrixForm, MOST_DIGITS, type Precision } from '../../../state/copyText';

export interface CopyChoice {
  readonly form: MatrixForm;
  readonly precision: Precision;
  /** Key of the source that was copied last. */
  readonly source: string;
}

export const FORMS: readonly { readonly value: MatrixForm; readonly text: string }[] = [
  { value: 'latex', text: 'LaTeX' },
  { value: 'numpy', text: 'NumPy' },
  { value: 'torch', text: 'PyTorch' },
  { value: 'json', text: 'JSON' },
  { value: 'csv', text: 'CSV' },
];

export const FIRST_CHOICE: CopyChoice = { form: 'latex', precision: 4, source: 'input' };

export const PRECISIONS: readonly Precision[] = [
  ...Array.from({ length: MOST_DIGITS - FEWEST_DIGITS + 1 }, (_, i) => FEWEST_DIGITS + i),
  'exact',
];

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** A choice from whatever was remembered; what is missing or of another version is as at first. */
export function choiceFrom(value: unknown): CopyChoice {
  if (!isRecord(value)) return FIRST_CHOICE;
  const form = FORMS.find((entry) => entry.value === value.form)?.value;
  const precision = PRECISIONS.find((entry) => entry === value.precision);
  return {
    form: form ?? FIRST_CHOICE.form,
    precision: precision ?? FIRST_CHOICE.precision,
    source: typeof value.source === 'string' ? value.source.slice(0, 20) : FIRST_CHOICE.source,
  };
}

const SHOWN = 1200;

/** The beginning of a text, in whole lines as far as they are short. */
export function beginning(text: string): string {
  if (text.length <= SHOWN) return text.trimEnd();
  const cut = text.lastIndexOf('\n', SHOWN);
  return `${text.slice(0, cut > SHOWN / 2 ? cut : SHOWN)} …`;
}
