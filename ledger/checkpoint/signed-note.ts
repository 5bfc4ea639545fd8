import { createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto';

/** C2SP signed-note: a text, and lines of those who signed it. */
export interface SignedNote {
  /** Ends with a line feed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface NoteSignature {
  readonly name: string;
  /** First four bytes of what is signed with, see {@link keyIdOf}. */
  readonly keyId: Buffer;
  /** What follows the key id. */
  readonly bytes: Buffer;
}

/** A name and its public key. */
export interface NamedKey {
  readonly name: string;
  readonly publicKey: KeyObject;
}

/** Types of signatures that C2SP has given a byte: of a log, and of a witness (with its time). */
export const SIGNATURE_TYPES = { log: 0x01, cosignature: 0x04 } as const;
export type SignatureType = keyof typeof SIGNATURE_TYPES;

const MOST_SIGNATURES = 64;
const LONGEST_NOTE = 64_000;
const KEY_ID_BYTES = 4;

/** Without white space and plus sign: C2SP wants names that stand in one word. */
export const isKeyName = (text: string): boolean => /^[^\s+\p{Z}\p{C}]{1,200}$/u.test(text);

/** The 32 bytes of RFC 8032. */
export function rawKeyOf(key: KeyObject): Buffer {
  const { x = '' } = createPublicKey(key.export({ type: 'spki', format: 'pem' })).export({ format: 'jwk' });
  return Buffer.from(x, 'base64url');
}

/** The same key of 32 bytes as an object. */
export function keyOfRaw(raw: Uint8Array): KeyObject {
  const x = Buffer.from(raw).toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}

export function keyIdOf({ name, publicKey }: NamedKey, type: SignatureType): Buffer {
  const content = Buffer.concat([
    Buffer.from(`${name}\n`),
    Buffer.of(SIGNATURE_TYPES[type]),
    rawKeyOf(publicKey),
  ]);
  return hash('sha256', content, 'buffer').subarray(0, KEY_ID_BYTES);
}

/** `name+key id+key`, as C2SP writes a key to check with. */
export function renderVerifierKey(key: NamedKey, type: SignatureType): string {
  const material = Buffer.concat([Buffer.of(SIGNATURE_TYPES[type]), rawKeyOf(key.publicKey)]);
  return `${key.name}+${keyIdOf(key, type).toString('hex')}+${material.toString('base64')}`;
}

/** `undefined` where the text is no such key, or its key id is not that of name and key. */
export function parseVerifierKey(text: string, type: SignatureType): NamedKey | undefined {
  const [, name = '', id, material = ''] =
    /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]{44})$/.exec(text) ?? [];
  const bytes = decodeBase64(material);
  if (bytes?.length !== 33 || bytes[0] !== SIGNATURE_TYPES[type] || !isKeyName(name)) return undefined;
  const key = { name, publicKey: keyOfRaw(bytes.subarray(1)) };
  return keyIdOf(key, type).toString('hex') === id ? key : undefined;
}

export const renderSignature = ({ name, keyId, bytes }: NoteSignature): string =>
  `— ${name} ${Buffer.concat([keyId, bytes]).toString('base64')}\n`;

export const renderNote = ({ text, signatures }: SignedNote): string =>
  `${text}\n${signatures.map(renderSignature).join('')}`;

/** Signs as the log does: the text itself. */
export function signNote(text: string, name: string, privateKey: KeyObject): SignedNote {
  const keyId = keyIdOf({ name, publicKey: createPublicKey(privateKey) }, 'log');
  return { text, signatures: [{ name, keyId, bytes: sign(null, Buffer.from(text), privateKey) }] };
}

/** Whether one of the note's signatures is the log's, with this key. */
export function isSignedBy({ text, signatures }: SignedNote, key: NamedKey): boolean {
  const keyId = keyIdOf(key, 'log');
  return signatures.some(
    ({ name, keyId: id, bytes }) =>
      name === key.name &&
      id.equals(keyId) &&
      bytes.length === 64 &&
      verify(null, Buffer.from(text), key.publicKey, bytes),
  );
}

/** Reads a note; `undefined` where it is none. Lines that end with CR LF, as mail has them, are taken as well. */
export function parseNote(written: string): SignedNote | undefined {
  const content = written.replaceAll('\r\n', '\n');
  if (content.length > LONGEST_NOTE || hasControls(content) || !content.isWellFormed()) return undefined;
  const blank = content.lastIndexOf('\n\n');
  if (blank <= 0 || !content.endsWith('\n')) return undefined;
  const lines = content.slice(blank + 2, -1).split('\n');
  if (lines.length > MOST_SIGNATURES) return undefined;
  const signatures = lines.map(parseSignature).filter((signature) => signature !== undefined);
  if (signatures.length !== lines.length || signatures.length === 0) return undefined;
  return { text: content.slice(0, blank + 1), signatures };
}

export function parseSignature(line: string): NoteSignature | undefined {
  const [, name = '', encoded = ''] = /^— (\S+) ([A-Za-z0-9+/]+={0,2})$/.exec(line) ?? [];
  const bytes = decodeBase64(encoded);
  if (!isKeyName(name) || !bytes || bytes.length <= KEY_ID_BYTES) return undefined;
  return { name, keyId: bytes.subarray(0, KEY_ID_BYTES), bytes: bytes.subarray(KEY_ID_BYTES) };
}

/** Strictly: Node reads base64 with what is no base64 in it, and one signature would have many texts. */
export function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return text !== '' && bytes.toString('base64') === text ? bytes : undefined;
}

const LINE_FEED = 0x0a;
const SPACE = 0x20;

function hasControls(text: string): boolean {
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place);
    if (code < SPACE && code !== LINE_FEED) return true;
  }
  return false;
}
