import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addAccount } from '#accounts/actions/add-account.ts';
import { disableAccount } from '#accounts/actions/keep-accounts.ts';
import { addToken, endToken, whichToken } from '#accounts/actions/tokens.ts';
import { openAccountStore } from '#accounts/sqlite/open-account-store.ts';
import { days } from '#core/time/units.ts';
import { openDoor } from './open-door.ts';

const prometheus = { account: 'metrics', name: 'Prometheus', right: 'see-metrics', days: 30 } as const;

describe('tokens', () => {
  it('let a program in until they end, are ended, or their account is shut', async () => {
    const door = openDoor();
    await addAccount(door, { account: 'metrics', role: 'noc', name: 'Phòng trực' });
    const first = await addToken(door, prometheus);
    expect(whichToken(door, first.secret)).toMatchObject({
      account: { id: 'metrics' },
      token: { name: 'Prometheus' },
    });
    expect(whichToken(door, first.secret.slice(0, -1))).toBeUndefined();
    expect(await endToken(door, first.token.id)).toBe(1);
    expect(whichToken(door, first.secret)).toBeUndefined();
    const second = await addToken(door, prometheus);
    door.clock.nowMs += days(30) - 1;
    expect(whichToken(door, second.secret)).toBeDefined();
    door.clock.nowMs += 1;
    expect(whichToken(door, second.secret)).toBeUndefined();
    const third = await addToken(door, prometheus);
    await disableAccount(door, 'metrics');
    expect(whichToken(door, third.secret)).toBeUndefined();
  });

  it('give nobody what the account may not do', async () => {
    const door = openDoor();
    await addAccount(door, {
      account: 'metrics',
      role: 'contractor',
      organisation: 'hanel',
      name: 'Nhà thầu',
    });
    await expect(addToken(door, prometheus)).rejects.toMatchObject({ code: 'LOGIN_REFUSED' });
  });

  it('and links stand in no file as they are', async () => {
    const door = openDoor();
    const { secret: link } = await addAccount(door, { account: 'metrics', role: 'noc', name: 'Phòng trực' });
    const { secret } = await addToken(door, prometheus);
    const kept = ['', '-wal'].map((end) => readFileSync(`${door.path}${end}`, 'latin1')).join('');
    expect(kept).toContain('Prometheus');
    for (const text of [link, secret, secret.slice(9)]) {
      expect(kept).not.toContain(text);
      expect(door.audited.join()).not.toContain(text);
    }
  });

  it('are there for every process that has the accounts open', async () => {
    const door = openDoor();
    await addAccount(door, { account: 'metrics', role: 'noc', name: 'Phòng trực' });
    const other = openAccountStore(door.path);
    const { secret } = await addToken({ ...door, store: other }, prometheus);
    expect(whichToken(door, secret)).toBeDefined();
    other.close();
  });
});
