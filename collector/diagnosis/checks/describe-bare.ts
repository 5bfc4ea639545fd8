import type { ProbeOutcome } from '../../../core/domain/probing.ts';
import type { ScheduledWatch } from '../../scheduler/watch-list.ts';
import type { CheckRun, Step } from './check-run.ts';

/**
 * The steps of a probe that told none: a ping and a connect have two, and both are known; a protocol that did not get
 * beyond its connection has nothing else to tell.
 */
export function describeBare(
  { engine, port }: Pick<CheckRun, 'engine' | 'port'>,
  { address }: Pick<ScheduledWatch, 'address'>,
  outcome: ProbeOutcome,
  tookMs: number,
): readonly Step[] {
  // Our own failure, or a login that is missing: nothing was sent.
  if (!outcome.ok && (outcome.reason === 'internal' || outcome.reason === 'dns')) return [];
  if (engine === 'snmp' || (!outcome.ok && outcome.reason === 'credentials')) return [];
  const isPing = engine === 'fping' || engine === 'ping';
  const sent = isPing ? `ICMP echo requests to ${address}` : `TCP connect to ${address} port ${port ?? '?'}`;
  const steps: Step[] = [{ kind: 'sent', afterMs: 0, text: sent }];
  if (outcome.ok) {
    steps.push({ kind: 'received', afterMs: tookMs, text: isPing ? 'all echo replies are in' : 'accepted' });
  }
  return steps;
}
