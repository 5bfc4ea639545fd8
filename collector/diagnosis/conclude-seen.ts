import { type CheckRun, latest } from './checks/check-run.ts';
import {
  type ChannelLook,
  contactOf,
  type DeviceLook,
  type PortLook,
  type Surroundings,
} from './checks/surroundings.ts';
import type { Conclusion } from './conclusion.ts';
import { hasSpoken, isRefusal, wentUnanswered } from './signs-of-life.ts';

/** What is nearest to a proof first; that nothing answers says least, and nothing where somebody else saw it alive. */
export function concludeSeen(
  looks: readonly CheckRun[],
  surroundings: Surroundings | undefined,
  channel: ChannelLook | undefined,
): Conclusion[] {
  const way = surroundings ? wayOf(surroundings.way) : [];
  const isCut = way.some(({ code }) => code === 'way-down');
  const witnesses = [
    ...(surroundings?.port ? portOf(surroundings.port) : []).filter(
      ({ code }) => !(isCut && code === 'port-unknown'),
    ),
    ...channelOf(channel ?? surroundings?.channel),
  ];
  const isAlive = witnesses.some(({ code }) => code === 'port-traffic' || code === 'channel-present');
  const ping = pingOf(looks, surroundings).filter(({ code }) => !(isAlive && code === 'ping-silent'));
  const neighbours = surroundings ? neighboursOf(surroundings.neighbours) : [];
  if (isCut) return [...way, ...neighbours, ...witnesses];
  // That the device itself is at fault is said once, and not of one that was seen alive.
  const isLineFine = neighbours.some(({ code }) => code === 'neighbours-answer');
  const places = isAlive ? [] : [...(isLineFine ? [] : way), ...neighbours];
  return [...witnesses, ...places, ...ping];
}

function wayOf(way: Surroundings['way']): Conclusion[] {
  const isAnswering = (point: Surroundings['way'][number]) => 'device' in point && point.outcome?.ok === true;
  const lastAnswer = way.findLastIndex(isAnswering);
  const silentAt = way.findIndex(
    (point, index) => index > lastAnswer && 'device' in point && point.outcome?.ok === false,
  );
  const silent = way[silentAt];
  if (silent !== undefined && 'device' in silent) {
    const front = way.slice(0, silentAt).findLast((point) => 'link' in point);
    const line = front && 'link' in front ? front : undefined;
    const { id, address = '' } = silent.device;
    const values = { device: id, address, link: line?.link.id ?? '', carrier: line ? contactOf(line) : '' };
    return [{ code: 'way-down', values }];
  }
  const last = way[lastAnswer];
  return last !== undefined && 'device' in last
    ? [{ code: 'way-fine', values: { device: last.device.id } }]
    : [];
}

function neighboursOf(neighbours: readonly DeviceLook[]): Conclusion[] {
  const asked = neighbours.filter(({ outcome }) => outcome !== undefined);
  const answered = asked.filter(({ outcome }) => outcome?.ok).length;
  if (asked.length === 0) return [];
  return answered === 0
    ? [{ code: 'site-dark', values: { asked: asked.length } }]
    : [{ code: 'neighbours-answer', values: { answered, asked: asked.length } }];
}

/** Fewer bits than a stream has: what a switch sends out of every port anyway. */
const STREAM_BITS_PER_SECOND = 50_000;

function portOf({ device, name, failure, sample, poe, fromDeviceBitsPerSecond }: PortLook): Conclusion[] {
  const place = { device, name };
  if (sample === undefined) {
    return [{ code: 'port-unknown', values: { ...place, failure: failure ?? '' } }];
  }
  if (sample.admin === 'down') return [{ code: 'port-off', values: place }];
  const power: Conclusion[] = poe?.isDelivering === false ? [{ code: 'poe-off', values: place }] : [];
  if (sample.oper !== undefined && sample.oper !== 'up') {
    return [{ code: 'port-down', values: place }, ...power];
  }
  if (fromDeviceBitsPerSecond === undefined) return power;
  return fromDeviceBitsPerSecond >= STREAM_BITS_PER_SECOND
    ? [{ code: 'port-traffic', values: { ...place, bitsPerSecond: fromDeviceBitsPerSecond } }]
    : [{ code: 'port-idle', values: place }, ...power];
}

function channelOf(look: ChannelLook | undefined): Conclusion[] {
  if (look === undefined) return [];
  const place = { recorder: look.recorder, channel: look.number };
  if (look.channel === undefined) {
    return [{ code: 'channel-unknown', values: { ...place, failure: look.failure ?? '' } }];
  }
  const { video } = look.channel;
  if (video === 'unknown') return [];
  return [{ code: video === 'present' ? 'channel-present' : 'channel-lost', values: place }];
}

function pingOf(looks: readonly CheckRun[], surroundings: Surroundings | undefined): Conclusion[] {
  const pinged = looks.find(({ watch }) => watch.check.prober === 'icmp');
  const ping = pinged ? latest(pinged).outcome : surroundings?.ping;
  const others = looks.filter((look) => look !== pinged);
  const isRefused = (look: CheckRun) => isRefusal(latest(look).outcome);
  if (!ping?.ok && others.length > 1 && others.every(isRefused)) return [{ code: 'all-refused', values: {} }];
  if (ping === undefined) return [];
  const talking = others.find((look) => hasSpoken(latest(look).outcome) && !isRefused(look));
  const refusing = others.find(isRefused);
  const silent = others.find((look) => wentUnanswered(latest(look).outcome));
  const by = (look: CheckRun) => ({ by: look.watch.check.prober });
  if (!ping.ok && talking) return [{ code: 'ping-filtered', values: by(talking) }];
  if (!ping.ok && refusing) return [{ code: 'ping-refused', values: by(refusing) }];
  if (ping.ok && silent) return [{ code: 'ping-answers', values: by(silent) }];
  return !ping.ok && silent ? [{ code: 'ping-silent', values: {} }] : [];
}
