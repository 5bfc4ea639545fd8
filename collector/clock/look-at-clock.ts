import type { Settings } from '../../config/settings/settings-schema.ts';
import { AGREEMENT_MS, createTimeServerAsker, type TimeVerdict } from './ask-time-servers.ts';
import { openBootClock } from './boot-clock.ts';

/** What is known of the time without asking the process that watches. */
export interface ClockLook {
  readonly wallMs: number;
  readonly verdict: TimeVerdict;
  /** `unknown`: no servers are named, or they do not agree. */
  readonly servers: 'confirm' | 'contradict' | 'unknown';
  /** When this start of the system began by the wall clock; absent where no clock counts from it. */
  readonly origin?: { readonly bootId: string; readonly originMs: number };
}

export async function lookAtClock({ clock }: Settings, stop: AbortSignal): Promise<ClockLook> {
  const verdict = await createTimeServerAsker({ wallMs: Date.now })(clock.servers, stop);
  const { offsetMs } = verdict;
  const isRight = offsetMs !== undefined && Math.abs(offsetMs) <= AGREEMENT_MS;
  const servers = offsetMs === undefined ? 'unknown' : isRight ? 'confirm' : 'contradict';
  const [wallMs, boot] = [Date.now(), openBootClock()];
  const origin = boot && { bootId: boot.bootId, originMs: wallMs - boot.elapsedMs() };
  return { wallMs, verdict, servers, ...(origin && { origin }) };
}
