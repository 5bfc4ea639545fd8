import type { Identity } from '../../core/domain/device-report.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { ProbeError } from '../probing/prober.ts';
import { textOf, ticksToMs } from './read-value.ts';
import type { Agent } from './session/create-agent.ts';
import type { SnmpValue } from './session/snmp-value.ts';

const SYSTEM = '1.3.6.1.2.1.1';
export const SYS_DESCRIPTION = `${SYSTEM}.1.0`;
export const SYS_OBJECT_ID = `${SYSTEM}.2.0`;
const SYS_UPTIME = `${SYSTEM}.3.0`;
const SYS_NAME = `${SYSTEM}.5.0`;
const SYS_LOCATION = `${SYSTEM}.6.0`;
const EVERYTHING = '1.3.6.1';

/**
 * Whether the agent answers, and since when it runs. Some agents have no system group at all: any object will do.
 * @throws ProbeError `unsupported` where it answers and shows nothing.
 */
export async function readHealth(agent: Agent): Promise<{ readonly uptimeMs?: number }> {
  const values = await agent.get([SYS_UPTIME], 'sysUpTime');
  const uptimeMs = ticksToMs(values.get(SYS_UPTIME));
  if (uptimeMs !== undefined) return { uptimeMs };
  const [first] = await agent.next([EVERYTHING], 1, 'the first object');
  if (first?.value) return {};
  throw new ProbeError('unsupported', 'the agent answers and shows no object: its view may be empty');
}

/** The system group (RFC 3418), with objects that others want to see in the same packet. */
export async function readSystem(
  agent: Agent,
  besides: readonly string[],
): Promise<ReadonlyMap<string, SnmpValue>> {
  const system = [SYS_DESCRIPTION, SYS_OBJECT_ID, SYS_NAME, SYS_LOCATION];
  return await agent.get([...new Set([...system, ...besides])], 'system group, objects of makers');
}

export function systemIdentity(values: ReadonlyMap<string, SnmpValue>): Identity {
  return omitUndefined({
    name: textOf(values.get(SYS_NAME)),
    description: textOf(values.get(SYS_DESCRIPTION)),
    location: textOf(values.get(SYS_LOCATION)),
  });
}
