import type { MakerProfile } from '../../config/makers/maker-schema.ts';
import { type Device, type DeviceKind, stageAt } from '../../core/domain/inventory.ts';
import type { Indicator } from '../../core/domain/state.ts';
import { isScheduled, type ScheduledWatch } from '../scheduler/watch-list.ts';
import type { Asking } from './checks/asking.ts';
import type { City } from './checks/city.ts';
import { buildInterfaceRows } from './checks/interface-rows.ts';
import { lookAround } from './checks/look-around.ts';
import { lookAtChannel } from './checks/look-at-channel.ts';
import { observe } from './checks/observe.ts';
import { type Repetition, runChecks } from './checks/run-checks.ts';
import { compareIdentity } from './compare-identity.ts';
import { conclude } from './conclude.ts';
import type { ProbeResult } from './result.ts';
import { isSilent } from './signs-of-life.ts';

export interface ProbePlan extends Repetition {
  readonly device: Device;
  readonly watches: readonly ScheduledWatch[];
  /** Whether its recorder speaks for it. */
  readonly isByChannel: boolean;
  readonly isInventoried: boolean;
  /** Whether all of its checks are asked: only then is it news which indicators have none. */
  readonly isWhole: boolean;
  readonly city: City;
  readonly makers: readonly MakerProfile[];
}

/** Asks a device everything, looks around where it keeps silent, and draws together what follows. */
export async function probeDevice(
  plan: ProbePlan,
  asking: Asking,
  problemOf: (reference: string | undefined) => string | undefined,
): Promise<ProbeResult> {
  const { device, watches, city, makers } = plan;
  const { settings, inventory } = city;
  const looks = await runChecks(watches, plan, asking);
  const channel =
    plan.isByChannel && device.channelOf ? await lookAtChannel(device.channelOf, city, asking) : undefined;
  const isAnsweredFor = channel?.channel !== undefined;
  const surroundings =
    isSilent(looks) || (plan.isByChannel && !isAnsweredFor)
      ? await lookAround({ device, looks, isChannelKnown: channel !== undefined }, city, asking)
      : undefined;
  const nowMs = asking.nowMs();
  const credentialsProblem = problemOf(device.credentials);
  const wanted = settings.findings;
  const seen = {
    device,
    isInventoried: plan.isInventoried,
    stage: stageAt(device, nowMs),
    looks,
    notMeasured: plan.isWhole
      ? unmeasured(
          device.kind,
          looks.map(({ watch }) => watch.check.indicator),
        )
      : [],
    credentialsProblem,
    identity: compareIdentity(looks, device, { makers, wanted }),
    interfaces: buildInterfaceRows(looks, device.id, inventory),
    channel,
    surroundings,
    findings: observe(looks, wanted, { deviceId: device.id, problem: credentialsProblem, atMs: nowMs }),
  };
  return { ...seen, conclusions: conclude(seen, nowMs) };
}

const LADDERS: Readonly<Partial<Record<DeviceKind, readonly Indicator[]>>> = {
  camera: ['reach', 'service', 'stream', 'image'],
  nvr: ['reach', 'service', 'stream', 'recording'],
};

function unmeasured(kind: DeviceKind, measured: readonly Indicator[]): readonly Indicator[] {
  return (LADDERS[kind] ?? ['reach', 'service']).filter((indicator) => !measured.includes(indicator));
}

/** The checks of one device in the order of the ladder, and whether its recorder speaks for it. */
export function checksOf(deviceId: string, { watches }: Pick<City, 'watches'>) {
  const own = watches.filter(({ device }) => device.id === deviceId);
  return {
    scheduled: own.filter(isScheduled),
    isByChannel: own.some(({ check }) => check.prober === 'channel'),
  };
}
