import type { Account } from '../../../accounts/account.ts';
import type { AccountStore } from '../../../accounts/account-store.ts';
import { disabledBy } from '../../../accounts/actions/log-in.ts';
import { ADDRESS_LINK_MS } from '../../../accounts/actions/notices.ts';
import {
  ADDRESS_RECIPIENT as ADDRESS,
  NEWS_RECIPIENT as NEWS,
  type Notices,
} from '../../../accounts/notices.ts';
import type { AlertRecipient } from '../../../core/domain/alert-settings.ts';

export const isOwnRecipient = (id: string): boolean => id.startsWith(NEWS) || id.startsWith(ADDRESS);

/** Beyond what is ever written: one mail in ten minutes. */
const MOST_PER_HOUR = 12;

/** Who is mailed to with their account now, and what they chose; `undefined` where that account is shut, or wants none. */
export function ownReader(
  { accounts, notices }: Pick<AccountStore, 'accounts' | 'notices'>,
  id: string,
  nowMs: number,
): { readonly account: Account; readonly notices: Notices } | undefined {
  const account = accounts.find(id);
  const chosen = notices.find(id);
  if (account === undefined || chosen === undefined || disabledBy(account, nowMs)) return undefined;
  return { account, notices: chosen };
}

/** A recipient as it stands now: nothing of it is kept. */
export function ownRecipient(
  store: Pick<AccountStore, 'accounts' | 'notices'>,
  id: string,
  nowMs: number,
): AlertRecipient | undefined {
  const isNews = id.startsWith(NEWS);
  const reader = ownReader(store, id.slice(isNews ? NEWS.length : ADDRESS.length), nowMs);
  if (reader === undefined) return undefined;
  const { wishes, address, asked } = reader.notices;
  const isAsked = asked !== undefined && nowMs < asked.atMs + ADDRESS_LINK_MS;
  const to = isNews ? (wishes.mail ? address : undefined) : isAsked ? asked.address : undefined;
  if (to === undefined) return undefined;
  return {
    ...{ id, name: id, language: wishes.language, email: { addresses: [to], contacts: [] } },
    ...{ filter: { severities: [] }, always: [], mostPerHour: MOST_PER_HOUR, escalation: [] },
  };
}
