import { createHash } from 'node:crypto';
import { Authentication } from 'net-snmp';
import { createLruMap } from './lru-map.ts';

/** Passwords of a city are few; only the Reeder extension makes one more for every agent. */
const MOST_DIGESTS = 4_096;
/** RFC 3414 §A.2: a password is repeated over this length. */
const EXPANDED_BYTES = 1024 * 1024;

/**
 * Replaces the derivation of keys in net-snmp: the digest of a password (0.6 to 1.8 ms) is kept, the key of each agent is
 * made from it every time (some µs). The original keeps every key of every agent for good, a leak that whoever
 * answers with new engine ids could feed.
 */
export function keepPasswordDigests(): void {
  const digests = createLruMap<string, Buffer>(MOST_DIGESTS);
  const passwordToKey = (protocol: keyof typeof HASHES, password: string | Buffer, engineId: Buffer) => {
    const hash = HASHES[protocol];
    // The second half of a Reeder key is derived from the first half, which is no text.
    const id = `${hash} ${typeof password === 'string' ? `text ${password}` : `key ${password.toString('hex')}`}`;
    const kept = digests.get(id);
    const digest = kept ?? createHash(hash).update(Buffer.alloc(EXPANDED_BYTES, password)).digest();
    if (kept === undefined) digests.set(id, digest);
    return createHash(hash).update(digest).update(engineId).update(digest).digest();
  };
  Object.assign(Authentication, { passwordToKey });
}

/** By net-snmp's number of the protocol. */
const HASHES = { 2: 'md5', 3: 'sha1', 4: 'sha224', 5: 'sha256', 6: 'sha384', 7: 'sha512' } as const;
