import { Fault } from '../checks';
import { opensComment } from '../fieldText';

export type Separator = ',' | ';' | '\t' | ' ';

/** A line of a text table, or several where quotes span them. The arrays are used again for the next record. */
export interface TextRecord {
  readonly fields: string[];
  /** Whether a field stood in quotes. */
  readonly quoted: boolean[];
  /** The line that it begins on, from 1. */
  line: number;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const QUOTE = 34;

/**
 * Reads a text table record by record: fields in quotes (with doubled quotes, separators and line ends in them), any kind
 * of line end. Blank lines and lines that begin with # are passed over, and so are records whose fields are all empty
 * without quotes: those are counted. Spaces around a field do not belong to it. Cost: linear in the text.
 */
export class RecordReader {
  /** Records with separators but nothing between them. */
  emptyRecords = 0;
  private at = 0;
  private line = 1;
  private readonly record: TextRecord = { fields: [], quoted: [], line: 1 };
  private readonly separator: number;

  constructor(
    private readonly text: string,
    separator: Separator,
  ) {
    this.separator = separator.charCodeAt(0);
    if (text.charCodeAt(0) === 0xfeff) this.at = 1;
  }

  /** The next record, or null after the last. Throws a `Fault` at a quote that is never closed. */
  next(): TextRecord | null {
    const { record } = this;
    while (this.at < this.text.length) {
      record.line = this.line;
      record.fields.length = 0;
      record.quoted.length = 0;
      this.skipSpaces();
      if (opensComment(this.text, this.at)) {
        while (this.at < this.text.length && !this.atLineEnd()) this.at++;
        this.endLine();
        continue;
      }
      this.readFields();
      if (record.quoted.includes(true) || record.fields.some((field) => field !== '')) return record;
      if (record.fields.length > 1) this.emptyRecords++;
    }
    return null;
  }

  private readFields(): void {
    for (;;) {
      this.skipSpaces();
      if (this.separator === SPACE && this.record.fields.length > 0 && this.atEnd()) break;
      const quoted = this.text.charCodeAt(this.at) === QUOTE;
      const inside = quoted ? this.quotedPart() : '';
      const start = this.at;
      while (!this.atEnd() && this.text.charCodeAt(this.at) !== this.separator) this.at++;
      this.record.fields.push(inside + this.text.slice(start, this.at).trim());
      this.record.quoted.push(quoted);
      if (this.atEnd()) break;
      this.at++;
    }
    this.endLine();
  }

  /** The text between quotes; afterwards the reader stands behind the second. */
  private quotedPart(): string {
    const first = this.line;
    let inside = '';
    for (let start = ++this.at; ; start = ++this.at) {
      const end = this.text.indexOf('"', start);
      if (end < 0) throw new Fault(`line ${first}`, 'a quote opens here and is never closed');
      const part = this.text.slice(start, end);
      inside += part;
      this.line += part.match(/\r\n?|\n/g)?.length ?? 0;
      this.at = end + 1;
      if (this.text.charCodeAt(this.at) !== QUOTE) return inside;
      inside += '"';
    }
  }

  private skipSpaces(): void {
    while (this.text.charCodeAt(this.at) === SPACE) this.at++;
  }

  private atLineEnd(): boolean {
    const code = this.text.charCodeAt(this.at);
    return code === LINE_FEED || code === CARRIAGE_RETURN;
  }

  private atEnd(): boolean {
    return this.at >= this.text.length || this.atLineEnd();
  }

  private endLine(): void {
    if (this.at >= this.text.length) return;
    const both = this.text.charCodeAt(this.at) === CARRIAGE_RETURN && this.text.charCodeAt(this.at + 1) === LINE_FEED;
    this.at += both ? 2 : 1;
    this.line++;
  }
}
