import { createHash, createPublicKey, verify } from 'node:crypto';
import { canonicalJson, sha256 } from './canonical.mjs';

/** docs/statements.md, "What is in the file": the hash and the Ed25519 signature of the canonical `document`. */

/**
 * @typedef {{ problems: string[], fingerprint: string | undefined, sha256: string }} Seal
 */

/**
 * @param {string} text The whole file.
 * @param {any} file The same, parsed.
 * @param {string | undefined} toldFingerprint The one that you were told by another way.
 * @returns {Seal}
 */
export function checkSeal(text, file, toldFingerprint) {
  const problems = [];
  if (text !== `${canonicalJson(file)}\n`)
    problems.push('the file is not written canonically: it was changed after it was sealed');
  const bytes = canonicalJson(file.document ?? null);
  const hash = sha256(bytes);
  if (file.seal?.sha256 !== hash)
    problems.push(`the document has the hash ${hash}, and the seal says ${file.seal?.sha256}`);
  const key = readKey(file.document?.signer?.publicKey);
  const fingerprint =
    key &&
    createHash('sha256')
      .update(key.export({ type: 'spki', format: 'der' }))
      .digest('hex');
  if (key?.asymmetricKeyType !== 'ed25519') problems.push('the file names no Ed25519 key');
  else if (!verify(null, Buffer.from(bytes), key, Buffer.from(String(file.seal?.signature), 'base64')))
    problems.push('the signature is not that of the key that the file names');
  if (file.document?.signer?.fingerprint !== fingerprint)
    problems.push('the fingerprint in the file is not that of its key');
  if (toldFingerprint !== undefined && toldFingerprint.toLowerCase() !== fingerprint)
    problems.push(`the key has the fingerprint ${fingerprint}, and you were told ${toldFingerprint}`);
  return { problems, fingerprint, sha256: hash };
}

/** @param {unknown} pem */
function readKey(pem) {
  try {
    return createPublicKey(String(pem));
  } catch {
    return undefined;
  }
}
