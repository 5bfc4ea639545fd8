import type { DeviceState } from '../device/device-state.ts';
import { answerPdu } from './answer-pdu.ts';
import { createBerReader, encodeTlv, TAG } from './mib/ber.ts';
import { engineIdOf } from './mib/engine-id.ts';
import type { Mib } from './mib/mib.ts';
import { createOid, parseArcs } from './mib/oid.ts';
import { counter32, encodeValue } from './mib/values.ts';
import { decodePdu, encodePdu, PDU } from './pdu.ts';
import { createUsmKeys, type PasswordDigests, type UsmKeys } from './usm.ts';
import { decodeV3Message, encodeV3Message, FLAG, type V3Frame, type V3Message } from './v3-message.ts';

/** Counters that a report names (RFC 3414 §5): the only way in which an engine says why it refuses. */
const REPORTS = {
  unsupportedLevel: '1.3.6.1.6.3.15.1.1.1.0',
  notInTimeWindow: '1.3.6.1.6.3.15.1.1.2.0',
  unknownUser: '1.3.6.1.6.3.15.1.1.3.0',
  unknownEngine: '1.3.6.1.6.3.15.1.1.4.0',
  wrongDigest: '1.3.6.1.6.3.15.1.1.5.0',
  decryptionError: '1.3.6.1.6.3.15.1.1.6.0',
} as const;
type Report = keyof typeof REPORTS;

const TIME_WINDOW_SECONDS = 150;
const V3_OVERHEAD_OCTETS = 160;

export interface V3AgentOptions {
  readonly state: DeviceState;
  readonly mib: () => Mib;
  readonly maxReplyBytes: number;
  readonly digests: PasswordDigests;
}

/** Answers messages of SNMPv3: discovery, time, authentication and privacy of the User-based Security Model. */
export function createV3Agent({ state, mib, maxReplyBytes, digests }: V3AgentOptions) {
  const engineId = engineIdOf(state.device.id);
  const counts = new Map<Report, number>();
  let known: { readonly fingerprint: string; readonly keys: UsmKeys | undefined } | undefined;
  const accessNow = () => {
    const { snmp } = state.access();
    return snmp?.version === '3' ? snmp : undefined;
  };
  /** Keys are worked out again only where the passwords have changed. */
  const keysNow = (): UsmKeys | undefined => {
    const access = accessNow();
    if (access === undefined) return undefined;
    const fingerprint = JSON.stringify(access);
    if (known?.fingerprint !== fingerprint) {
      known = { fingerprint, keys: createUsmKeys(access, engineId, digests) };
    }
    return known.keys;
  };
  const frameOf = (message: V3Message, atMs: number, security: V3Frame['security']): V3Frame => ({
    id: message.id,
    engineId,
    boots: state.engineBoots(),
    timeSeconds: Math.floor(state.uptimeMs(atMs) / 1_000),
    user: message.user,
    security,
    keys: keysNow(),
    maxSizeBytes: maxReplyBytes,
  });
  const report = (message: V3Message, why: Report, atMs: number): Buffer | undefined => {
    const count = (counts.get(why) ?? 0) + 1;
    counts.set(why, count);
    if ((message.flags & FLAG.reportable) === 0) return undefined;
    const varbind = encodeTlv(
      TAG.sequence,
      encodeTlv(TAG.oid, createOid(parseArcs(REPORTS[why])).octets),
      encodeValue(counter32(count)),
    );
    const frame = frameOf(message, atMs, why === 'notInTimeWindow' ? 'auth' : 'none');
    const pdu = encodePdu(PDU.report, requestIdOf(message), [0, 0], [varbind]);
    return encodeV3Message(frame, { contextEngineId: engineId, contextName: Buffer.alloc(0), pdu });
  };

  return (whole: Buffer): Buffer | undefined => {
    const access = accessNow();
    // An agent that is set to a community has no engine to be found.
    if (access === undefined) return undefined;
    const atMs = state.nowMs();
    const message = decodeV3Message(whole);
    if (!message.engineId.equals(engineId)) return report(message, 'unknownEngine', atMs);
    if (message.user !== access.user) return report(message, 'unknownUser', atMs);
    const keys = keysNow();
    const wanted = levelOf(message.flags);
    if (wanted > (keys?.privacy ? 2 : keys ? 1 : 0) || wanted < (keys ? 1 : 0)) {
      return report(message, 'unsupportedLevel', atMs);
    }
    const frame = frameOf(message, atMs, LEVELS[wanted]);
    if (keys) {
      if (!keys.isSigned(message.unsigned, message.digest)) return report(message, 'wrongDigest', atMs);
      const isInTime = Math.abs(message.timeSeconds - frame.timeSeconds) <= TIME_WINDOW_SECONDS;
      if (message.boots !== frame.boots || !isInTime) return report(message, 'notInTimeWindow', atMs);
    }
    const scoped = openScopedPdu(message, keys);
    if (scoped === undefined) return report(message, 'decryptionError', atMs);
    const answer = answerPdu(decodePdu(scoped.pdu), {
      mib: mib(),
      version: 3,
      atMs,
      mostOctets: Math.min(maxReplyBytes, message.maxSizeBytes) - V3_OVERHEAD_OCTETS,
    });
    return answer && encodeV3Message(frame, { ...scoped, pdu: answer });
  };
}

const LEVELS = ['none', 'auth', 'privacy'] as const;

function levelOf(flags: number): 0 | 1 | 2 {
  if ((flags & FLAG.auth) === 0) return 0;
  return (flags & FLAG.privacy) === 0 ? 1 : 2;
}

function openScopedPdu(message: V3Message, keys: UsmKeys | undefined) {
  try {
    const isPrivate = (message.flags & FLAG.privacy) !== 0;
    const plain = isPrivate
      ? keys?.privacy &&
        createBerReader(keys.privacy.decrypt(message.data, message.salt, message)).next(TAG.sequence)
      : message.data;
    if (plain === undefined) return undefined;
    const pdu = createBerReader(plain);
    return { contextEngineId: pdu.next(TAG.octets), contextName: pdu.next(TAG.octets), pdu };
  } catch {
    // Another key gives noise, in which nothing can be read.
    return undefined;
  }
}

/** A report answers the request that it can read, else 0 (RFC 3412 §7.1). */
function requestIdOf({ flags, data }: V3Message): number {
  if ((flags & FLAG.privacy) !== 0) return 0;
  try {
    const scoped = createBerReader(data);
    scoped.next(TAG.octets);
    scoped.next(TAG.octets);
    return decodePdu(scoped).requestId;
  } catch {
    return 0;
  }
}
