import { seconds } from '../../core/time/units.ts';
import { keepAccounts } from '../api/limit-share.ts';
import { ActRefused } from './act-refused.ts';
import type { IncidentActs } from './incident-acts.ts';

/** One act in two seconds in the long run; after a quiet time three times as many at once as take-all takes. */
const EACH_MS = seconds(2);
const LIMITS = { share: 1, reserveMs: 300 * EACH_MS } as const;

/** The ledger forgets nothing: whoever writes without end would be read for ever. */
export function limitActs(
  act: IncidentActs['act'],
  elapsedMs = () => performance.now(),
): IncidentActs['act'] {
  const accountOf = keepAccounts(LIMITS, elapsedMs);
  return async (asked, by) => {
    const { add, waitMs } = accountOf(by.author);
    const wait = Math.ceil(waitMs() / 1_000);
    if (wait > 0)
      throw new ActRefused('INCIDENT_REFUSED', {
        en: `expected fewer acts by one account: try again in ${wait} s`,
        vi: `một tài khoản thao tác quá nhiều: hãy thử lại sau ${wait} giây`,
      });
    add(EACH_MS);
    await act(asked, by);
  };
}
