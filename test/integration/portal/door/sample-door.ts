import { acceptInvitation } from '#accounts/actions/accept-invitation.ts';
import type { AccountContext } from '#accounts/actions/account-context.ts';
import { addAccount } from '#accounts/actions/add-account.ts';
import { logIn } from '#accounts/actions/log-in.ts';
import type { Role } from '#accounts/roles.ts';
import type { Shown } from '#portal/city/city-view.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';
import { scriptTroubles } from '#test/support/sample-troubles.ts';
import { openDoor } from '../../accounts/open-door.ts';

export const PASSWORD = 'đủ dài cho một mình';

/** A portal that lets in nobody who has not logged in, with accounts of its own. */
export async function startClosedPortal(
  given: Shown = sampleFleet({ camerasPerArea: 2 }),
  more: NonNullable<Parameters<typeof startSamplePortal>[0]> = {},
) {
  const door = openDoor();
  const page = { ...given.settings.page, anonymous: 'none' } as const;
  const shown = { ...given, settings: { ...given.settings, page } };
  const portal = await startSamplePortal({
    shown,
    accountsAs: (author): AccountContext => ({ ...door, author }),
    audits: () => [],
    ...{ act: async () => undefined, linkKey: 'f'.repeat(64) },
    checkNow: async () => ({ tookMs: 0, checks: [] }),
    prepare: (live) => scriptTroubles(live, shown.inventory),
    ...more,
  });

  const addPerson = async (role: Role, more: { organisation?: string; seesSecret?: boolean } = {}) => {
    const account = `${role}.${more.organisation ?? (more.seesSecret ? 'secret' : 'city')}`;
    const { secret } = await addAccount(door, { account, role, name: `Người ${account}`, ...more });
    await acceptInvitation(door, { secret, password: PASSWORD });
    return account;
  };
  /** The cookie of a new session. */
  const enter = async (account: string) => {
    const { secret } = await logIn(door, {
      account,
      password: PASSWORD,
      code: '',
      from: 'test',
      browser: '',
    });
    return `__Host-camwatch=${secret}`;
  };
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(portal.url + path, { headers, redirect: 'manual' });
  const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(portal.url + path, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { 'sec-fetch-site': 'same-origin', ...headers },
      redirect: 'manual',
    });
  return { ...portal, door, shown, addPerson, enter, get, post };
}
