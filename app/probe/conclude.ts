import { isWatchedAt } from '../../core/inventory.ts';
import type { FailureReason, ProbeOutcome } from '../../core/probing.ts';
import { ACCESS_REASONS } from '../../core/probing.ts';
import { type Look, latest } from './look.ts';
import type { ProbeResult } from './result.ts';
import {
  type ChannelLook,
  contactOf,
  type DeviceLook,
  type PortLook,
  type Surroundings,
} from './surroundings.ts';

/** What follows from all looks together, by code, with what its sentence names. */
export interface ConclusionValues {
  readonly 'all-up': { readonly checks: number; readonly findings: number };
  readonly 'not-watched': { readonly stage: string };
  readonly 'credentials-missing': { readonly problem: string };
  readonly blind: { readonly detail: string };
  readonly 'way-down': {
    readonly device: string;
    readonly address: string;
    readonly link: string;
    readonly carrier: string;
  };
  readonly 'way-fine': { readonly device: string };
  readonly 'site-dark': { readonly asked: number };
  readonly 'neighbours-answer': { readonly answered: number; readonly asked: number };
  readonly 'port-off': PortName;
  readonly 'port-down': PortName;
  readonly 'port-idle': PortName;
  readonly 'port-traffic': PortName & { readonly bitsPerSecond: number };
  readonly 'port-unknown': PortName & { readonly failure: string };
  readonly 'poe-off': PortName;
  readonly 'all-refused': Record<string, never>;
  readonly 'ping-filtered': { readonly by: string };
  readonly 'ping-refused': { readonly by: string };
  readonly 'ping-answers': { readonly by: string };
  readonly 'ping-silent': Record<string, never>;
  readonly 'channel-present': { readonly recorder: string; readonly channel: number };
  readonly 'channel-lost': { readonly recorder: string; readonly channel: number };
  readonly 'channel-unknown': {
    readonly recorder: string;
    readonly channel: number;
    readonly failure: string;
  };
  readonly 'details-refused': { readonly by: string };
  readonly 'no-credentials': { readonly by: string };
  readonly 'no-access': { readonly by: string };
}

interface PortName {
  readonly device: string;
  readonly name: string;
}

export type ConclusionCode = keyof ConclusionValues;
export type Conclusion = {
  [Code in ConclusionCode]: { readonly code: Code; readonly values: ConclusionValues[Code] };
}[ConclusionCode];

/** Draws together what the single looks cannot say; in the order in which a person should act on it. */
export function conclude(result: Omit<ProbeResult, 'conclusions'>, nowMs: number): readonly Conclusion[] {
  const { device, isInventoried, stage, looks, surroundings, credentialsProblem, channel } = result;
  const isUnwatched = isInventoried && !isWatchedAt(device, nowMs);
  return [
    ...(isUnwatched ? [{ code: 'not-watched', values: { stage: stage ?? '' } } as const] : []),
    ...(credentialsProblem === undefined
      ? []
      : [{ code: 'credentials-missing', values: { problem: credentialsProblem } } as const]),
    ...(surroundings?.canaries?.isGood === false
      ? [{ code: 'blind', values: { detail: surroundings.canaries.detail } } as const]
      : seenOf(looks, surroundings, channel)),
    ...accessOf(looks),
    ...(looks.length > 0 && looks.every((look) => latest(look).verdict.state === 'up')
      ? [{ code: 'all-up', values: { checks: looks.length, findings: result.findings.length } } as const]
      : []),
  ];
}

/** Whether anything at the address spoke at all: a refusal is a sign of life, silence is none. */
export function hasSpoken({ ok, ...outcome }: ProbeOutcome): boolean {
  return ok || !('reason' in outcome && SILENCES.has(outcome.reason));
}

const SILENCES: ReadonlySet<FailureReason> = new Set(['dns', 'timeout', 'unreachable', 'internal']);

/** Worth a look around: something was asked, and nothing spoke. */
export function isSilent(looks: readonly Look[]): boolean {
  const outcomes = looks.map((look) => latest(look).outcome);
  return outcomes.some(wentUnanswered) && !outcomes.some(hasSpoken);
}

export function wentUnanswered(outcome: ProbeOutcome): boolean {
  return !outcome.ok && (outcome.reason === 'timeout' || outcome.reason === 'unreachable');
}

/** What is nearest to a proof first; that nothing answers says least, and nothing where somebody else saw it alive. */
function seenOf(
  looks: readonly Look[],
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

function pingOf(looks: readonly Look[], surroundings: Surroundings | undefined): Conclusion[] {
  const pinged = looks.find(({ watch }) => watch.check.prober === 'icmp');
  const ping = pinged ? latest(pinged).outcome : surroundings?.ping;
  const others = looks.filter((look) => look !== pinged);
  const isRefused = (look: Look) => isRefusal(latest(look).outcome);
  if (!ping?.ok && others.length > 1 && others.every(isRefused)) return [{ code: 'all-refused', values: {} }];
  if (ping === undefined) return [];
  const talking = others.find((look) => hasSpoken(latest(look).outcome) && !isRefused(look));
  const refusing = others.find(isRefused);
  const silent = others.find((look) => wentUnanswered(latest(look).outcome));
  const by = (look: Look) => ({ by: look.watch.check.prober });
  if (!ping.ok && talking) return [{ code: 'ping-filtered', values: by(talking) }];
  if (!ping.ok && refusing) return [{ code: 'ping-refused', values: by(refusing) }];
  if (ping.ok && silent) return [{ code: 'ping-answers', values: by(silent) }];
  return !ping.ok && silent ? [{ code: 'ping-silent', values: {} }] : [];
}

/** Somebody is there and hangs up: perhaps not the device. */
const isRefusal = (outcome: ProbeOutcome): boolean =>
  !outcome.ok && (outcome.reason === 'refused' || outcome.reason === 'reset');

function accessOf(looks: readonly Look[]): Conclusion[] {
  return looks.flatMap((look): Conclusion[] => {
    const { outcome } = latest(look);
    const { device, check } = look.watch;
    const values = { by: check.prober };
    if (outcome.ok) return areDetailsRefused(look) ? [{ code: 'details-refused', values }] : [];
    if (!ACCESS_REASONS.has(outcome.reason)) return [];
    const isMissing = outcome.reason === 'credentials' && device.credentials === undefined;
    return [{ code: isMissing ? 'no-credentials' : 'no-access', values }];
  });
}

/** The first round asks for details; what they are refused for is no failure of the check. */
const areDetailsRefused = ({ rounds: [{ outcome }] }: Look): boolean =>
  outcome.report?.access?.refused !== undefined;

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
