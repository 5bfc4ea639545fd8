import { createCipheriv, createDecipheriv, createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { VirtualSnmpAccess } from '../device/virtual-device.ts';

type V3Access = Extract<VirtualSnmpAccess, { version: '3' }>;
type AuthProtocol = NonNullable<V3Access['auth']>['protocol'];
type PrivacyProtocol = NonNullable<V3Access['privacy']>['protocol'];

/** Hash, and the octets of its digest that are sent (RFC 3414, RFC 7860). */
const AUTH: Readonly<Record<AuthProtocol, { readonly hash: string; readonly sentOctets: number }>> = {
  md5: { hash: 'md5', sentOctets: 12 },
  sha: { hash: 'sha1', sentOctets: 12 },
  sha224: { hash: 'sha224', sentOctets: 16 },
  sha256: { hash: 'sha256', sentOctets: 24 },
  sha384: { hash: 'sha384', sentOctets: 32 },
  sha512: { hash: 'sha512', sentOctets: 48 },
};

/** Keys of one user of one engine. */
export interface UsmKeys {
  readonly digestOctets: number;
  readonly digest: (message: Buffer) => Buffer;
  readonly isSigned: (message: Buffer, digest: Buffer) => boolean;
  readonly privacy?: UsmPrivacy;
}

export interface UsmPrivacy {
  readonly encrypt: (plain: Buffer, clock: EngineClock) => { readonly cipher: Buffer; readonly salt: Buffer };
  /** @throws where it cannot be decrypted. */
  readonly decrypt: (cipher: Buffer, salt: Buffer, clock: EngineClock) => Buffer;
}

export interface EngineClock {
  readonly boots: number;
  readonly timeSeconds: number;
}

/** Digests of passwords (Ku): a megabyte of hashing each, and the same for every engine of a city. */
export type PasswordDigests = Map<string, Buffer>;

export function createUsmKeys(
  access: V3Access,
  engineId: Buffer,
  digests: PasswordDigests,
): UsmKeys | undefined {
  const { auth, privacy } = access;
  if (auth === undefined) return undefined;
  const { hash, sentOctets } = AUTH[auth.protocol];
  const key = localizeKey(auth.password, hash, engineId, digests);
  const digest = (message: Buffer) => createHmac(hash, key).update(message).digest().subarray(0, sentOctets);
  return {
    digestOctets: sentOctets,
    digest,
    isSigned: (message, received) =>
      received.length === sentOctets && timingSafeEqual(digest(message), received),
    ...(privacy && {
      privacy: CIPHERS[privacy.protocol](localizeKey(privacy.password, hash, engineId, digests)),
    }),
  };
}

const MEGABYTE = 1_048_576;

/** RFC 3414 §2.6: the password stretched to a megabyte, hashed, and hashed again with the engine's id. */
function localizeKey(password: string, hash: string, engineId: Buffer, digests: PasswordDigests): Buffer {
  const name = `${hash} ${password}`;
  const digest = digests.get(name) ?? createHash(hash).update(Buffer.alloc(MEGABYTE, password)).digest();
  digests.set(name, digest);
  return createHash(hash).update(digest).update(engineId).update(digest).digest();
}

const SALT_OCTETS = 8;
const KEY_OCTETS = 16;

const CIPHERS: Readonly<Record<PrivacyProtocol, (key: Buffer) => UsmPrivacy>> = {
  aes: createAesPrivacy,
  des: createDesPrivacy,
};

/** RFC 3826: AES-128 in CFB mode; the vector is the engine's clock and the salt. */
function createAesPrivacy(localized: Buffer): UsmPrivacy {
  const key = localized.subarray(0, KEY_OCTETS);
  const vector = ({ boots, timeSeconds }: EngineClock, salt: Buffer) => {
    const clock = Buffer.alloc(8);
    clock.writeUInt32BE(boots, 0);
    clock.writeUInt32BE(timeSeconds, 4);
    return Buffer.concat([clock, salt]);
  };
  const nextSalt = createSalts();
  return {
    encrypt: (plain, clock) => {
      const salt = nextSalt();
      const cipher = createCipheriv('aes-128-cfb', key, vector(clock, salt));
      return { salt, cipher: Buffer.concat([cipher.update(plain), cipher.final()]) };
    },
    decrypt: (encrypted, salt, clock) => {
      const decipher = createDecipheriv('aes-128-cfb', key, vector(clock, salt));
      return Buffer.concat([decipher.update(encrypted), decipher.final()]);
    },
  };
}

/** RFC 3414 §8.1.1. OpenSSL 3 keeps single DES out of reach, and triple DES with one key three times is the same. */
function createDesPrivacy(localized: Buffer): UsmPrivacy {
  const single = localized.subarray(0, 8);
  const key = Buffer.concat([single, single, single]);
  const vector = (salt: Buffer) => {
    const bits = Buffer.from(localized.subarray(8, 16));
    for (const [place, octet] of salt.entries()) bits[place] = (bits[place] ?? 0) ^ octet;
    return bits;
  };
  const nextSalt = createSalts();
  return {
    encrypt: (plain) => {
      const salt = nextSalt();
      const cipher = createCipheriv('des-ede3-cbc', key, vector(salt)).setAutoPadding(false);
      const padded = Buffer.concat([plain, Buffer.alloc((8 - (plain.length % 8)) % 8)]);
      return { salt, cipher: Buffer.concat([cipher.update(padded), cipher.final()]) };
    },
    decrypt: (encrypted, salt) => {
      const decipher = createDecipheriv('des-ede3-cbc', key, vector(salt)).setAutoPadding(false);
      return Buffer.concat([decipher.update(encrypted), decipher.final()]);
    },
  };
}

/** No salt is used twice with one key. */
function createSalts(): () => Buffer {
  let last = BigInt(Date.now()) << 20n;
  return () => {
    const salt = Buffer.alloc(SALT_OCTETS);
    salt.writeBigUInt64BE(++last);
    return salt;
  };
}
