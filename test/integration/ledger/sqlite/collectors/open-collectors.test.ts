import { expect, onTestFinished, test } from 'vitest';
import { hours } from '#core/time/units.ts';
import { openCollectors } from '#ledger/sqlite/collectors/open-collectors.ts';
import { openTempReader, tempLedgerPath } from '#test/support/temp-ledger.ts';

const NOW_MS = 1_000_000;

function opened(path = tempLedgerPath()) {
  let nowMs = NOW_MS;
  const collectors = openCollectors(path, { author: 'an', nowMs: () => nowMs });
  onTestFinished(collectors.close);
  const invite = (id: string, tokenHash = 'hash-1') =>
    collectors.add({ id, zone: 'default', tokenHash, tokenEndsMs: nowMs + hours(24) });
  const enrol = (id: string, { tokenHash = 'hash-1', keyHash = 'key-1', serial = 'aa' } = {}) =>
    collectors.enrol({ id, tokenHash, keyHash, certificate: { serial, endsMs: NOW_MS + hours(720) } });
  return {
    ...{ path, collectors, invite, enrol },
    wait: (ms: number) => {
      nowMs += ms;
    },
  };
}

test('a token lets one key in: again for an answer that was lost, and nobody else', () => {
  const { collectors, invite, enrol } = opened();
  invite('ba-dinh-1');

  expect(enrol('ba-dinh-1')).toBe('enrolled');
  expect(enrol('ba-dinh-1', { serial: 'bb' })).toBe('enrolled');
  expect(enrol('ba-dinh-1', { keyHash: 'key-2', serial: 'cc' })).toBe('used');

  expect(collectors.certificate('aa')).toMatchObject({ collector: 'ba-dinh-1', isRevoked: true });
  expect(collectors.certificate('bb')).toMatchObject({ isRevoked: false });
  expect(collectors.certificate('cc')).toBeUndefined();
});

test('a token is of its name, ends after a day, and the next one takes its place', () => {
  const { invite, enrol, wait } = opened();
  invite('ba-dinh-1');
  invite('ba-dinh-2', 'hash-2');

  expect(enrol('ba-dinh-2')).toBe('unknown');
  expect(enrol('nobody')).toBe('unknown');
  wait(hours(24));
  expect(enrol('ba-dinh-1')).toBe('expired');
  invite('ba-dinh-1', 'hash-3');
  expect(enrol('ba-dinh-1')).toBe('unknown');
  expect(enrol('ba-dinh-1', { tokenHash: 'hash-3' })).toBe('enrolled');
});

test('whoever is revoked is revoked with every certificate and token, until it is let in again', () => {
  const { collectors, invite, enrol } = opened();
  invite('ba-dinh-1');
  enrol('ba-dinh-1');
  collectors.renew('ba-dinh-1', { by: 'aa', certificate: { serial: 'bb', endsMs: NOW_MS + hours(800) } });
  expect(collectors.find('ba-dinh-1')?.certificate?.serial).toBe('bb');

  expect(collectors.revoke('ba-dinh-1')).toBe(true);
  expect(collectors.revoke('nobody')).toBe(false);

  expect(collectors.certificate('aa')?.isRevoked).toBe(true);
  expect(collectors.certificate('bb')?.isRevoked).toBe(true);
  expect(enrol('ba-dinh-1', { serial: 'cc' })).toBe('revoked');
  invite('ba-dinh-1', 'hash-2');
  expect(enrol('ba-dinh-1', { tokenHash: 'hash-2', serial: 'dd' })).toBe('enrolled');
});

test('by a certificate that is revoked, or of another, nothing is renewed', () => {
  const { collectors, invite, enrol } = opened();
  for (const [id, serial] of [
    ['ba-dinh-1', 'aa'],
    ['ba-dinh-2', 'bb'],
  ] as const) {
    invite(id);
    enrol(id, { serial });
  }
  const renewed = (by: string) =>
    collectors.renew('ba-dinh-1', { by, certificate: { serial: `${by}-2`, endsMs: NOW_MS + hours(800) } });

  expect(renewed('bb')).toBe(false);
  collectors.revoke('ba-dinh-1');
  expect(renewed('aa')).toBe(false);

  expect(collectors.certificate('aa-2')).toBeUndefined();
});

test('what was done is in the audit, by whom, and no secret with it', () => {
  const { path, collectors, invite, enrol } = opened();
  invite('ba-dinh-1');
  enrol('ba-dinh-1');
  collectors.renew('ba-dinh-1', { by: 'aa', certificate: { serial: 'bb', endsMs: NOW_MS } });
  collectors.revoke('ba-dinh-1');

  const audits = openTempReader(path).audits({ limit: 10 }).toReversed();

  expect(audits.map(({ action, author, body }) => ({ action, author, body }))).toEqual([
    expect.objectContaining({ action: 'created' }),
    {
      action: 'collector-add',
      author: 'an',
      body: { collector: 'ba-dinh-1', zone: 'default', untilMs: NOW_MS + hours(24) },
    },
    { action: 'collector-enrol', author: 'an', body: { collector: 'ba-dinh-1', serial: 'aa' } },
    { action: 'collector-renew', author: 'an', body: { collector: 'ba-dinh-1', serial: 'bb' } },
    { action: 'collector-revoke', author: 'an', body: { collector: 'ba-dinh-1' } },
  ]);
});
