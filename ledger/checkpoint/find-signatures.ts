import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import { type NoteSignature, parseNote, parseSignature, type SignedNote } from './signed-note.ts';

/** A mail with pictures is a few megabytes; what is larger is none of ours. */
export const MOST_BYTES = 10_000_000;
const MOST_PARTS = 100;
const MOST_LINES = 200_000;
const MOST_FOUND = 64;

/**
 * Lines of signatures in a note, or in a mail that carries one (in its text, quoted or not, or attached; base64 and
 * quoted-printable). Only lines: mail programs change what stands around them, and what was signed is on record here.
 */
export function findSignatures(content: Buffer): readonly NoteSignature[] {
  const found = new Map<string, NoteSignature>();
  for (const text of textsOf(content.subarray(0, MOST_BYTES).toString('utf8'))) {
    for (const line of text.split('\n', MOST_LINES)) {
      const signature = readLine(line);
      if (signature) found.set(`${signature.name} ${signature.bytes.toString('base64')}`, signature);
      if (found.size >= MOST_FOUND) return [...found.values()];
    }
  }
  return [...found.values()];
}

/** The first checkpoint that stands whole in a note, or in a mail that carries one. */
export function findCheckpoint(
  content: Buffer,
): { readonly note: SignedNote; readonly checkpoint: Checkpoint } | undefined {
  for (const text of textsOf(content.subarray(0, MOST_BYTES).toString('utf8'))) {
    const lines = text.split('\n', MOST_LINES).map((line) => line.trimEnd());
    let tried = 0;
    for (const [place, line] of lines.entries()) {
      if (!line.startsWith('\u2014 ') || lines[place - 1] !== '' || !lines[place - 2]) continue;
      if (++tried > MOST_FOUND) break;
      const note = parseNote(noteAround(lines, place));
      const checkpoint = note && parseCheckpoint(note.text);
      if (checkpoint) return { note, checkpoint };
    }
  }
  return undefined;
}

const MOST_TEXT_LINES = 1_100;

/** The lines before the empty one, up to the one before, and the signatures from `place` on. */
function noteAround(lines: readonly string[], place: number): string {
  const before = lines.slice(Math.max(0, place - MOST_TEXT_LINES), place - 1);
  const text = before.slice(before.lastIndexOf('') + 1);
  const rest = lines.slice(place, place + MOST_FOUND);
  const end = rest.findIndex((line) => !line.startsWith('\u2014 '));
  return `${text.join('\n')}\n\n${rest.slice(0, end < 0 ? rest.length : end).join('\n')}\n`;
}

/** Mail quotes by `> `, and where a dash is not in its letters it has another. */
const LINE = /^(?:>[> ]{0,20})?(?:\u2014|\u2013|-{1,2}|\?) (\S{1,200} [A-Za-z0-9+/]{1,6000}={0,2})\s*$/;

function readLine(line: string): NoteSignature | undefined {
  if (line.length > 7_000) return undefined;
  const [, rest] = LINE.exec(line) ?? [];
  return rest === undefined ? undefined : parseSignature(`— ${rest}`);
}

/** The content itself, and each part of a mail that is encoded, decoded. */
function* textsOf(content: string): Generator<string> {
  const text = content.replaceAll('\r\n', '\n');
  yield text;
  yield decodeQuotedPrintable(text);
  let parts = 0;
  for (const block of base64Blocks(text)) {
    if (++parts > MOST_PARTS) return;
    yield Buffer.from(block, 'base64').toString('utf8').replaceAll('\r\n', '\n');
  }
}

/** Bytes of `=E2=80=94`, and lines that go on after `=`. */
function decodeQuotedPrintable(text: string): string {
  const joined = text.replace(/=[ \t]{0,10}\n/g, '');
  return joined.replace(/(?:=[0-9A-Fa-f]{2})+/g, (bytes) =>
    Buffer.from(bytes.replaceAll('=', ''), 'hex').toString('utf8'),
  );
}

/** What stands after an empty line in lines of nothing but base64, as the body of an encoded part. */
function* base64Blocks(text: string): Generator<string> {
  let block: string[] = [];
  for (const line of text.split('\n', MOST_LINES)) {
    if (/^[A-Za-z0-9+/]{1,1000}={0,2}$/.test(line)) {
      block.push(line);
      continue;
    }
    if (block.length > 0) yield block.join('');
    block = [];
  }
  if (block.length > 0) yield block.join('');
}
