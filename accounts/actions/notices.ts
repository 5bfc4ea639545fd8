import { createHash } from 'node:crypto';
import { z } from 'zod';
import { hours, minutes } from '../../core/time/units.ts';
import { AccountError } from '../account-error.ts';
import type { Notices, NoticeWishes } from '../notices.ts';
import type { Door } from './account-context.ts';

/** For as long as a link confirms an address. */
export const ADDRESS_LINK_MS = hours(24);
/** Nobody is sent a mail of ours at each press of a stranger. */
const ASK_AGAIN_MS = minutes(10);
const MOST_ADDRESS = 254;

/** What somebody is told who has chosen nothing: nothing. */
export const NO_WISHES: NoticeWishes = {
  ...{ mail: false, from: 'major', incidents: 'scope', papers: true, works: true },
  ...{ isCriticalAlways: false, language: 'vi' },
};

/** Keeps what somebody wants to be told of; from now on, and of nothing that came before. @throws OWN_SETTING_REFUSED */
export function saveWishes({ store, nowMs }: Door, account: string, wishes: NoticeWishes): void {
  store.inTransaction(() => {
    const known = store.notices.find(account);
    if (wishes.mail && known?.address === undefined)
      throw new AccountError('OWN_SETTING_REFUSED', {
        en: 'mails: expected an address that was confirmed by the link that was sent to it',
        vi: 'thư: cần địa chỉ đã được xác nhận bằng đường dẫn trong thư',
      });
    const begins = wishes.mail && known?.wishes.mail !== true;
    const { toldMs, urgentMs, ...rest } = known ?? firstOf(account, nowMs());
    const told = begins ? { toldMs: nowMs(), urgentMs: nowMs() } : { toldMs, urgentMs };
    store.notices.save({ ...rest, ...told, wishes });
  });
}

/** An address that is to be confirmed by a link; the one before stays until then. @throws OWN_SETTING_REFUSED */
export function askAddress(
  { store, nowMs }: Door,
  account: string,
  given: string,
  language: NoticeWishes['language'] = NO_WISHES.language,
): void {
  const address = z.email().max(MOST_ADDRESS).safeParse(given.trim());
  if (!address.success)
    throw new AccountError('OWN_SETTING_REFUSED', {
      en: 'address: expected one such as an@example.org',
      vi: 'địa chỉ: cần dạng như an@example.org',
    });
  store.inTransaction(() => {
    const known = store.notices.find(account) ?? firstOf(account, nowMs());
    if (known.asked && nowMs() - known.asked.atMs < ASK_AGAIN_MS)
      throw new AccountError('OWN_SETTING_REFUSED', {
        en: 'address: a mail with a link was sent some minutes ago; another one can be asked for ten minutes after it',
        vi: 'địa chỉ: thư có đường dẫn vừa được gửi; sau mười phút mới yêu cầu lại được',
      });
    const wishes = { ...known.wishes, language };
    store.notices.save({ ...known, wishes, asked: { address: address.data, atMs: nowMs() } });
  });
}

/** Whether that is the address which is to be confirmed now. What it says of it gives nobody the address. */
export const confirmsAddress = (asked: Notices['asked'], hash: string, nowMs: number): boolean =>
  asked !== undefined && nowMs < asked.atMs + ADDRESS_LINK_MS && hashOfAddress(asked) === hash;

/** Another one for each time that it is asked. */
export const hashOfAddress = ({ address, atMs }: NonNullable<Notices['asked']>): string =>
  createHash('sha256').update(`${atMs} ${address}`).digest('base64url');

/** Takes the address that was asked for, and begins to send mails to it. @throws LINK_ENDED */
export function confirmAddress({ store, nowMs }: Door, account: string, hash: string): void {
  store.inTransaction(() => {
    const known = store.notices.find(account);
    if (!known?.asked || !confirmsAddress(known.asked, hash, nowMs()))
      throw new AccountError('LINK_ENDED', {
        en: 'this link has been used, or its time is over: ask for another one on the page of your account',
        vi: 'đường dẫn này đã được dùng hoặc đã hết hạn: hãy yêu cầu đường dẫn khác trên trang tài khoản',
      });
    const { asked, ...rest } = known;
    const wishes = { ...known.wishes, mail: true };
    store.notices.save({ ...rest, wishes, address: asked.address, toldMs: nowMs(), urgentMs: nowMs() });
  });
}

/** Nothing is sent any more, and no address is kept. */
export function forgetAddress({ store, nowMs }: Door, account: string): void {
  store.inTransaction(() => {
    const known = store.notices.find(account);
    if (!known) return;
    const { wishes, urgentMs } = known;
    store.notices.save({ account, wishes: { ...wishes, mail: false }, toldMs: nowMs(), urgentMs });
  });
}

const firstOf = (account: string, nowMs: number): Notices => ({
  ...{ account, wishes: NO_WISHES, toldMs: nowMs, urgentMs: nowMs },
});
