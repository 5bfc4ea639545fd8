import { createHash, createPublicKey, verify } from 'node:crypto';
import { canonicalJson, sha256 } from './canonical.mjs';

/** docs/statements.md, "What is in the file": the hash and the Ed25519 signature of the canonical `document`. */

/** @typedef {{ problems: string[], fingerprint: string | undefined, sha256: string }} Seal */

/**
 * @param {string} text The whole file. @param {any} file The same, parsed.
 * @param {string | undefined} told The fingerprint that you were told by another way.
 * @param {import('../words.mjs').Words} words @returns {Seal}
 */
export function checkSeal(text, file, told, words) {
  const { document, seal } = file;
  const problems = [];
  const bytes = canonicalJson(document ?? null);
  const hash = sha256(bytes);
  const key = readKey(document?.signer?.publicKey);
  const fingerprint = key && fingerprintOf(key);
  if (text !== `{"document":${bytes},"seal":${canonicalJson(seal ?? null)}}\n`)
    problems.push(words.notCanonical);
  if (seal?.sha256 !== hash) problems.push(words.otherSeal(hash, seal?.sha256));
  if (key?.asymmetricKeyType !== 'ed25519') problems.push(words.noEd25519);
  else if (!verify(null, Buffer.from(bytes), key, Buffer.from(String(seal?.signature), 'base64')))
    problems.push(words.otherSignature);
  if (document?.signer?.fingerprint !== fingerprint) problems.push(words.otherFingerprint);
  if (told !== undefined && told.toLowerCase() !== fingerprint)
    problems.push(words.toldOther(fingerprint, told));
  return { problems, fingerprint, sha256: hash };
}

/** @param {import('node:crypto').KeyObject} key */
export const fingerprintOf = (key) =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');

/** @param {unknown} pem */
export function readKey(pem) {
  try {
    return createPublicKey(String(pem));
  } catch {
    return undefined;
  }
}
