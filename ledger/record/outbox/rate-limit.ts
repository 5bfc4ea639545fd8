import { hours, minutes } from '../../../core/time/units.ts';

/** How much a recipient gets on one channel within an hour. */
export interface RateLimit {
  /** Messages of the usual kind. */
  readonly mostPerHour: number;
  /** Beyond these, digests of what did not get through. */
  readonly digestsBeyond: number;
  /** Beyond all that, what is urgent. */
  readonly urgentBeyond: number;
}

export const RATE_WINDOW_MS = hours(1);
/** What comes too fast gathers for so long before the first digest, */
export const GATHER_MS = minutes(1);
/** and digests of it come so seldom. */
export const DIGEST_EVERY_MS = minutes(15);

export const DIGESTS_BEYOND = RATE_WINDOW_MS / DIGEST_EVERY_MS;
export const URGENT_BEYOND = 5;

/** `digest` whatever is in it; `urgent` also what a person sends to see it arrive. */
export type RateClass = 'urgent' | 'digest' | 'usual';

export function mostOf(
  { mostPerHour, digestsBeyond, urgentBeyond }: RateLimit,
  rateClass: RateClass,
): number {
  switch (rateClass) {
    case 'usual':
      return mostPerHour;
    case 'digest':
      return mostPerHour + digestsBeyond;
    case 'urgent':
      return mostPerHour + digestsBeyond + urgentBeyond;
  }
}

/** When what is beyond the limit now goes as a digest. */
export const digestDueMs = (nowMs: number, lastDigestMs: number | undefined): number =>
  Math.max(nowMs + GATHER_MS, (lastDigestMs ?? 0) + DIGEST_EVERY_MS);
