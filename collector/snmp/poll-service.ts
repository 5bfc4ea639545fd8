import type { MakerProfile } from '../../config/makers/maker-schema.ts';
import type { DeviceReport, Sensor } from '../../core/domain/device-report.ts';
import type { DeviceKind } from '../../core/domain/inventory.ts';
import type { ProbeAnswer } from '../../core/domain/probing.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import type { Question } from '../probing/prober.ts';
import { createParts, type Parts } from './poll-parts.ts';
import { readInterfaces } from './read-interfaces.ts';
import { readPoePorts, readPoeSupplies } from './read-poe.ts';
import { readDisks, readIdentity, readMakerSensors } from './read-profile.ts';
import { readSensors } from './read-sensors.ts';
import { readStorage } from './read-storage.ts';
import { readHealth, readSystem, systemIdentity } from './read-system.ts';
import { readUps } from './read-ups.ts';
import { distinctiveObjects, recogniseMaker } from './recognise-maker.ts';
import type { Agent } from './session/create-agent.ts';

export interface PollContext {
  readonly agent: Agent;
  readonly makers: readonly MakerProfile[];
  readonly signal: AbortSignal;
}

const NETWORK_KINDS: ReadonlySet<DeviceKind> = new Set(['switch', 'router']);

/**
 * Asks whether the agent answers, and at every poll for what links and witnesses are judged by: ports and the power they
 * give, the state of a UPS. What the device is, and its temperatures and disks, with the details only.
 */
export async function pollService(context: PollContext, question: Question): Promise<ProbeAnswer> {
  const { agent, signal } = context;
  const { device, depth, trace } = question;
  const startedMs = performance.now();
  const { uptimeMs } = await readHealth(agent);
  const responseMs = performance.now() - startedMs;
  const parts = createParts(signal, trace);

  const isNetwork = NETWORK_KINDS.has(device.kind);
  const wantsInterfaces = isNetwork || question.interfaces.length > 0;
  const interfaces = wantsInterfaces
    ? await parts.take('interfaces', () => readInterfaces(agent, { depth, startedMs }), undefined)
    : undefined;
  const details = depth === 'details' ? await readDetails(parts, context, question) : undefined;
  const power = details?.profile?.poePorts;
  const poePorts = isNetwork
    ? await parts.take('power of ports', () => readPoePorts(agent, interfaces ?? [], power), [])
    : [];
  const ups = device.kind === 'ups' ? await parts.take('UPS', () => readUps(agent), undefined) : undefined;
  const sensors: readonly Sensor[] = [...(details?.sensors ?? []), ...(ups?.sensors ?? [])];
  const disks = details?.disks ?? [];
  const report = omitUndefined({
    identity: details?.identity,
    uptimeMs,
    interfaces: someOf(interfaces),
    poePorts: someOf(poePorts),
    sensors: someOf(sensors),
    disks: someOf(disks),
    ups: ups?.ups,
  });
  const degraded = parts.missing()?.why;
  return { measurements: { responseMs }, report, ...(degraded && { degraded }) };
}

/** An empty list would say that it was looked for and that there is none: agents do not tell that from "not shown". */
function someOf<Item>(items: readonly Item[] | undefined): readonly Item[] | undefined {
  return items === undefined || items.length === 0 ? undefined : items;
}

async function readDetails(
  parts: Parts,
  { agent, makers }: PollContext,
  { device }: Question,
): Promise<{ profile: MakerProfile | undefined } & Pick<DeviceReport, 'identity' | 'sensors' | 'disks'>> {
  const system = await parts.take('system', () => readSystem(agent, distinctiveObjects(makers)), new Map());
  const profile = recogniseMaker(makers, system, device.maker);
  const generic = makers.filter(({ id }) => id === 'generic');
  const profiles = profile ? [profile, ...generic] : generic;
  const own = await parts.take('identity', () => readIdentity(agent, profiles), {});
  const identity = {
    ...systemIdentity(system),
    ...own,
    ...(profile && { maker: profile.name, makerProfile: profile.id }),
  };
  const standard = await parts.take('sensors', () => readSensors(agent), []);
  const ofMaker = profile
    ? await parts.take('sensors of the maker', () => readMakerSensors(agent, profile.sensors), [])
    : [];
  const supplies = NETWORK_KINDS.has(device.kind)
    ? await parts.take('power supplies of ports', () => readPoeSupplies(agent), [])
    : [];
  const disks = await parts.take('disks', async () => {
    if (device.kind === 'server') return await readStorage(agent);
    return profile ? await readDisks(agent, profile.disks) : [];
  }, []);
  return { profile, identity, sensors: [...standard, ...ofMaker, ...supplies], disks };
}
