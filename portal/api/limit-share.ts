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
/** What an account may take up of each kind of long question though others have taken all: nobody keeps the duty desk from its list. */
const OWN = { share: 0.05, reserveMs: 1_000 } as const;
const MOST_KEPT = 1_000;

interface Clocks {
  /** Whose share it is. */
  readonly clientOf?: (request: IncomingMessage) => string;
  readonly elapsedMs?: () => number;
  /** Of this thread: on a machine that is busy with others, time that goes by is not the caller's. */
  readonly workedMs?: () => number;
}

interface ShareOptions<Input> extends Pick<Clocks, 'elapsedMs' | 'workedMs'> {
  /** The account that asks, if it is one. */
  readonly whoOf?: (input: Input) => string | undefined;
}

/**
 * Turns callers away while `work` has taken more than its share of the time: a month of outages of a large city takes seconds
 * to read, and anybody may ask for it again and again. One is answered after the other, in slices: what others do goes on meanwhile.
 * Rejects with RequestError PORTAL_BUSY.
 */
export function limitShare<Input, Output>(
  work: (input: Input) => Steps<Output>,
  {
    elapsedMs = () => performance.now(),
    workedMs = threadCpuMs,
    whoOf = () => undefined,
  }: ShareOptions<Input> = {},
): (input: Input) => Promise<Output> {
  const all = createTimeAccount(LONG, elapsedMs);
  const ownOf = keepAccounts(OWN, elapsedMs);
  return inTurn(async (input) => {
    const who = whoOf(input);
    const accounts = who === undefined ? [all] : [all, ownOf(who)];
    refuseWhile(Math.min(...accounts.map(({ waitMs }) => waitMs())));
    const add = (tookMs: number) => {
      for (const account of accounts) account.add(tookMs);
    };
    return runInSlices(countTime(work(input), { add }, workedMs));
  });
}

/** One for each key; whoever was here last goes last. */
export function keepAccounts(limits: Parameters<typeof createTimeAccount>[0], elapsedMs: () => number) {
  const kept = new Map<string, TimeAccount>();
  return (key: string): TimeAccount => {
    const account = kept.get(key) ?? createTimeAccount(limits, elapsedMs);
    kept.delete(key);
    kept.set(key, account);
    const [first] = kept.keys();
    if (kept.size > MOST_KEPT && first !== undefined) kept.delete(first);
    return account;
  };
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

export interface TimeLimit {
  /** Counts what is answered after it, until something is waited for. */
  readonly limit: RequestHandler;
  /** Counts `work` as well, which is done after that. */
  readonly count: CountFor;
}

export type CountFor = <Made>(request: IncomingMessage, work: () => Made) => Made;

/**
 * The same for whatever is answered after it, by whom it is asked: who asks too much takes up its own share, and many together
 * no more than theirs. What goes on in slices has the share of {@link limitShare}.
 */
export function createTimeLimit({
  elapsedMs = () => performance.now(),
  workedMs = threadCpuMs,
  clientOf = ({ socket }) => socket.remoteAddress ?? '',
}: Clocks = {}): TimeLimit {
  const all = createTimeAccount(ALL, elapsedMs);
  const accountOf = keepAccounts(ONE, elapsedMs);
  const accountsOf = (request: IncomingMessage) => [all, accountOf(networkOf(clientOf(request)))];
  let counted: IncomingMessage | undefined;

  const count: CountFor = (request, work) => {
    // It is within what is counted already.
    if (counted === request) return work();
    counted = request;
    const startMs = workedMs();
    try {
      return work();
    } finally {
      counted = undefined;
      const tookMs = workedMs() - startMs;
      for (const account of accountsOf(request)) account.add(tookMs);
    }
  };

  return {
    count,
    limit: (request, _response, next) => {
      refuseWhile(Math.max(...accountsOf(request).map((account) => account.waitMs())));
      count(request, next);
    },
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
