import crypto from 'node:crypto';

/** SHA-256 in hexadecimal digits. @param {string | Uint8Array} data */
export const sha256 = (data) =>
  // The one call is faster, and not there before Node 20.12.
  crypto.hash ? crypto.hash('sha256', data) : crypto.createHash('sha256').update(data).digest('hex');

/**
 * Canonical JSON: keys sorted by UTF-16 code units, no spaces, absent members left out. It is what seals and hashes cover.
 * @param {any} value
 * @returns {string}
 */
export function canonicalJson(value) {
  if (typeof value === 'number') return String(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  return `{${keys.sort().map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`)}}`;
}

/** What a text says, or nothing where it is no JSON. @param {string} text @returns {any} */
export function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
