import { isIPv6 } from 'node:net';
import { z } from 'zod';
import { AccountError } from '../../accounts/account-error.ts';
import type { AccountContext } from '../../accounts/actions/account-context.ts';
import type { Invitation } from '../../accounts/actions/add-account.ts';
import { openAccountStore } from '../../accounts/sqlite/open-account-store.ts';
import { accountsPlaceOf, recordPlaceOf } from '../../config/settings/ledger-place.ts';
import { loadSettings } from '../../config/settings/load-settings.ts';
import type { Settings } from '../../config/settings/settings-schema.ts';
import { inLanguage } from '../../core/language/in-language.ts';
import { renderTime } from '../../core/time/render-time.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { renderIso } from '../print/render-history.ts';
import type { OpenScope, PlainScope } from '../shell/define-command.ts';
import { AUTHOR, authorOf, CONFIG, TOLD } from '../shell/shared-options.ts';
import { usersEn as en, type UserTexts } from './texts-en.ts';
import { usersVi as vi } from './texts-vi.ts';

/** Options of every command about users. */
export const USERS = { config: CONFIG, author: AUTHOR, ...TOLD };

/** What commands about users work with: whoever has the machine acts under the name of its user. */
export interface UsersScope extends PlainScope {
  readonly accounts: AccountContext;
  readonly texts: UserTexts;
  readonly at: (atMs: number) => string;
  readonly iso: (atMs: number) => string;
  /** Who says who somebody is, by the settings. @throws OPENID_OFF */
  readonly issuer: () => string;
  /** Where a link leads. */
  readonly linkOf: (invitation: Invitation) => string;
}

const textsOf = inLanguage({ en, vi });
const Given = z.object({ config: USERS.config, author: USERS.author });

/** @throws CONFIG_INVALID, ACCOUNT_STORE */
export const openUsers: OpenScope<UsersScope> = async (given, cli, work) => {
  const { config, author } = Given.parse(given);
  const settings = await loadSettings(config);
  const { timeZone } = settings.city;
  const record = recordStore(recordPlaceOf(config, settings));
  const store = openAccountStore(accountsPlaceOf(config, settings));
  const by = authorOf({ author });
  try {
    await work({
      ...{ cli, timeZone, cityTimeZone: timeZone, texts: textsOf(cli.language) },
      accounts: {
        store,
        author: by,
        nowMs: Date.now,
        audit: (entry) => record.noteAudit({ ...entry, author: by, recordedMs: Date.now() }),
      },
      at: (atMs) => renderTime(atMs, timeZone),
      iso: (atMs) => renderIso(atMs, timeZone),
      issuer: () => {
        if (settings.accounts.openid === undefined) throw openidOff();
        return settings.accounts.openid.issuer;
      },
      linkOf: ({ secret }) => `${addressOf(settings)}/invitation/${secret}`,
    });
  } finally {
    store.close();
  }
};

const openidOff = () =>
  new AccountError('OPENID_OFF', {
    en: 'accounts.openid: expected an issuer in the settings, got none',
    vi: 'accounts.openid: cần một bên cấp trong cấu hình, hiện chưa có',
  });

/** As people reach the page: what messages lead to, else this machine. */
function addressOf({ alerts, page: { host, port } }: Settings): string {
  return alerts?.pageUrl?.replace(/\/$/, '') ?? `http://${isIPv6(host) ? `[${host}]` : host}:${port}`;
}
