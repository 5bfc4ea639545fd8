import { stableHash } from '../../../core/text/stable-hash.ts';
import { days, hours, minutes, seconds } from '../../../core/time/units.ts';

const FIRST_MS = seconds(15);
const LONGEST_MS = hours(1);
/** So much longer at most, by the message: what failed together does not come back together. */
const SPREAD = 0.25;
/** However long the other side asks for. */
const LONGEST_ASKED_MS = days(1);

/** For how long a message is tried since it could first have been sent. */
export const GIVE_UP_AFTER_MS = days(3);
/** For how long addresses are tried that one message did not reach while it reached others: what follows it waits. */
export const GIVE_UP_PARTLY_AFTER_MS = minutes(30);

/** How long to wait after so many tries (1, 2, …): doubled each time, the same for the same message. */
export function backoffMs(messageId: string, tries: number, askedMs = 0): number {
  const spread = 1 + SPREAD * (stableHash(`${messageId} ${tries}`) / 2 ** 32);
  // 2^30 tries are never made, and 2^1024 would be no number.
  const doubledMs = FIRST_MS * 2 ** Math.min(tries - 1, 30);
  const ownMs = Math.round(Math.min(doubledMs, LONGEST_MS / (1 + SPREAD)) * spread);
  return Math.max(ownMs, Math.min(askedMs, LONGEST_ASKED_MS));
}
