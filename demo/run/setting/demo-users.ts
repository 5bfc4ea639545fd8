import { randomBytes } from 'node:crypto';
import { acceptInvitation } from '../../../accounts/actions/accept-invitation.ts';
import { addAccount } from '../../../accounts/actions/add-account.ts';
import { isBound, ROLES, type Role } from '../../../accounts/roles.ts';
import { openAccountStore } from '../../../accounts/sqlite/open-account-store.ts';
import type { Config } from '../../../config/load-config.ts';
import { accountsPlaceOf, recordPlaceOf } from '../../../config/settings/ledger-place.ts';
import { recordStore } from '../../../ledger/sqlite/record-store.ts';

/** Somebody who may enter the demo. */
export interface DemoUser {
  readonly account: string;
  readonly role: Role;
  readonly password: string;
}

/** One account of each role, with passwords of chance: the page of a demo is served to this machine alone. */
export async function addDemoUsers(
  { dir, settings, inventory }: Pick<Config, 'dir' | 'settings' | 'inventory'>,
  author: string,
): Promise<readonly DemoUser[]> {
  const store = openAccountStore(accountsPlaceOf(dir, settings));
  const record = recordStore(recordPlaceOf(dir, settings));
  const context = {
    ...{ store, author, nowMs: Date.now },
    audit: (entry: { readonly action: string }) =>
      record.noteAudit({ ...entry, author, recordedMs: Date.now() }),
  };
  const organisations: Partial<Record<Role, string | undefined>> = {
    agency: mostFrequent(inventory.devices.values().map(({ agency }) => agency)),
    contractor: mostFrequent(inventory.devices.values().map(({ contractor }) => contractor)),
  };
  try {
    const users: DemoUser[] = [];
    for (const role of ROLES) {
      const organisation = organisations[role];
      if (isBound(role) && organisation === undefined) continue;
      const password = randomBytes(12).toString('base64url');
      const { secret } = await addAccount(context, {
        ...{ account: role, role, name: `Demo ${role}` },
        ...(isBound(role) && { organisation }),
      });
      await acceptInvitation(context, { secret, password });
      users.push({ account: role, role, password });
    }
    return users;
  } finally {
    store.close();
  }
}

function mostFrequent(names: Iterable<string | undefined>): string | undefined {
  const counts = new Map<string, number>();
  for (const name of names) if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}
