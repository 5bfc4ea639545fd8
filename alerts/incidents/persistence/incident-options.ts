import type { Settings } from '../../../config/settings/settings-schema.ts';
import type { Check, Inventory } from '../../../core/domain/inventory.ts';
import { finish, type Steps } from '../../../core/host/in-slices.ts';
import { indexMap } from '../../../core/packed/indexed-map.ts';
import { hours, minutes, seconds } from '../../../core/time/units.ts';
import type { IncidentOptions } from '../engine/engine-input.ts';

export interface OptionsSource {
  readonly settings: Pick<Settings, 'profiles'>;
  readonly inventory: Pick<Inventory, 'devices' | 'links'>;
}

/** How incidents are made of what is watched: its waits follow from how often that is asked. */
export const incidentOptionsOf = (config: OptionsSource): IncidentOptions => finish(readOptions(config));

/** The same step by step: every device is looked at. */
export function* readOptions(config: OptionsSource): Steps<IncidentOptions> {
  const use = yield* readUse(config.inventory);
  const proofs = proofsAbove(config, use);
  const settleMs = clamp(Math.max(0, ...proofs.map(proofMs)), seconds(10), LONGEST_WAIT_MS);
  const promptMs = clamp(Math.max(0, ...proofs.map(repeatMs)), seconds(2), LONGEST_PROMPT_MS);
  const returnMs = clamp(slowestPollMs(config, use), settleMs, LONGEST_RETURN_MS);
  return {
    settleMs,
    promptMs,
    returnMs,
    // Who is on the way there has no use for more, and a growing outage is settled after two or three.
    updateMs: minutes(5),
    // A line is inferred when the last device behind it is confirmed: that must not count as late.
    lateMs: Math.max(minutes(10), 2 * settleMs),
    // A restart or one lost canary is over by then.
    blindMs: minutes(2),
    // A technician's second try, or a power supply that comes and goes: one matter.
    reopenMs: minutes(15),
    // Once in a quarter of an hour: whoever is called for each turn stops reading.
    flapCount: 4,
    flapMs: FLAP_MS,
    common: {
      onsetMs: clamp(slowestReachMs(config, use), seconds(10), LONGEST_WAIT_MS),
      // Fewer than five fall together by accident, and half of a place is more than its usual faults.
      leastCount: 5,
      // Cameras whose power is back start one after the other.
      dissolveMs: returnMs + STARTING_MS,
      leastRatio: 0.5,
    },
    // A hundred cameras are a ward; ten are a street, which one party must look at within its hours.
    severity: { criticalCameras: 100, majorCameras: 10 },
  };
}

/** What flaps is held open until it was quiet for so long. */
export const FLAP_MS = hours(1);

type Polled = Pick<Check, 'intervalMs' | 'confirm' | 'recheckMs' | 'timeoutMs'>;

/** A slower proof takes over what was told by then, and holds nothing up. */
const LONGEST_WAIT_MS = minutes(5);

/** With writing and sending, the first messages of a core link are out a quarter of a minute after it was confirmed. */
const LONGEST_PROMPT_MS = seconds(8);

/** A camera or recorder answers again so long after its power came back, at the latest. */
const STARTING_MS = minutes(5);

/** A line that is back must not bring a new matter for cameras whose pictures are asked for every few minutes. */
const LONGEST_RETURN_MS = minutes(10);

/** What of a city makes the waits: gone through once, and two members of each device are enough. */
interface Use {
  readonly profiles: ReadonlySet<string>;
  /** Of devices that hang on a line. */
  readonly onLines: ReadonlySet<string>;
  /** Devices and lines that something hangs on. */
  readonly above: ReadonlySet<string>;
}

function* readUse({ links, ...inventory }: OptionsSource['inventory']): Steps<Use> {
  const devices = indexMap(inventory.devices);
  const [profiles, onLines, above] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (let index = 0; index < devices.size; index++) {
    const profile = devices.memberAt(index, 'profile') ?? '';
    profiles.add(profile);
    for (const member of devices.memberAt(index, 'upstreams')?.flat() ?? []) {
      above.add(member);
      if (member.startsWith('link:')) onLines.add(profile);
    }
    yield;
  }
  for (const { near, far } of links.values()) {
    above.add(near);
    above.add(far);
  }
  return { profiles, onLines, above };
}

/**
 * By what is found after a fall that something above others is down: devices that others hang on by their own probes,
 * lines by their port or when the last device behind them is silent.
 */
function proofsAbove({ settings: { profiles }, inventory }: OptionsSource, { above, onLines }: Use) {
  const { links } = inventory;
  const devices = indexMap(inventory.devices);
  const profileOf = (id: string) => devices.memberAt(devices.indexOf(id) ?? -1, 'profile') ?? '';
  const reaching = new Set(onLines);
  for (const entity of above)
    if (entity.startsWith('device:')) reaching.add(profileOf(entity.slice('device:'.length)));
  const measuring = new Set<string>();
  for (const { interface: port } of links.values()) if (port) measuring.add(profileOf(port.device));
  const proofs = [
    ...[...reaching].map((profile) => profiles[profile]?.reach),
    ...[...measuring].map((profile) => profiles[profile]?.service),
  ];
  return proofs.filter((proof) => proof !== undefined);
}

/** The poll that comes last, its repeats, and the time-outs of all of them. */
const proofMs = ({ intervalMs, confirm, timeoutMs, ...check }: Polled): number =>
  intervalMs + (confirm - 1) * repeatMs({ timeoutMs, ...check }) + timeoutMs;

/** What was asked together with it is asked again in that time. */
const repeatMs = ({ recheckMs, timeoutMs }: Pick<Polled, 'recheckMs' | 'timeoutMs'>): number =>
  Math.max(recheckMs, timeoutMs);

/** Until everything on a device was asked once more. */
function slowestPollMs({ settings: { profiles } }: OptionsSource, use: Use): number {
  const checks = [...use.profiles].flatMap((profile) => Object.values(profiles[profile] ?? {}));
  return Math.max(0, ...checks.map(({ intervalMs, timeoutMs }) => intervalMs + timeoutMs));
}

const slowestReachMs = ({ settings: { profiles } }: OptionsSource, use: Use): number =>
  Math.max(0, ...[...use.profiles].map((profile) => profiles[profile]?.reach?.intervalMs ?? 0));

const clamp = (ms: number, least: number, most: number): number => Math.min(Math.max(ms, least), most);
