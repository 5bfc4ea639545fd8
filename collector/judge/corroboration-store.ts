import type { FindingObservation } from '../../core/domain/findings.ts';
import type { Device, Inventory } from '../../core/domain/inventory.ts';
import type { Reading } from '../../core/domain/probing.ts';
import {
  type Change,
  deviceEntity,
  type Indicator,
  parseEntity,
  type State,
} from '../../core/domain/state.ts';
import type { TrafficSample } from '../../core/domain/traffic.ts';
import type { Status } from './status.ts';
import { type ChannelWitness, channelEvidence, type PortWitness, portEvidence } from './witness-evidence.ts';

/**
 * Remembers what bears witness of devices besides their own answers: the port of the switch each hangs on (light, traffic,
 * power) and the channel of its recorder.
 */
export interface CorroborationStore {
  readonly take: (readings: readonly Reading[], samples: readonly TrafficSample[]) => void;
  /** The change with what witnesses that are up have said since, where it is an outage and there are any. */
  readonly addEvidence: (change: Change, nowMs: number, lifeOf: ReachOf) => Change;
  /** Whom to ask of a device that does not answer: the check of the switch it hangs on, and of its recorder. */
  readonly witnessesOf: (deviceId: string) => readonly WitnessCheck[];
  /** Whether witnesses that were just heard contradict an outage: no answer, but traffic or a picture. */
  readonly compare: (
    readings: readonly Reading[],
    samples: readonly TrafficSample[],
    reachOf: (deviceId: string) => Status | undefined,
  ) => readonly FindingObservation[];
  readonly clockStep: () => void;
  readonly replace: (inventory: Pick<Inventory, 'devices'>) => void;
}

export interface WitnessCheck {
  readonly deviceId: string;
  readonly indicator: Indicator;
}

/**
 * From here on traffic from a device that does not answer is a contradiction: the poorest stream that anybody records has
 * more, and what a switch itself sends to a port (spanning tree, LLDP, broadcasts) goes the other way.
 */
export const CONTRADICTING_BITS_PER_SECOND = 100_000;
export function createCorroborationStore(): CorroborationStore {
  let attachedByPort: ReadonlyMap<string, readonly Device[]> = new Map();
  let portsByDevice: ReadonlyMap<string, ReadonlySet<string>> = new Map();
  let camerasByChannel: ReadonlyMap<string, readonly Device[]> = new Map();
  let devices: Inventory['devices'] = new Map();
  const ports = new Map<string, PortWitness>();
  const channels = new Map<string, ChannelWitness>();

  const takePorts = ({ deviceId, atMs, outcome: { report } }: Reading) => {
    for (const name of portsByDevice.get(deviceId) ?? []) {
      const port = report?.interfaces?.find((one) => one.name === name);
      const power = report?.poePorts?.find((one) => one.interface === name);
      if (port === undefined && power === undefined) continue;
      const key = placeKey(deviceId, name);
      ports.set(key, {
        ...ports.get(key),
        ...(port?.oper !== undefined && { link: { atMs, oper: port.oper } }),
        ...(power && { power: { ...power, atMs } }),
      });
    }
  };
  const takeChannels = ({ deviceId, atMs, outcome }: Reading) => {
    for (const { number, video } of outcome.report?.channels ?? []) {
      const key = placeKey(deviceId, number);
      if (camerasByChannel.has(key)) channels.set(key, { atMs, video });
    }
  };

  const compareTraffic = (sample: TrafficSample, reachOf: ReachOf): FindingObservation[] => {
    const { deviceId, interface: name, atMs, intervalMs, inBitsPerSecond } = sample;
    const attached = attachedByPort.get(placeKey(deviceId, name)) ?? [];
    const statuses = attached.map(({ id }) => reachOf(id));
    // Behind a small switch of its own each of several may be the one that sends.
    const isDarkSinceBefore = statuses.every(
      (status) => status?.state === 'down' && status.sinceMs <= atMs - intervalMs,
    );
    const isPresent = isDarkSinceBefore && inBitsPerSecond >= CONTRADICTING_BITS_PER_SECOND;
    const values = { switch: deviceId, interface: name, bitsPerSecond: Math.round(inBitsPerSecond) };
    return attached.map(({ id }) => contradiction(id, 'port', isPresent, atMs, values));
  };
  const compareChannels = ({ deviceId, atMs, outcome }: Reading, reachOf: ReachOf) =>
    (outcome.report?.channels ?? []).flatMap(({ number, video }) => {
      const cameras = camerasByChannel.get(placeKey(deviceId, number)) ?? [];
      return cameras.map(({ id }) => {
        const status = reachOf(id);
        const isPresent = video === 'present' && status?.state === 'down' && status.sinceMs < atMs;
        return contradiction(id, 'channel', isPresent, atMs, { recorder: deviceId, channel: number });
      });
    });

  return {
    take: (readings, samples) => {
      for (const reading of readings) {
        if (reading.outcome.report === undefined) continue;
        takePorts(reading);
        takeChannels(reading);
      }
      for (const sample of samples) {
        const witness = ports.get(placeKey(sample.deviceId, sample.interface));
        if (witness) ports.set(placeKey(sample.deviceId, sample.interface), { ...witness, rate: sample });
      }
    },
    addEvidence: (change, nowMs, lifeOf) => {
      const { kind, id = '' } = parseEntity(change.entity) ?? {};
      const device = kind === 'device' && change.state === 'down' ? devices.get(id) : undefined;
      if (device === undefined) return change;
      const { attachedTo, channelOf } = device;
      const isUp = (witness: string) => ANSWERING.has(lifeOf(witness)?.state ?? 'unknown');
      const port =
        attachedTo && isUp(attachedTo.device)
          ? ports.get(placeKey(attachedTo.device, attachedTo.name))
          : undefined;
      const channel =
        channelOf && isUp(channelOf.recorder)
          ? channels.get(placeKey(channelOf.recorder, channelOf.channel))
          : undefined;
      const outage = { fromMs: change.atMs, nowMs };
      const evidence = { ...portEvidence(port, outage), ...channelEvidence(channel, outage) };
      if (Object.keys(evidence).length === 0) return change;
      const place = attachedTo && { port: `${attachedTo.device}#${attachedTo.name}` };
      return { ...change, evidence: { ...change.evidence, ...place, ...evidence } };
    },
    witnessesOf: (deviceId) => {
      const { attachedTo, channelOf } = devices.get(deviceId) ?? {};
      return [
        ...(attachedTo ? [{ deviceId: attachedTo.device, indicator: 'service' } as const] : []),
        ...(channelOf ? [{ deviceId: channelOf.recorder, indicator: 'recording' } as const] : []),
      ];
    },
    compare: (readings, samples, reachOf) => [
      ...samples.flatMap((sample) => compareTraffic(sample, reachOf)),
      ...readings.flatMap((reading) => compareChannels(reading, reachOf)),
    ],
    clockStep: () => {
      ports.clear();
      channels.clear();
    },
    replace: (inventory) => {
      devices = inventory.devices;
      const all = [...devices.values()];
      attachedByPort = groupByPlace(
        all,
        ({ attachedTo }) => attachedTo && placeKey(attachedTo.device, attachedTo.name),
      );
      camerasByChannel = groupByPlace(
        all,
        ({ channelOf }) => channelOf && placeKey(channelOf.recorder, channelOf.channel),
      );
      const places = all.flatMap(({ attachedTo }) => attachedTo ?? []);
      portsByDevice = new Map(
        [...Map.groupBy(places, ({ device }) => device)].map(([device, group]) => [
          device,
          new Set(group.map(({ name }) => name)),
        ]),
      );
      for (const key of ports.keys()) if (!attachedByPort.has(key)) ports.delete(key);
      for (const key of channels.keys()) if (!camerasByChannel.has(key)) channels.delete(key);
    },
  };
}

type ReachOf = (deviceId: string) => Status | undefined;

const ANSWERING: ReadonlySet<State> = new Set(['up', 'degraded']);

const placeKey = (deviceId: string, place: string | number) => `${deviceId} ${place}`;

function groupByPlace(all: readonly Device[], placeOf: (device: Device) => string | undefined) {
  const groups = new Map<string, Device[]>();
  for (const device of all) {
    const place = placeOf(device);
    const group = place === undefined ? undefined : groups.get(place);
    if (group) group.push(device);
    else if (place !== undefined) groups.set(place, [device]);
  }
  return groups;
}

function contradiction(
  deviceId: string,
  subject: 'port' | 'channel',
  isPresent: boolean,
  atMs: number,
  values: FindingObservation['values'],
): FindingObservation {
  return { entity: deviceEntity(deviceId), code: 'contradiction', subject, isPresent, atMs, values };
}
