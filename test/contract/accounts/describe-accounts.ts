import { describe, expect, onTestFinished, test } from 'vitest';
import type { AccountStore } from '#accounts/account-store.ts';
import type { NoticeWishes } from '#accounts/notices.ts';
import { openAccountStore } from '#accounts/sqlite/open-account-store.ts';

const hash = (digit: number) => new Uint8Array(32).fill(digit);

/** What every store of accounts must do: the same tests run on each. */
export function describeAccounts(name: string, tempPlace: () => string): void {
  function open(place = tempPlace()): AccountStore {
    const store = openAccountStore(place);
    onTestFinished(() => store.close());
    return store;
  }

  function withAn(place?: string): AccountStore {
    const store = open(place);
    store.accounts.add(
      { id: 'an', role: 'admin', seesSecret: true, madeMs: 1_000 },
      { account: 'an', name: 'Nguyễn Văn An', email: 'an@example.org' },
    );
    return store;
  }

  const session = { id: 's-1', account: 'an', madeMs: 1, seenMs: 1, endsMs: 9_000, from: '::1', browser: '' };

  describe(`accounts in ${name}`, () => {
    test('are added once, keep their keys, and forget whose they were', () => {
      const place = tempPlace();
      const { accounts } = withAn(place);
      accounts.setKeys('an', { password: '$scrypt$', lastStep: 7 });
      accounts.noteUse('an', 5_000);
      accounts.noteUse('an', 4_000);
      accounts.setDisabled('an', { atMs: 6_000, why: 'by-hand' });

      const again = open(place).accounts;

      expect(() => again.expectNew('an')).toThrow(expect.objectContaining({ code: 'ACCOUNT_EXISTS' }));
      expect(again.list()).toMatchObject([{ id: 'an', role: 'admin', seesSecret: true, usedMs: 5_000 }]);
      expect(again.find('an')).toMatchObject({ disabled: { atMs: 6_000, why: 'by-hand' } });
      expect(again.keysOf('an')).toEqual({ password: '$scrypt$', lastStep: 7 });
      again.setPerson({ account: 'an', name: 'An', telephone: '024' });
      expect(again.personOf('an')).toEqual({ account: 'an', name: 'An', telephone: '024' });
      again.erasePerson('an');
      expect([accounts.personOf('an'), accounts.find('an')?.id]).toEqual([undefined, 'an']);
    });

    test('have sessions, tokens and links that are found by their hash, and end', () => {
      const { sessions, tokens, invitations } = withAn();
      sessions.open(session, hash(1));
      sessions.open({ ...session, id: 's-2' }, hash(2));
      sessions.noteSeen('s-2', 3_000);
      const token = { id: 't-1', account: 'an', name: 'GIS', right: 'see', madeMs: 1, endsMs: 9 } as const;
      tokens.add(token, hash(3));
      tokens.noteUse('t-1', 4);
      invitations.add('an', hash(4), 5_000);

      expect(sessions.findByHash(hash(1))).toEqual(session);
      expect(sessions.listOf(undefined, 2_000).map(({ id }) => id)).toEqual(['s-2', 's-1']);
      expect(sessions.listOf('an', 9_000)).toEqual([]);
      expect([sessions.end({ id: 's-1' }), sessions.end({ account: 'an' })]).toEqual([1, 1]);
      expect(tokens.findByHash(hash(3))).toEqual({ ...token, usedMs: 4 });
      expect([tokens.listOf(undefined).length, tokens.end({ id: 't-1' }), tokens.listOf('an')]).toEqual([
        1,
        1,
        [],
      ]);
      expect(invitations.find(hash(4), 4_999)).toBe('an');
      expect([invitations.take(hash(4), 4_999), invitations.take(hash(4), 4_999)]).toEqual(['an', undefined]);
    });

    test('have passkeys, what a browser is asked to sign, and identities of an issuer', () => {
      const { passkeys, ceremonies, identities } = withAn();
      const passkey = {
        ...{ credential: 'c', id: 'p-1', account: 'an', name: 'key', publicKey: hash(9), counter: 1 },
        ...{ transports: ['usb', 'nfc'], madeMs: 1 },
      };
      passkeys.add(passkey);
      passkeys.noteUse('c', { counter: 2, atMs: 8 });
      const asked = { purpose: 'log-in', account: 'an', challenge: 'x', endsMs: 99 } as const;
      ceremonies.begin(hash(1), asked, 1);
      ceremonies.begin(hash(1), { ...asked, challenge: 'y', keys: { lastStep: 3 } }, 2);
      identities.bind('an', { issuer: 'https://id.example.org', subject: '1' }, 5);
      identities.bind('an', { issuer: 'https://id.example.org', subject: '2' }, 6);

      expect(passkeys.find('c')).toEqual({ ...passkey, counter: 2, usedMs: 8 });
      expect(passkeys.listOf('an')).toHaveLength(1);
      expect(ceremonies.find(hash(1))).toEqual({ ...asked, challenge: 'y', keys: { lastStep: 3 } });
      expect([ceremonies.end(hash(1)), ceremonies.end(hash(1))]).toEqual([true, false]);
      expect(identities.of('an')).toEqual({ issuer: 'https://id.example.org', subject: '2', boundMs: 6 });
      expect(identities.accountOf({ issuer: 'https://id.example.org', subject: '1' })).toBeUndefined();
      expect([1, 2].map(() => identities.takeOnce(hash(5), 100, 1))).toEqual([true, false]);
      expect([identities.unbind('an'), identities.unbind('an')]).toEqual([1, 0]);
    });

    test('have failures, saved views and wishes of their own', () => {
      const { failures, savedViews, notices } = withAn();
      failures.set('net:1', { count: 1, sinceMs: 5 });
      failures.set('net:1', { count: 2, sinceMs: 5 });
      failures.set('net:2', { count: 1, sinceMs: 50 });
      savedViews.save({ id: 'v-1', account: 'an', name: 'Ba Đình', path: '/devices?district=ba-dinh' });
      savedViews.save({ id: 'v-2', account: 'an', name: 'Ba Đình', path: '/devices' });
      const wishes: NoticeWishes = {
        mail: true,
        from: 'major',
        incidents: 'own',
        papers: true,
        works: false,
        isCriticalAlways: true,
        language: 'vi',
      };
      notices.save({ account: 'an', wishes, toldMs: 1, urgentMs: 2 });
      notices.noteTold('an', { toldMs: 9, urgentMs: 1 });

      failures.prune(10);
      expect([failures.find('net:1'), failures.find('net:2')]).toEqual([
        undefined,
        { count: 1, sinceMs: 50 },
      ]);
      expect(savedViews.listOf('an')).toMatchObject([{ id: 'v-1', path: '/devices' }]);
      savedViews.remove('an', 'v-1');
      expect(savedViews.listOf('an')).toEqual([]);
      expect(notices.list()).toMatchObject([{ account: 'an', wishes, toldMs: 9, urgentMs: 2 }]);
      notices.remove('an');
      expect(notices.find('an')).toBeUndefined();
    });

    test('change all or nothing, for all who look', () => {
      const place = tempPlace();
      const store = withAn(place);
      const other = open(place);

      const work = () =>
        store.inTransaction(() => {
          store.sessions.open(session, hash(1));
          store.inTransaction(() => store.accounts.noteUse('an', 7_000));
          throw new RangeError('enough');
        });

      expect(work).toThrow(new RangeError('enough'));
      expect(other.sessions.findByHash(hash(1))).toBeUndefined();
      store.inTransaction(() => store.sessions.open(session, hash(1)));
      expect(other.sessions.findByHash(hash(1))).toEqual(session);
    });
  });
}
