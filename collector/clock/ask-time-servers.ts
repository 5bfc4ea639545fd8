import { hours, seconds } from '../../core/time/units.ts';
import { type AskOptions, askTimeServer, type TimeServer, type TimeServerAnswer } from './ask-time-server.ts';

/** What the time servers say together. */
export interface TimeVerdict {
  readonly answers: readonly TimeServerAnswer[];
  /** What the wall clock lacks, by more than half of all servers that were asked; absent where no such number agrees. */
  readonly offsetMs?: number;
}

/** So far apart two servers, or a server and the wall clock, still say the same: the question is hours, not milliseconds. */
export const AGREEMENT_MS = seconds(10);

export type AskTimeServers = (servers: readonly TimeServer[], stop: AbortSignal) => Promise<TimeVerdict>;

/** Who answered with a kiss of death is left in peace for so long (RFC 5905, 7.4). */
const LEAVE_MS = hours(1);

/** Asks all of them at once. What it returns never rejects. */
export function createTimeServerAsker(options: AskOptions): AskTimeServers {
  const { monotonicMs = () => performance.now() } = options;
  const leftUntilMs = new Map<string, number>();
  const ask = async (
    server: TimeServer,
    wallMs: () => number,
    stop: AbortSignal,
  ): Promise<TimeServerAnswer> => {
    const key = `${server.address} ${server.port}`;
    if ((leftUntilMs.get(key) ?? 0) > monotonicMs()) return { ...server, ok: false, reason: 'kiss' };
    const answer = await askTimeServer(server, { ...options, wallMs }, stop);
    if (!answer.ok && answer.reason === 'kiss') leftUntilMs.set(key, monotonicMs() + LEAVE_MS);
    return answer;
  };
  const aheadMs = () => options.wallMs() - monotonicMs();
  return async (servers, stop) => {
    // Asked of one clock that runs on evenly: a step while we wait must not be confirmed by what was said of before it.
    const askedMs = aheadMs();
    const wallMs = () => askedMs + monotonicMs();
    const answers = await Promise.all(servers.map((server) => ask(server, wallMs, stop)));
    return judgeTimeServers(answers.map((answer) => shift(answer, askedMs - aheadMs())));
  };
}

const shift = (answer: TimeServerAnswer, byMs: number): TimeServerAnswer =>
  answer.ok ? { ...answer, offsetMs: answer.offsetMs + byMs } : answer;

/** Most of those that were asked must agree, those that gave no answer included: one that lies decides nothing beside two others. */
export function judgeTimeServers(answers: readonly TimeServerAnswer[]): TimeVerdict {
  const offsets = answers.flatMap((answer) => (answer.ok ? answer.offsetMs : [])).sort((a, b) => a - b);
  const needed = Math.floor(answers.length / 2) + 1;
  for (let first = 0; first + needed <= offsets.length; first++) {
    const agreeing = offsets.filter(
      (ms) => ms >= (offsets[first] ?? 0) && ms - (offsets[first] ?? 0) <= AGREEMENT_MS,
    );
    if (agreeing.length >= needed)
      return { answers, offsetMs: agreeing[Math.floor(agreeing.length / 2)] ?? 0 };
  }
  return { answers };
}
