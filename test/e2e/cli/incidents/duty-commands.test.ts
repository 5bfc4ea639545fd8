import { join } from 'node:path';
import { expect, test } from 'vitest';
import { acceptInvitation } from '#accounts/actions/accept-invitation.ts';
import type { AccountContext } from '#accounts/actions/account-context.ts';
import { addAccount } from '#accounts/actions/add-account.ts';
import { openAccountStore } from '#accounts/sqlite/open-account-store.ts';
import { loadSettings } from '#config/settings/load-settings.ts';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { makeConfigDir } from '#test/support/config-dir.ts';
import { createIncidentCity, lineIncident, newsAbout, writeIncidents } from '#test/support/incident-city.ts';
import { openTempReader } from '#test/support/temp-ledger.ts';

const HOUR_MS = 3_600_000;

/** A city with two incidents that are not over, and what is recorded of the first one. */
async function createTwoIncidents() {
  const city = await createIncidentCity();
  const openedMs = Date.now() - HOUR_MS;
  const line = lineIncident(openedMs);
  const camera = lineIncident(openedMs + 1_000, {
    id: `device:cam-3@${openedMs + 1_000}`,
    root: { kind: 'entity', entity: 'device:cam-3' },
  });
  writeIncidents(city.path, [newsAbout(line), newsAbout(camera)]);
  const actsOf = (id: string) =>
    [...openTempReader(city.path).decisions('incident_step', { id })]
      .slice(1)
      .map(({ action, author, body }) => ({ action, author, body }));
  return { ...city, line, camera, actsOf };
}

/** A configuration with accounts: of the operator, of the carrier of the line, of another agency, and of one who only reads. */
async function createAccounts(): Promise<string> {
  const config = await makeConfigDir({ devices: 1 });
  const store = openAccountStore(join(config, (await loadSettings(config)).accounts.path));
  const context: AccountContext = { store, author: 'test', audit: () => undefined, nowMs: Date.now };
  for (const [account, role, organisation] of [
    ['nguyen.an', 'noc', undefined],
    ['vt.truc', 'contractor', 'vien-thong-b'],
    ['so.y', 'agency', 'y'],
    ['kiem.toan', 'auditor', undefined],
  ] as const) {
    const given = { account, role, name: account, ...(organisation && { organisation }) };
    const { secret } = await addAccount(context, given);
    await acceptInvitation(context, { secret, password: 'đủ dài cho một mình' });
  }
  store.close();
  return config;
}

const OPERATOR = { kind: 'operator' };

test('an incident is snoozed, given back, merged and taken apart, each as a row of the operator with its author', async () => {
  const { path, run, line, camera, actsOf } = await createTwoIncidents();
  const by = ['--author', 'an'] as const;

  const snoozed = await run('incidents', 'snooze', 'l-1', 'Mất điện cả phường', '--for', '4h', ...by);
  const released = await run('incidents', 'release', 'l-1', '--note', 'Không phải của ta', ...by, '--json');
  const merged = await run('incidents', 'merge', 'cam-3', '--into', 'l-1', '--lang', 'vi', ...by);
  const again = await run('incidents', 'merge', 'cam-3', '--into', 'l-1');
  const apart = await run('incidents', 'unmerge', 'cam-3', ...by);

  expect(snoozed).toMatchObject({ code: 0, err: '' });
  expect(snoozed.out).toMatch(/^incident link:l-1@\d+: snoozed until .* \(Asia\/Ho_Chi_Minh\)\n$/);
  expect(JSON.parse(released.out)).toMatchObject({
    ...{ id: line.id, action: 'released', party: 'operator', author: 'an' },
    text: 'Không phải của ta',
  });
  expect(merged.out).toBe(`sự cố ${camera.id}: đã gộp vào ${line.id}\n`);
  expect(again).toMatchObject({ code: 1 });
  expect(again.err).toMatch(/^camwatch: expected an incident that is merged into none, got device:cam-3@/);
  expect(apart.out).toBe(`incident ${camera.id}: stands for itself again\n`);
  const atMs = expect.any(Number);
  expect(actsOf(line.id)).toEqual([
    {
      ...{ action: 'snoozed', author: 'an' },
      body: { atMs, party: OPERATOR, text: 'Mất điện cả phường', untilMs: atMs, severity: 'major' },
    },
    { action: 'released', author: 'an', body: { atMs, party: OPERATOR, text: 'Không phải của ta' } },
  ]);
  expect(actsOf(camera.id)).toEqual([
    { action: 'linked', author: 'an', body: { atMs, party: OPERATOR, into: line.id } },
    { action: 'unlinked', author: 'an', body: { atMs, party: OPERATOR } },
  ]);
  expect((await verifyLedger(path, { scope: 'full' })).problems).toEqual([]);
});

test('an incident is handed over to whom its page offers, and to nobody else', async () => {
  const { run, line, actsOf } = await createTwoIncidents();
  const config = await createAccounts();
  const handOver = (to: string, ...more: readonly string[]) =>
    run('incidents', 'hand-over', 'l-1', 'Gọi đội sửa lúc 8 giờ', '--to', to, '--config', config, ...more);

  const toCarrier = await handOver('vt.truc', '--author', 'an', '--json');
  const toOwn = await handOver('nguyen.an', '--author', 'binh');
  const others = await Promise.all(['so.y', 'kiem.toan'].map((to) => handOver(to)));
  const misspelt = await handOver('nguyen.ann', '--lang', 'vi');

  expect(JSON.parse(toCarrier.out)).toMatchObject({ id: line.id, action: 'handed-over', to: 'vt.truc' });
  expect(toOwn.out).toBe(`incident ${line.id}: nguyen.an has it\n`);
  for (const { code, err } of [...others, misspelt]) {
    expect(code).toBe(1);
    expect(err).toContain(line.id);
  }
  expect(misspelt.err).toContain('nhận được "nguyen.ann"; có phải "nguyen.an"');
  expect(actsOf(line.id).map(({ author, body }) => [author, body])).toEqual([
    [
      'an',
      expect.objectContaining({
        to: { account: 'vt.truc', party: { kind: 'contractor', id: 'vien-thong-b' } },
      }),
    ],
    ['binh', expect.objectContaining({ to: { account: 'nguyen.an', party: OPERATOR } })],
  ]);
});

test.each([
  [
    'a contractor that snoozes',
    ['snooze', 'l-1', 'Chờ điện', '--for', '1h', '--as', 'contractor:vien-thong-b'],
    1,
    /expected an account of the operator/,
  ],
  [
    'a snooze of a month',
    ['snooze', 'l-1', 'Chờ điện', '--for', '30d'],
    2,
    /--for.*expected a duration from 1m to 7d/,
  ],
  ['a snooze without a reason', ['snooze', 'l-1', '--for', '1h'], 2, /missing required argument 'text'/],
  ['to give back what nobody has', ['release', 'l-1'], 1, /which is not acknowledged/],
  ['to merge one into itself', ['merge', 'l-1', '--into', 'l-1'], 1, /expected another incident/],
  ['to take apart what stands alone', ['unmerge', 'l-1'], 1, /which is not/],
] as const)('refuses %s, and records nothing', async (_what, args, code, message) => {
  const { run, line, actsOf } = await createTwoIncidents();

  const refused = await run('incidents', ...args);

  expect(refused.code).toBe(code);
  expect(refused.err).toMatch(message);
  expect(actsOf(line.id)).toEqual([]);
});
