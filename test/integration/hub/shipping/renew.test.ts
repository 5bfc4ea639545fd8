import { createPublicKey } from 'node:crypto';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { days } from '#core/time/units.ts';
import { openAuthority } from '#hub/authority/open-authority.ts';
import { createRenewal } from '#hub/shipping/renew.ts';
import { callerOf, enrolled, startHubHouse } from '#test/support/hub-house.ts';

const logger = pino({ level: 'silent' });

test('a certificate is left alone for twenty days, and renewed then, with the same key', async () => {
  const { hub, invite, collectors } = await startHubHouse();
  const { caller, identity } = await enrolled(hub.url, invite('ba-dinh-1'));
  const before = identity.read();
  let nowMs = Date.now() + days(19);
  const renewal = createRenewal({ identity, caller, logger, nowMs: () => nowMs });

  await renewal.look();
  expect(identity.read()).toEqual(before);
  nowMs += days(2);
  await renewal.look();

  const after = identity.read();
  expect(after?.certificate).not.toBe(before?.certificate);
  expect(after?.key).toBe(before?.key);
  expect((await caller.call('head')).status).toBe(200);
  expect(collectors.find('ba-dinh-1')?.certificate).toBeDefined();
});

test('one that has ended opens nothing, not even its own renewal; a new token does', async () => {
  const { dir, hub, invite, collectors } = await startHubHouse();
  const { identity } = await enrolled(hub.url, invite('ba-dinh-1'));
  const authority = openAuthority(join(dir, 'keys/hub'));
  const old = authority.issueCollector(
    createPublicKey(identity.publicKey()),
    'ba-dinh-1',
    Date.now() - days(31),
  );
  const by = collectors.find('ba-dinh-1')?.certificate?.serial ?? '';
  collectors.renew('ba-dinh-1', { by, certificate: old });
  identity.keep({ certificate: old.pem, authority: authority.certificate });
  const caller = callerOf(hub.url, identity);

  await createRenewal({ identity, caller, logger, nowMs: Date.now }).look();

  expect(identity.read()?.certificate).toBe(old.pem);
  expect(JSON.parse((await caller.call('head')).text)).toEqual({
    code: 'CERTIFICATE_REFUSED',
    message: 'the certificate is refused: CERT_HAS_EXPIRED',
  });
  const again = await enrolled(hub.url, invite('ba-dinh-1', { again: true }));
  expect((await again.caller.call('head')).status).toBe(200);
});
