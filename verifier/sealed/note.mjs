import { createHash, createPublicKey, verify } from 'node:crypto';

/** docs/checkpoints.md: a signed note (C2SP) and the tree of heads under it (RFC 9162, 2.1.1). */

/** @typedef {{ name: string, type: 'log' | 'cosignature', key: string }} Key `key`: its 32 bytes in base64. */

/** Origin, size, root, heads, an empty line, signatures. */
const NOTE = /^.+\n\d+\n[A-Za-z0-9+/=]+\n(?:.+\n)*\n(?:— .+(?:\n|$))+/gm;
const BASE64 = /(?:^[A-Za-z0-9+/=]{4,76}\n)+/gm;

/**
 * The notes in a text as a party keeps it: a note alone, or a mail that has it as text, quoted, or attached.
 * @param {string} kept @returns {string[]}
 */
export function notesIn(kept) {
  const text = kept.replace(/^\uFEFF/, '').replaceAll('\r', '');
  const attached = (text.match(BASE64) ?? []).map((lines) => Buffer.from(lines, 'base64').toString());
  const readings = [text, unquotedPrintable(text), ...attached].map((one) => one.replaceAll('\r', ''));
  return [...new Set(readings.flatMap((one) => one.replace(/^(?:> ?)+/gm, '').match(NOTE) ?? []))];
}

/** A mail breaks long lines behind `=`, and writes bytes as `=E2`. @param {string} text */
function unquotedPrintable(text) {
  const bytes = text
    .replaceAll('=\n', '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

/** @param {string} note */
export function readNote(note) {
  const cut = note.indexOf('\n\n') + 1;
  const [origin, size, root, ...heads] = note.slice(0, cut).split('\n').slice(0, -1);
  const signatures = note.slice(cut).split('\n').filter(Boolean);
  return { text: note.slice(0, cut), origin, size: Number(size), root, heads, signatures };
}

/** Of the log its text is signed, of a witness the text with the time before it. @param {string} text @param {string} line @param {Key} key */
export function isSigned(text, line, { name, type, key }) {
  const [, signer, encoded = ''] = line.split(' ');
  const bytes = Buffer.from(encoded, 'base64');
  const isLog = type === 'log';
  const id = sha(`${name}\n`, Buffer.of(isLog ? 1 : 4), Buffer.from(key, 'base64')).subarray(0, 4);
  if (signer !== name || !id.equals(bytes.subarray(0, 4))) return false;
  if (isLog) return verify(null, Buffer.from(text), publicKeyOf(key), bytes.subarray(4));
  const message = `cosignature/v1\ntime ${bytes.readBigUInt64BE(4)}\n${text}`;
  return verify(null, Buffer.from(message), publicKeyOf(key), bytes.subarray(12));
}

/** @param {string} key */
export const publicKeyOf = (key) =>
  createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key, 'base64').toString('base64url') },
    format: 'jwk',
  });

const sha = (...parts) =>
  createHash('sha256')
    .update(Buffer.concat(parts.map((part) => Buffer.from(part))))
    .digest();

/** The hash of a leaf. @param {...(string | number)} lines */
export const leafOf = (...lines) => sha(Buffer.of(0), `${lines.join('\n')}\n`);

/**
 * The root of a tree by some of its leaves, and the roots of the subtrees that hold none of them, from left to right.
 * @param {number} size @param {Map<number, Buffer>} leaves @param {string[]} hashes @returns {Buffer | undefined}
 */
export function rootOf(size, leaves, hashes = []) {
  let used = 0;
  /** @returns {Buffer} */
  const walk = (from, to, places) => {
    if (places.length === 0) return Buffer.from(String(hashes[used++]), 'hex');
    if (to - from === 1) return /** @type {Buffer} */ (leaves.get(from));
    let half = 1;
    while (half * 2 < to - from) half *= 2;
    const middle = from + half;
    const left = walk(
      from,
      middle,
      places.filter((place) => place < middle),
    );
    const right = walk(
      middle,
      to,
      places.filter((place) => place >= middle),
    );
    return sha(Buffer.of(1), left, right);
  };
  const root = walk(0, size, [...leaves.keys()]);
  return used === hashes.length ? root : undefined;
}
