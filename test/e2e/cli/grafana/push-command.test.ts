import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runCamwatch } from '#test/support/camwatch.ts';
import { SOUND_FILES, writeConfigFolder } from '#test/support/config-folder.ts';
import { GRAFANA_TOKEN, startFakeGrafana } from '#test/support/fake-grafana.ts';

const HOOK_TOKEN = 'a-token-of-the-hook';

/** A city of two agencies that knows a Grafana. */
async function writeCity(url: string): Promise<string> {
  const secrets = await mkdtemp(join(tmpdir(), 'camwatch-secrets-'));
  onTestFinished(() => rm(secrets, { recursive: true, force: true }));
  await writeFile(join(secrets, 'token'), `${GRAFANA_TOKEN}\n`);
  await writeFile(join(secrets, 'hook'), HOOK_TOKEN);
  return await writeConfigFolder({
    'camwatch.yaml': `${SOUND_FILES['camwatch.yaml']}grafana:
  url: ${url}
  token: file:${join(secrets, 'token')}
  contact_points:
    noc: { type: webhook, url: https://noc.example.org/hook, secrets: { authorization_credentials: "file:${join(secrets, 'hook')}" } }
`,
    'handovers.csv': undefined,
  });
}

const push = (part: string, dir: string, ...more: readonly string[]) =>
  runCamwatch(part, 'push', '--config', dir, '--lang', 'en', ...more);

describe('camwatch dashboards push', () => {
  test('shows the plan and writes nothing with --dry-run', async () => {
    const grafana = await startFakeGrafana();
    const dir = await writeCity(grafana.url);

    const { code, out } = await push('dashboards', dir, '--dry-run');

    expect(out).toContain(`Grafana at ${grafana.url}:\n  + folder camwatch “`);
    expect(out).toContain('  + team Công an thành phố\n');
    expect(out).toContain('  + data source camwatch-influx “camwatch”');
    expect(out).toContain('Nothing was written (--dry-run).');
    expect(code).toBe(0);
    expect(grafana.writes).toEqual([]);
    expect(await readdir(dir)).not.toContain('data');
  });

  test('changes nothing the second time, and keeps what it wrote beside the ledger, without a secret', async () => {
    const grafana = await startFakeGrafana();
    const dir = await writeCity(grafana.url);

    const first = await push('dashboards', dir);
    const written = grafana.writes.length;
    const second = await push('dashboards', dir);

    expect(first.err).toBe('');
    expect(first.out).toMatch(/Done: \d\d written, 0 removed\.\n$/);
    expect(second.out).toContain('0 to create, 0 to change, 0 to remove');
    expect(second.out).toContain('Nothing differs.');
    expect(grafana.writes).toHaveLength(written);
    const [file = ''] = await readdir(join(dir, 'data'));
    expect(file).toMatch(/^grafana-127-0-0-1-.*\.json$/);
    const manifest = await readFile(join(dir, 'data', file), 'utf8');
    expect(`${manifest}${first.out}${second.out}`).not.toContain(GRAFANA_TOKEN);
  });

  test('takes away what is of an agency that has no devices any more, and leaves what was made by hand', async () => {
    const grafana = await startFakeGrafana();
    const dir = await writeCity(grafana.url);
    await push('dashboards', dir);
    grafana.store.dashboards.set('mine', {
      folderUid: 'camwatch',
      dashboard: { uid: 'mine', title: 'Của tôi', version: 1 },
      provisioned: false,
    });
    const devices = SOUND_FILES['devices.csv'] ?? '';
    await writeFile(join(dir, 'devices.csv'), devices.replace(',dost,', ',police,'));

    const { out, err } = await push('dashboards', dir);

    expect(err).toBe('');
    expect(out).toContain('  - dashboard camwatch-agency-dost\n');
    expect(out).toContain('  - team Sở Khoa học và Công nghệ\n');
    expect(out).toContain('  - folder camwatch-folder-dost\n');
    expect(grafana.store.folders.has('camwatch-folder-dost')).toBe(false);
    expect(grafana.store.dashboards.has('mine')).toBe(true);
  });

  test('goes on after a failure, having said how far it came', async () => {
    const grafana = await startFakeGrafana();
    const dir = await writeCity(grafana.url);
    grafana.disturb({ request: /^POST \/api\/datasources/, status: 500 });

    const failed = await push('dashboards', dir);
    const written = [...grafana.writes];
    const { code } = await push('dashboards', dir);

    expect(failed.code).toBe(1);
    expect(failed.err).toMatch(
      /^Stopped after \d+ of \d+\. What was done holds; run it again and it goes on\.\ncamwatch: data-source camwatch-influx "camwatch": Grafana answered 500/,
    );
    expect(code).toBe(0);
    expect(grafana.writes.slice(written.length).filter((line) => line === 'POST /api/folders')).toEqual([]);
    expect((await push('dashboards', dir)).out).toContain('Nothing differs.');
  });

  test('refuses what somebody else made, before it writes anything', async () => {
    const grafana = await startFakeGrafana();
    const dir = await writeCity(grafana.url);
    const byHand = { uid: 'camwatch-city', title: 'Của tôi', version: 1 };
    grafana.store.dashboards.set('camwatch-city', { folderUid: '', dashboard: byHand, provisioned: false });

    const planned = await push('dashboards', dir, '--dry-run');
    const { code, err } = await push('dashboards', dir);

    expect(planned.code).toBe(1);
    expect(planned.out).toContain(
      '      somebody else made it: rename it there, or take it over with --adopt',
    );
    expect(code).toBe(1);
    expect(err).toContain(
      'camwatch: nothing was written, since these are not ours:\n  dashboard camwatch-city',
    );
    expect(grafana.writes).toEqual([]);
  });

  test('speaks Vietnamese, and JSON', async () => {
    const grafana = await startFakeGrafana();
    const dir = await writeCity(grafana.url);

    const vietnamese = await runCamwatch('dashboards', 'push', '--config', dir, '--dry-run');
    const { out } = await push('dashboards', dir, '--dry-run', '--json');

    expect(vietnamese.out).toContain(`Grafana tại ${grafana.url}:\n  + thư mục camwatch “`);
    expect(vietnamese.out).toContain('Chưa ghi gì (--dry-run).');
    const plan = JSON.parse(out);
    expect(plan).toMatchObject({ url: grafana.url, dryRun: true });
    expect(plan.steps).toContainEqual({
      action: 'create',
      kind: 'data-source',
      key: 'camwatch-influx',
      title: 'camwatch',
    });
  });
});

describe('camwatch alerts push', () => {
  test('needs no push of dashboards before it, changes nothing the second time, and prints no secret', async () => {
    const grafana = await startFakeGrafana();
    const dir = await writeCity(grafana.url);

    const first = await push('alerts', dir);
    const written = grafana.writes.length;
    const second = await push('alerts', dir);

    expect(first.err).toBe('');
    expect(first.code).toBe(0);
    expect([...grafana.store.folders.keys()]).toEqual(['camwatch-alerts']);
    expect(grafana.store.ruleGroups.size).toBeGreaterThan(0);
    expect(grafana.store.policies.receiver).toBe('camwatch-operators');
    expect(grafana.store.contactPoints.get('camwatch-noc').settings.authorization_credentials).toBe(
      HOOK_TOKEN,
    );
    expect(second.out).toContain('Nothing differs.');
    expect(grafana.writes).toHaveLength(written);
    expect(`${first.out}${second.out}`).not.toContain(HOOK_TOKEN);
  });

  test('leaves what dashboards push wrote alone, and the other way round', async () => {
    const grafana = await startFakeGrafana();
    const dir = await writeCity(grafana.url);
    await push('dashboards', dir);
    await push('alerts', dir);

    const dashboards = await push('dashboards', dir);
    const alerts = await push('alerts', dir);

    expect(dashboards.out).toContain('Nothing differs.');
    expect(alerts.out).toContain('Nothing differs.');
  });

  test('leaves a tree of policies alone that is not ours, unless it shall be taken over', async () => {
    const grafana = await startFakeGrafana();
    const dir = await writeCity(grafana.url);
    grafana.store.policies = { receiver: 'first-aid', routes: [] };

    const refused = await push('alerts', dir);
    const taken = await push('alerts', dir, '--take-over-policies');

    expect(refused.code).toBe(1);
    expect(refused.err).toContain('take it over with --take-over-policies (first-aid)');
    expect(taken.code).toBe(0);
    expect(grafana.store.policies.receiver).toBe('camwatch-operators');
  });
});

describe('a push that cannot begin', () => {
  test.each([
    ['no address', '', 'camwatch: grafana.url: expected one in the settings, to push to; got none\n'],
    [
      'a token in the clear',
      'grafana: { url: "http://10.0.0.5:3000", token: "env:NO_SUCH_TOKEN" }\n',
      'camwatch: grafana.url: expected https:, since the token would go to 10.0.0.5:3000 in the clear; grafana.plain_http: anywhere allows it\n',
    ],
    [
      'no token',
      'grafana: { url: "https://grafana.invalid", token: "env:NO_SUCH_TOKEN" }\n',
      'camwatch: env:NO_SUCH_TOKEN: expected a value in the environment variable NO_SUCH_TOKEN, got none\n',
    ],
  ])('%s', async (_, settings, message) => {
    const dir = await writeConfigFolder({ 'camwatch.yaml': `${SOUND_FILES['camwatch.yaml']}${settings}` });

    expect(await push('dashboards', dir)).toEqual({ code: 1, out: '', err: message });
  });
});
