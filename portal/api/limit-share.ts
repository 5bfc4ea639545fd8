import type { RequestHandler } from 'express';
import { networkOf } from '../server/network-of.ts';
import { createTimeAccount, type TimeAccount } from '../server/time-account.ts';
import { RequestError } from './request-error.ts';

/** Of the time that one kind of long question may take up: the collector needs the rest. */
const LONG = { share: 0.1, reserveMs: 1_000 } as const;
/** Of the time that all answers to one network may take up, and all answers. */
const ONE = { share: 0.15, reserveMs: 3_000 } as const;
const ALL = { share: 0.3, reserveMs: 5_000 } as const;
const MOST_NETWORKS = 1_000;

/**
 * Turns callers away while `work`, which holds up everything else, has taken more than its share of the time: a month
 * of outages of a large city takes seconds to read, and anybody may ask for it again and again.
 * @throws RequestError PORTAL_BUSY
 */
export function limitShare<Input, Output>(
  work: (input: Input) => Output,
  elapsedMs: () => number = () => performance.now(),
): (input: Input) => Output {
  const account = createTimeAccount(LONG, elapsedMs);
  return (input) => {
    refuseWhile(account.waitMs());
    const startMs = elapsedMs();
    try {
      return work(input);
    } finally {
      account.add(elapsedMs() - startMs);
    }
  };
}

/**
 * The same for whatever is answered after it, by whom it is asked: who asks too much takes up its own share, and many together
 * no more than theirs. Answers are made at once, so that the time of a request is that of its handlers.
 */
export function limitTime({
  elapsedMs = () => performance.now(),
  workedMs = threadCpuMs,
}: {
  readonly elapsedMs?: () => number;
  /** Of this thread: on a machine that is busy with others, time that goes by is not the caller's. */
  readonly workedMs?: () => number;
} = {}): RequestHandler {
  const all = createTimeAccount(ALL, elapsedMs);
  const byNetwork = new Map<string, TimeAccount>();
  const accountOf = (network: string): TimeAccount => {
    const account = byNetwork.get(network) ?? createTimeAccount(ONE, elapsedMs);
    // Whoever was here last goes last.
    byNetwork.delete(network);
    byNetwork.set(network, account);
    const [first] = byNetwork.keys();
    if (byNetwork.size > MOST_NETWORKS && first !== undefined) byNetwork.delete(first);
    return account;
  };
  return (request, _response, next) => {
    const accounts = [all, accountOf(networkOf(request.socket.remoteAddress))];
    refuseWhile(Math.max(...accounts.map((account) => account.waitMs())));
    const startMs = workedMs();
    next();
    const tookMs = workedMs() - startMs;
    for (const account of accounts) account.add(tookMs);
  };
}

function threadCpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

function refuseWhile(waitMs: number): void {
  if (waitMs <= 0) return;
  const waitSeconds = Math.ceil(waitMs / 1_000);
  throw new RequestError(
    'PORTAL_BUSY',
    `expected fewer or smaller questions, got more than the server may answer; ask again in ${waitSeconds} s`,
  );
}
