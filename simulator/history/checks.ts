import type { Settings } from '../../config/settings/settings-schema.ts';
import type { Check, Device, Inventory, Link } from '../../core/domain/inventory.ts';
import { INDICATORS, type Indicator, type State } from '../../core/domain/state.ts';
import { stableHash } from '../../core/text/stable-hash.ts';
import { seconds } from '../../core/time/units.ts';
import type { Verdict } from './verdict.ts';

/** One indicator that is measured: when its probes go out, and what the record says of it. */
export interface CheckWatch {
  readonly indicator: Indicator;
  readonly intervalMs: number;
  /** Probes go out at whole multiples of the interval and so much. */
  readonly phaseMs: number;
  readonly recheckMs: number;
  readonly timeoutMs: number;
  readonly confirm: number;
  /** Whether a link's state is read at its port, or inferred from what stands behind it. */
  readonly isInferred: boolean;
  /** What is true, as far as it was told; the next proof is about it. */
  truth: Verdict | undefined;
  /** Counts the turns of the truth: a proof of an earlier one proves nothing any more. */
  turn: number;
  /** What is on record; absent before the first change. */
  recorded: State | undefined;
  recordedSinceMs: number;
}

type CheckSettings = Omit<Check, 'indicator'>;
type Profiles = Settings['profiles'];

/** As the collector would: what the profile asks of a device that has an address, or of a channel by its recorder. */
export function buildDeviceChecks(
  device: Device,
  profiles: Profiles,
  devices: Inventory['devices'],
): readonly CheckWatch[] {
  const profile = profiles[device.profile];
  return INDICATORS.flatMap((indicator) => {
    const settings = profile?.[indicator];
    if (settings === undefined) return [];
    const isByChannel = settings.prober === 'channel';
    if (isByChannel ? device.channelOf === undefined : device.address === undefined) return [];
    const recorder = isByChannel ? devices.get(device.channelOf?.recorder ?? '') : undefined;
    const asked = recorder && profiles[recorder.profile]?.recording;
    const intervalMs = Math.max(settings.intervalMs, asked?.intervalMs ?? 0);
    return [createCheck(indicator, device.id, { ...settings, intervalMs }, false)];
  });
}

/**
 * A link is read at the port it is measured at, as often as its near end is polled; else it is inferred from its far
 * end, as often as that is pinged. `capacity` needs a port and something to compare with.
 */
export function buildLinkChecks(
  link: Link,
  { devices }: Pick<Inventory, 'devices'>,
  profiles: Profiles,
): readonly CheckWatch[] {
  const polled = profiles[devices.get(link.interface?.device ?? '')?.profile ?? '']?.service;
  if (polled) {
    const port = { ...polled, confirm: PORT_CONFIRM };
    const reach = createCheck('reach', link.id, port, false);
    return link.capacityBitsPerSecond === undefined
      ? [reach]
      : [reach, createCheck('capacity', link.id, polled, false)];
  }
  const far = link.far.startsWith('device:') ? devices.get(link.far.slice('device:'.length)) : undefined;
  const pinged = profiles[far?.profile ?? '']?.reach ?? INFERRED;
  return [createCheck('reach', link.id, pinged, true)];
}

/** A port tells of itself: two looks are enough. */
const PORT_CONFIRM = 2;
/** Where the far end is a place and not a device. */
const INFERRED = { intervalMs: seconds(60), recheckMs: seconds(5), timeoutMs: seconds(1), confirm: 3 };

function createCheck(
  indicator: Indicator,
  id: string,
  settings: Pick<CheckSettings, 'intervalMs' | 'recheckMs' | 'timeoutMs' | 'confirm'>,
  isInferred: boolean,
): CheckWatch {
  const { intervalMs, recheckMs, timeoutMs, confirm } = settings;
  return {
    indicator,
    intervalMs,
    phaseMs: stableHash(`${id}/${indicator}`) % intervalMs,
    recheckMs,
    timeoutMs,
    confirm,
    isInferred,
    truth: undefined,
    turn: 0,
    recorded: undefined,
    recordedSinceMs: Number.NEGATIVE_INFINITY,
  };
}
