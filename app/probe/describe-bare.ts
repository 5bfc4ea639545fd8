import type { ScheduledWatch } from '../../collector/watch-list.ts';
import type { ProbeOutcome } from '../../core/probing.ts';
import { formatDurationMs } from '../../core/units.ts';
import type { Look, Step } from './look.ts';

/** A ping and a connect tell no steps of their own: there are two, and both are known. */
export function describeBare(
  { engine, port }: Pick<Look, 'engine' | 'port'>,
  { address, check }: ScheduledWatch,
  outcome: ProbeOutcome,
  tookMs: number,
): readonly Step[] {
  // An engine that speaks a protocol and told nothing did not get as far as sending.
  if (engine === 'snmp' || engine === 'onvif' || engine === 'rtsp') return [];
  const isConnect = engine === 'tcp';
  const sent = isConnect
    ? `TCP connect to ${address} port ${port ?? '?'}`
    : `ICMP echo requests to ${address}`;
  const failure = outcome.ok ? undefined : outcome.detail;
  const within = formatDurationMs(check.timeoutMs);
  return [
    { kind: 'sent', afterMs: 0, text: sent },
    outcome.ok
      ? { kind: 'received', afterMs: tookMs, text: isConnect ? 'accepted' : 'echo replies' }
      : { kind: 'noted', afterMs: tookMs, text: `${failure} (waits up to ${within})` },
  ];
}
