/** Object headers: the list of messages that say what an object is (HDF5 file format, IV.A). */
import { damaged, type FileBytes } from './bytes';

export interface Message {
  readonly type: number;
  /** Where its data begin. */
  readonly offset: number;
  readonly size: number;
  /** The data are elsewhere, and shared. */
  readonly shared: boolean;
}

export const MESSAGE = {
  dataspace: 0x01,
  linkInfo: 0x02,
  datatype: 0x03,
  link: 0x06,
  layout: 0x08,
  filters: 0x0b,
  attribute: 0x0c,
  continuation: 0x10,
  symbolTable: 0x11,
  attributeInfo: 0x15,
} as const;

const MAX_MESSAGES = 65_536;
/** Bytes of the shortest message. */
const LEAST = 4;

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Messages of the object at an address, those of continuation blocks with them. Throws a `Fault`. */
export function messagesAt(file: FileBytes, address: number): Message[] {
  return file.u8(address) === 1 ? oldMessages(file, address) : newMessages(file, address);
}

function oldMessages(file: FileBytes, address: number): Message[] {
  const from = address + 16;
  return collected(file, { from, to: from + file.u32(address + 8) }, (at) => ({
    message: {
      type: file.u16(at),
      size: file.u16(at + 2),
      shared: (file.u8(at + 4) & 2) !== 0,
      offset: at + 8,
    },
    trim: (block) => block,
  }));
}

function newMessages(file: FileBytes, address: number): Message[] {
  file.expect(address, 'OHDR');
  const flags = file.u8(address + 5);
  const sizeAt = address + 6 + (flags & 0x20 ? 16 : 0) + (flags & 0x10 ? 4 : 0);
  const width = 1 << (flags & 3);
  const head = flags & 4 ? 6 : 4;
  const from = sizeAt + width;
  return collected(file, { from, to: from + file.uint(sizeAt, width) }, (at) => ({
    message: {
      type: file.u8(at),
      size: file.u16(at + 1),
      shared: (file.u8(at + 3) & 2) !== 0,
      offset: at + head,
    },
    // A block has its letters before and a check sum behind.
    trim: (block) => {
      file.expect(block.from, 'OCHK');
      return { from: block.from + 4, to: block.to - 4 };
    },
  }));
}

interface Parsed {
  readonly message: Message;
  /** What of a continuation block holds messages. */
  readonly trim: (block: Span) => Span;
}

function collected(file: FileBytes, first: Span, parse: (at: number) => Parsed): Message[] {
  const messages: Message[] = [];
  const spans = [first];
  for (let span = spans.shift(); span; span = spans.shift()) {
    // What is left at the end may be too short for a message.
    for (let at = span.from; at + LEAST <= span.to; ) {
      const { message, trim } = parse(at);
      if (message.offset + message.size > span.to) throw damaged('a message is longer than its header');
      if (messages.length >= MAX_MESSAGES) throw damaged('an object has too many messages');
      messages.push(message);
      if (message.type === MESSAGE.continuation) {
        const from = file.uint(message.offset, 8);
        spans.push(trim({ from, to: from + file.uint(message.offset + 8, 8) }));
      }
      at = message.offset + message.size;
    }
  }
  return messages;
}
