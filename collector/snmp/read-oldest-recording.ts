import type { MakerProfile } from '../../config/makers/maker-schema.ts';
import { countOf } from './read-value.ts';
import type { Agent } from './session/create-agent.ts';
import type { SnmpValue } from './session/snmp-value.ts';

type Place = NonNullable<MakerProfile['oldestRecording']>;

/** Reads when the oldest recording was made; `undefined` where it is no instant, or one that is still to come. */
export async function readOldestRecording(
  agent: Agent,
  { oid, format }: Place,
  nowMs: number,
): Promise<number | undefined> {
  const value = (await agent.get([oid], 'oldest recording')).get(oid);
  const instantMs = format === 'epoch-seconds' ? epochMsOf(value) : dateAndTimeMs(value);
  return instantMs === undefined || instantMs > nowMs ? undefined : instantMs;
}

function epochMsOf(value: SnmpValue | undefined): number | undefined {
  const seconds = countOf(value);
  // 0 says that there is none.
  return seconds === undefined || seconds === 0 ? undefined : seconds * 1_000;
}

/** `DateAndTime` (RFC 2579): eight octets of local time, and three more for its zone, without which it is no instant. */
function dateAndTimeMs(value: SnmpValue | undefined): number | undefined {
  if (value?.type !== 'octets' || value.value.length !== 11) return undefined;
  const octets = value.value;
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0] = octets.subarray(2, 7);
  const sign = octets.toString('latin1', 8, 9);
  const [zoneHours = 0, zoneMinutes = 0] = octets.subarray(9);
  if (sign !== '+' && sign !== '-') return undefined;
  const isDate =
    month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour < 24 && minute < 60 && second <= 60;
  if (!isDate || zoneHours > 14 || zoneMinutes > 59) return undefined;
  const localMs = Date.UTC(octets.readUInt16BE(0), month - 1, day, hour, minute, second);
  const zoneMs = (zoneHours * 60 + zoneMinutes) * 60_000;
  return sign === '+' ? localMs - zoneMs : localMs + zoneMs;
}
