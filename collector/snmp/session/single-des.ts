import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Authentication, type AuthProtocols, Encryption } from 'net-snmp';

/** Of what the library hands over, the part that DES needs. */
interface Engine {
  readonly engineID: Buffer;
}
type Auth = Exclude<AuthProtocols, AuthProtocols.none>;

/**
 * Replaces DES in net-snmp, which asks OpenSSL for a cipher that OpenSSL 3 has no more. Triple DES with one key three times
 * is the same cipher, and is still there.
 */
export function replaceSingleDes(): void {
  const des = Encryption.algorithms[DES];
  Object.assign(des, { encryptPdu, decryptPdu });
}

/** net-snmp's number of the protocol. */
const DES = 2;
const CIPHER = 'des-ede3-cbc';
const BLOCK_BYTES = 8;

function encryptPdu(pdu: Buffer, _protocol: unknown, password: string, auth: Auth, { engineID }: Engine) {
  const { key, initial } = keysOf(password, auth, engineID);
  // RFC 3414 §8.1.1.1 wants it never to come twice: it need not be a count.
  const salt = randomBytes(BLOCK_BYTES);
  const cipher = createCipheriv(CIPHER, key, xor(initial, salt)).setAutoPadding(false);
  const padded = Buffer.alloc(Math.ceil(pdu.length / BLOCK_BYTES) * BLOCK_BYTES);
  pdu.copy(padded);
  return {
    encryptedPdu: Buffer.concat([cipher.update(padded), cipher.final()]),
    msgPrivacyParameters: salt,
  };
}

function decryptPdu(
  encrypted: Buffer,
  _protocol: unknown,
  salt: Buffer,
  password: string,
  auth: Auth,
  { engineID }: Engine,
): Buffer {
  if (salt.length !== BLOCK_BYTES) throw new RangeError(`a salt of ${salt.length} octets, expected 8`);
  const { key, initial } = keysOf(password, auth, engineID);
  const decipher = createDecipheriv(CIPHER, key, xor(initial, salt)).setAutoPadding(false);
  return Buffer.concat([decipher.update(encrypted), decipher.final()]);
}

function keysOf(password: string, auth: Auth, engineId: Buffer) {
  const localized = Authentication.passwordToKey(auth, password, engineId);
  const key = localized.subarray(0, BLOCK_BYTES);
  return { key: Buffer.concat([key, key, key]), initial: localized.subarray(BLOCK_BYTES, 2 * BLOCK_BYTES) };
}

function xor(left: Buffer, right: Buffer): Buffer {
  return Buffer.from(left.map((octet, index) => octet ^ (right[index] ?? 0)));
}
