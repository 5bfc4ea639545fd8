import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { runInSlices, type Steps } from '../../core/host/in-slices.ts';
import { networkOf } from '../server/network-of.ts';
import { createTimeAccount, type TimeAccount } from '../server/time-account.ts';
import { RequestError } from './request-error.ts';

/** Of the time that one kind of long question may take up: the collector needs the rest. */
const LONG = { share: 0.1, reserveMs: 1_000 } as const;
/** Of the time that all answers to one network may take up, and all answers. */
const ONE = { share: 0.25, reserveMs: 5_000 } as const;
const ALL = { share: 0.5, reserveMs: 10_000 } as const;
const MOST_NETWORKS = 1_000;

interface Clocks {
  /** Whose share it is. */
  readonly clientOf?: (request: IncomingMessage) => string;
  readonly elapsedMs?: () => number;
  /** Of this thread: on a machine that is busy with others, time that goes by is not the caller's. */
  readonly workedMs?: () => number;
}

/**
 * Turns callers away while `work` has taken more than its share of the time: a month of outages of a large city takes seconds
 * to read, and anybody may ask for it again and again. One is answered after the other, in slices: what others do goes on meanwhile.
 * Rejects with RequestError PORTAL_BUSY.
 */
export function limitShare<Input, Output>(
  work: (input: Input) => Steps<Output>,
  { elapsedMs = () => performance.now(), workedMs = threadCpuMs }: Clocks = {},
): (input: Input) => Promise<Output> {
  const account = createTimeAccount(LONG, elapsedMs);
  return inTurn(async (input) => {
    refuseWhile(account.waitMs());
    return runInSlices(countTime(work(input), account, workedMs));
  });
}

/** One after the other. */
export function inTurn<Input, Output>(
  answer: (input: Input) => Promise<Output>,
): (input: Input) => Promise<Output> {
  let last: Promise<unknown> | undefined;
  return (input) => {
    // What is short is answered at once, within the time of whoever asked.
    const answered = last ? last.then(() => answer(input)) : answer(input);
    const settled = answered
      .catch(() => undefined)
      .then(() => {
        if (last === settled) last = undefined;
      });
    last = settled;
    return answered;
  };
}

/** Work that is not long enough to be done in slices. */
export const atOnce = <Input, Output>(work: (input: Input) => Output) =>
  // biome-ignore lint/correctness/useYield: its only step is its last.
  function* inOneStep(input: Input): Steps<Output> {
    return work(input);
  };

/** The steps themselves, without what is done between them. */
function* countTime<Result>(
  steps: Steps<Result>,
  { add }: Pick<TimeAccount, 'add'>,
  workedMs: () => number,
): Steps<Result> {
  for (;;) {
    const startMs = workedMs();
    let step: IteratorResult<undefined, Result>;
    try {
      step = steps.next();
    } finally {
      add(workedMs() - startMs);
    }
    if (step.done) return step.value;
    yield;
  }
}

/**
 * The same for whatever is answered after it, by whom it is asked: who asks too much takes up its own share, and many together
 * no more than theirs. Answers are made at once, so that the time of a request is that of its handlers; what goes on in slices
 * has the share of {@link limitShare} from then on.
 */
export function limitTime({
  elapsedMs = () => performance.now(),
  workedMs = threadCpuMs,
  clientOf = ({ socket }) => socket.remoteAddress ?? '',
}: Clocks = {}): RequestHandler {
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
    const accounts = [all, accountOf(networkOf(clientOf(request)))];
    refuseWhile(Math.max(...accounts.map((account) => account.waitMs())));
    const startMs = workedMs();
    next();
    const tookMs = workedMs() - startMs;
    for (const account of accounts) account.add(tookMs);
  };
}

export function threadCpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

export function refuseWhile(waitMs: number): void {
  if (waitMs <= 0) return;
  const waitSeconds = Math.ceil(waitMs / 1_000);
  throw new RequestError(
    'PORTAL_BUSY',
    `expected fewer or smaller questions, got more than the server may answer; ask again in ${waitSeconds} s`,
  );
}
