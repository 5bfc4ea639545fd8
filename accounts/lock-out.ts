import { minutes } from '../core/time/units.ts';

/**
 * Failures within {@link WINDOW_MS} until nothing more is looked at. Of one account from one network few; of an account from
 * anywhere more, or whoever knows its name could shut it; of a network over all accounts as many.
 */
export const MOST_FAILURES = { pair: 5, account: 50, network: 50 } as const;
export const WINDOW_MS = minutes(15);

/** Right ones of one account from one network within it: each takes the work of a hash, and whoever knows a password could have it done for ever. */
export const MOST_ENTRANCES = 100;
/** Longer names are of no account. */
const MOST_CHARACTERS = 41;

export interface Failures {
  readonly count: number;
  /** Of the first that counts. */
  readonly sinceMs: number;
}

/** Where failures of an entrance are counted. */
export function failureKeys(given: string, network: string) {
  const account = given.slice(0, MOST_CHARACTERS);
  return [
    { key: `pair:${account}@${network}`, most: MOST_FAILURES.pair },
    { key: `account:${account}`, most: MOST_FAILURES.account },
    { key: `network:${network}`, most: MOST_FAILURES.network },
  ] as const;
}

/** Where entrances that were right are counted: nobody else can fill it. */
export const entranceKey = (account: string, network: string) => ({
  key: `in:${account.slice(0, MOST_CHARACTERS)}@${network}`,
  most: MOST_ENTRANCES,
});

/** Where those are counted who came back from an issuer in vain: apart from passwords, so that one way stays open when the other is shut. */
export const openidKey = (network: string) => ({ key: `openid:${network}`, most: MOST_FAILURES.network });

/** When it opens again; `undefined` while it is open. */
export function lockedUntil(failures: Failures | undefined, most: number, nowMs: number): number | undefined {
  if (failures === undefined || failures.count < most) return undefined;
  const untilMs = failures.sinceMs + WINDOW_MS;
  return nowMs < untilMs ? untilMs : undefined;
}

/** One failure more; what is older than the window counts no more, and neither does what is from a later clock. */
export function addFailure(failures: Failures | undefined, nowMs: number): Failures {
  const isOld = failures === undefined || nowMs - failures.sinceMs >= WINDOW_MS || failures.sinceMs > nowMs;
  return isOld ? { count: 1, sinceMs: nowMs } : { ...failures, count: failures.count + 1 };
}

/** What was counted before it was looked at, and was right. */
export const takeBack = ({ count, sinceMs }: Failures): Failures => ({
  count: Math.max(0, count - 1),
  sinceMs,
});
