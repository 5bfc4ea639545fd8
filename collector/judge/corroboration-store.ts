import type { FindingCode, FindingObservation } from '../../core/domain/findings.ts';
import type { Device, Inventory } from '../../core/domain/inventory.ts';
import type { Reading } from '../../core/domain/probing.ts';
import {
  type Change,
  deviceEntity,
  type Entity,
  type Indicator,
  parseEntity,
  type State,
} from '../../core/domain/state.ts';
import type { TrafficSample } from '../../core/domain/traffic.ts';
import { STEP, type Steps } from '../../core/host/in-slices.ts';
import { indexMap } from '../../core/packed/indexed-map.ts';
import { createAttachments } from './attachments.ts';
import type { Status } from './status.ts';
import { type ChannelWitness, channelEvidence, portEvidence } from './witness-evidence.ts';

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
  readonly replace: (inventory: Pick<Inventory, 'devices'>) => Steps<void>;
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

/** @param isNoted Whether this is found of a device: that nothing contradicts the others need not be told. */
export function createCorroborationStore(
  isNoted: (entity: Entity, code: FindingCode) => boolean,
): CorroborationStore {
  let devices = indexMap<Device>(new Map());
  let attached = createAttachments();
  let camerasByChannel: ReadonlyMap<string, readonly string[]> = new Map();
  const channels = new Map<string, ChannelWitness>();

  const placeOf = (id: string): Pick<Device, 'attachedTo' | 'channelOf'> => {
    const index = devices.indexOf(id);
    if (index === undefined) return {};
    const attachedTo = devices.memberAt(index, 'attachedTo');
    const channelOf = devices.memberAt(index, 'channelOf');
    return { ...(attachedTo && { attachedTo }), ...(channelOf && { channelOf }) };
  };

  const takeChannels = ({ deviceId, atMs, outcome }: Reading) => {
    for (const { number, video } of outcome.report?.channels ?? []) {
      const key = channelKey(deviceId, number);
      if (camerasByChannel.has(key)) channels.set(key, { atMs, video });
    }
  };

  /** Less of those that say that nothing contradicts a device of which nothing is found: they are not even made. */
  const worthTelling = () => {
    const told: FindingObservation[] = [];
    const present = new Set<string>();
    const isWorth = (id: string) => present.has(id) || isNoted(deviceEntity(id), 'contradiction');
    const tell = (id: string, isPresent: boolean, make: () => FindingObservation) => {
      if (isPresent) present.add(id);
      if (isPresent || isWorth(id)) told.push(make());
    };
    return { told, tell };
  };
  type Tell = ReturnType<typeof worthTelling>['tell'];

  const compareTraffic = (sample: TrafficSample, reachOf: ReachOf, tell: Tell) => {
    const { deviceId, interface: name, atMs, intervalMs, inBitsPerSecond } = sample;
    const ids = attached.devicesAt(deviceId, name);
    if (ids.length === 0) return;
    const isBusy = inBitsPerSecond >= CONTRADICTING_BITS_PER_SECOND;
    // Behind a small switch of its own each of several may be the one that sends.
    const isDarkSinceBefore = (id: string) => {
      const status = reachOf(id);
      return status?.state === 'down' && status.sinceMs <= atMs - intervalMs;
    };
    const isPresent = isBusy && ids.every(isDarkSinceBefore);
    const values = { switch: deviceId, interface: name, bitsPerSecond: Math.round(inBitsPerSecond) };
    for (const id of ids) tell(id, isPresent, () => contradiction(id, 'port', isPresent, atMs, values));
  };
  const compareChannels = ({ deviceId, atMs, outcome }: Reading, reachOf: ReachOf, tell: Tell) => {
    for (const { number, video } of outcome.report?.channels ?? [])
      for (const id of camerasByChannel.get(channelKey(deviceId, number)) ?? NOBODY) {
        const status = reachOf(id);
        const isPresent = video === 'present' && status?.state === 'down' && status.sinceMs < atMs;
        const values = { recorder: deviceId, channel: number };
        tell(id, isPresent, () => contradiction(id, 'channel', isPresent, atMs, values));
      }
  };

  return {
    take: (readings, samples) => {
      for (const reading of readings) {
        if (reading.outcome.report === undefined) continue;
        attached.takeReport(reading);
        takeChannels(reading);
      }
      for (const sample of samples) attached.takeRate(sample);
    },
    addEvidence: (change, nowMs, lifeOf) => {
      const { kind, id = '' } = parseEntity(change.entity) ?? {};
      if (kind !== 'device' || change.state !== 'down') return change;
      const { attachedTo, channelOf } = placeOf(id);
      const isUp = (witness: string) => ANSWERING.has(lifeOf(witness)?.state ?? 'unknown');
      const port =
        attachedTo && isUp(attachedTo.device)
          ? attached.witnessOf(attachedTo.device, attachedTo.name)
          : undefined;
      const channel =
        channelOf && isUp(channelOf.recorder)
          ? channels.get(channelKey(channelOf.recorder, channelOf.channel))
          : undefined;
      const outage = { fromMs: change.atMs, nowMs };
      const evidence = { ...portEvidence(port, outage), ...channelEvidence(channel, outage) };
      if (Object.keys(evidence).length === 0) return change;
      const place = attachedTo && { port: `${attachedTo.device}#${attachedTo.name}` };
      return { ...change, evidence: { ...change.evidence, ...place, ...evidence } };
    },
    witnessesOf: (deviceId) => {
      const { attachedTo, channelOf } = placeOf(deviceId);
      return [
        ...(attachedTo ? [{ deviceId: attachedTo.device, indicator: 'service' } as const] : []),
        ...(channelOf ? [{ deviceId: channelOf.recorder, indicator: 'recording' } as const] : []),
      ];
    },
    compare: (readings, samples, reachOf) => {
      const { told, tell } = worthTelling();
      for (const sample of samples) compareTraffic(sample, reachOf, tell);
      for (const reading of readings) compareChannels(reading, reachOf, tell);
      return told;
    },
    clockStep: () => {
      attached.clear();
      channels.clear();
    },
    *replace(inventory) {
      const next = createAttachments(attached);
      const cameras = new Map<string, string[]>();
      let count = 0;
      for (const { id, attachedTo, channelOf } of inventory.devices.values()) {
        if (count++ % STEP === 0) yield;
        if (attachedTo) next.attach(id, attachedTo.device, attachedTo.name);
        if (channelOf === undefined) continue;
        const key = channelKey(channelOf.recorder, channelOf.channel);
        cameras.set(key, [...(cameras.get(key) ?? NOBODY), id]);
      }
      devices = indexMap(inventory.devices);
      attached = next;
      camerasByChannel = cameras;
      for (const key of channels.keys()) if (!cameras.has(key)) channels.delete(key);
    },
  };
}

type ReachOf = (deviceId: string) => Status | undefined;

const ANSWERING: ReadonlySet<State> = new Set(['up', 'degraded']);

const channelKey = (recorderId: string, channel: number) => `${recorderId} ${channel}`;

const NOBODY: readonly string[] = [];

function contradiction(
  deviceId: string,
  subject: 'port' | 'channel',
  isPresent: boolean,
  atMs: number,
  values: FindingObservation['values'],
): FindingObservation {
  return { entity: deviceEntity(deviceId), code: 'contradiction', subject, isPresent, atMs, values };
}
