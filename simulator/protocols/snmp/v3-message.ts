import { createBerReader, encodeInteger, encodeOctets, encodeTlv, TAG } from './mib/ber.ts';
import type { UsmKeys } from './usm.ts';

export const FLAG = { auth: 1, privacy: 2, reportable: 4 } as const;
const USM = 3;
const VERSION_3 = 3;

/** A message of SNMPv3 with the parameters of its security model, taken apart (RFC 3412 §6, RFC 3414 §2.4). */
export interface V3Message {
  readonly id: number;
  readonly maxSizeBytes: number;
  readonly flags: number;
  readonly engineId: Buffer;
  readonly boots: number;
  readonly timeSeconds: number;
  readonly user: string;
  readonly digest: Buffer;
  readonly salt: Buffer;
  /** Scoped PDU, encrypted where the flags say so. */
  readonly data: Buffer;
  /** The whole message with zeros where its digest stands: what is signed. */
  readonly unsigned: Buffer;
}

/** @throws RangeError where it is none. */
export function decodeV3Message(whole: Buffer): V3Message {
  const message = createBerReader(whole).enter();
  message.integer();
  const header = message.enter();
  const [id, maxSizeBytes] = [header.integer(), header.integer()];
  const flags = header.next(TAG.octets)[0] ?? 0;
  const model = header.integer();
  if (model !== USM) throw new RangeError(`expected security model ${USM}, got ${model}`);
  const security = createBerReader(message.next(TAG.octets)).enter();
  const engineId = security.next(TAG.octets);
  const [boots, timeSeconds] = [security.integer(), security.integer()];
  const user = security.next(TAG.octets).toString('utf8');
  const digest = security.next(TAG.octets);
  const salt = security.next(TAG.octets);
  const isPrivate = (flags & FLAG.privacy) !== 0;
  const data = message.next(isPrivate ? TAG.octets : TAG.sequence);
  return {
    ...{ id, maxSizeBytes, flags, engineId, boots, timeSeconds, user, salt, data },
    digest: Buffer.from(digest),
    unsigned: blank(whole, digest),
  };
}

/** A copy of `whole` with zeros instead of `part`, which is a view into it. */
function blank(whole: Buffer, part: Buffer): Buffer {
  const copy = Buffer.from(whole);
  const start = part.byteOffset - whole.byteOffset;
  return copy.fill(0, start, start + part.length);
}

export interface ScopedPdu {
  readonly contextEngineId: Buffer;
  readonly contextName: Buffer;
  readonly pdu: Buffer;
}

/** What an answer needs beside its PDU. */
export interface V3Frame {
  readonly id: number;
  readonly engineId: Buffer;
  readonly boots: number;
  readonly timeSeconds: number;
  readonly user: string;
  readonly security: 'none' | 'auth' | 'privacy';
  readonly keys: UsmKeys | undefined;
  readonly maxSizeBytes: number;
}

/** An answer as it goes out: encrypted and signed as `security` says. */
export function encodeV3Message(frame: V3Frame, { contextEngineId, contextName, pdu }: ScopedPdu): Buffer {
  const { keys, security } = frame;
  const scoped = encodeTlv(TAG.sequence, encodeOctets(contextEngineId), encodeOctets(contextName), pdu);
  const encrypted = security === 'privacy' ? keys?.privacy?.encrypt(scoped, frame) : undefined;
  const data = encrypted ? encodeOctets(encrypted.cipher) : scoped;
  const write = (digest: Buffer) =>
    encodeTlv(
      TAG.sequence,
      encodeInteger(VERSION_3),
      encodeTlv(
        TAG.sequence,
        encodeInteger(frame.id),
        encodeInteger(frame.maxSizeBytes),
        encodeOctets(Buffer.from([FLAGS[security]])),
        encodeInteger(USM),
      ),
      encodeOctets(
        encodeTlv(
          TAG.sequence,
          encodeOctets(frame.engineId),
          encodeInteger(frame.boots),
          encodeInteger(frame.timeSeconds),
          encodeOctets(frame.user),
          encodeOctets(digest),
          encodeOctets(encrypted?.salt ?? ''),
        ),
      ),
      data,
    );
  if (security === 'none' || keys === undefined) return write(Buffer.alloc(0));
  return write(keys.digest(write(Buffer.alloc(keys.digestOctets))));
}

const FLAGS = { none: 0, auth: FLAG.auth, privacy: FLAG.auth | FLAG.privacy } as const;
