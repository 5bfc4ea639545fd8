import { isUtf8 } from 'node:buffer';

/** The text of a file, or why it cannot be read and in which line. */
export type DecodedText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly line: number; readonly message: string };

const NEWLINE = 0x0a;
const UTF16_MARKS = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];

/**
 * Decodes UTF-8 with or without a byte order mark, and composes it (NFC), so that a name typed on a Mac equals the
 * same name typed on Windows. Everything else is refused: a guessed encoding would turn names into other names.
 */
export function decodeText(bytes: Buffer): DecodedText {
  if (UTF16_MARKS.some((mark) => bytes.subarray(0, 2).equals(mark))) return refuse(1, 'UTF-16');
  if (bytes.subarray(0, 1_000).includes(0)) return refuse(1, 'UTF-16 without a mark, or no text at all');
  if (!isUtf8(bytes)) {
    return refuse(firstLineNotUtf8(bytes), 'bytes of another encoding, such as Windows-1258');
  }
  return { ok: true, text: new TextDecoder('utf-8').decode(bytes).normalize('NFC') };
}

function refuse(line: number, got: string): DecodedText {
  return { ok: false, line, message: `expected UTF-8 (in a spreadsheet: save as "CSV UTF-8"), got ${got}` };
}

function firstLineNotUtf8(bytes: Buffer): number {
  let line = 1;
  let start = 0;
  while (start < bytes.length) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline < 0 ? bytes.length : newline;
    if (!isUtf8(bytes.subarray(start, end))) return line;
    line++;
    start = end + 1;
  }
  return line;
}
