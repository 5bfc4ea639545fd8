import { describe, expect, test } from 'vitest';
import { createSecret } from '#core/domain/secret.ts';
import { startFakeGrafana } from '#test/support/fake-grafana.ts';
import { createPusher } from '#test/support/grafana-push.ts';
import { sampleContent } from '#test/support/grafana-sample.ts';

describe('a push to a new Grafana', () => {
  test('writes everything in the order in which one thing needs the other', async () => {
    const grafana = await startFakeGrafana();

    const { writes } = await createPusher(grafana).push(sampleContent(['dost']));

    expect(writes).toEqual([
      'POST /api/folders',
      'POST /api/folders',
      'POST /api/folders',
      'POST /api/teams',
      'POST /api/teams',
      'POST /api/folders/camwatch/permissions',
      'POST /api/folders/camwatch-agency-dost/permissions',
      'POST /api/datasources',
      'POST /api/v1/provisioning/mute-timings',
      'PUT /api/v1/provisioning/templates/camwatch',
      'PUT /api/v1/provisioning/contact-points/camwatch-noc',
      'POST /api/v1/provisioning/contact-points',
      'PUT /api/v1/provisioning/policies',
      'PUT /api/v1/provisioning/folder/camwatch-alerts/rule-groups/camwatch 1m',
      'POST /api/dashboards/db',
      'POST /api/dashboards/db',
    ]);
  });

  test('lets the team of an agency look into its folder, and nobody else', async () => {
    const grafana = await startFakeGrafana();

    await createPusher(grafana).push(sampleContent(['dost']));

    const team = [...grafana.store.teams.values()].find(({ name }) => name === 'Đơn vị dost');
    expect(grafana.store.folders.get('camwatch-agency-dost')).toMatchObject({
      parentUid: 'camwatch',
      permissions: [{ teamId: team?.id, permission: 1 }],
    });
  });

  test('puts secrets only into what is sent', async () => {
    const grafana = await startFakeGrafana();
    const pusher = createPusher(grafana);

    await pusher.push(sampleContent());

    expect(grafana.store.dataSources.get('camwatch-influx')).toMatchObject({
      user: 'reader',
      secureJsonData: { password: 'a password' },
    });
    expect(grafana.store.contactPoints.get('camwatch-noc').settings.authorization_credentials).toBe(
      'a token',
    );
    expect(JSON.stringify(pusher.manifest())).not.toMatch(/a password|a token/);
  });

  test('takes a name for a name, though it reads like the place of a secret', async () => {
    const grafana = await startFakeGrafana();
    const { policies: _, ...content } = sampleContent();
    const folders = content.folders.map((folder) => ({ ...folder, title: 'env:HOOK_TOKEN' }));
    const resolved: string[] = [];
    const resolveSecret = async (reference: string) => {
      resolved.push(reference);
      return createSecret('a secret');
    };

    await createPusher(grafana).push({ ...content, contactPoints: [], folders }, { resolveSecret });

    expect(grafana.store.folders.get('camwatch')?.title).toBe('env:HOOK_TOKEN');
    expect(resolved).toEqual(['env:INFLUX_PASSWORD']);
  });

  test('marks what can bear a mark', async () => {
    const grafana = await startFakeGrafana();

    await createPusher(grafana).push(sampleContent());

    const { dashboards, ruleGroups, dataSources, templates } = grafana.store;
    expect(dashboards.get('camwatch-city')?.dashboard.tags).toEqual(['managed_by=camwatch']);
    expect(ruleGroups.get('camwatch-alerts/camwatch 1m')?.rules[0].labels).toEqual({
      managed_by: 'camwatch',
      severity: 'critical',
    });
    expect(dataSources.get('camwatch-influx').jsonData.managed_by).toBe('camwatch');
    expect(templates.get('camwatch').template).toContain('{{/* managed_by: camwatch */}}');
  });

  test('locks what alerts against edits in the user interface, unless it shall be open', async () => {
    const locked = await startFakeGrafana();
    const open = await startFakeGrafana();

    await createPusher(locked).push(sampleContent());
    await createPusher(open, { alertingEdits: 'open' }).push(sampleContent());

    expect(locked.store.policies.provenance).toBe('api');
    expect(open.store.policies.provenance).toBe('');
    expect(open.store.ruleGroups.get('camwatch-alerts/camwatch 1m')?.rules[0].provenance).toBeUndefined();
  });
});

describe('a second push', () => {
  test('changes nothing', async () => {
    const grafana = await startFakeGrafana();
    const pusher = createPusher(grafana);
    await pusher.push(sampleContent());

    const { writes, steps } = await pusher.push(sampleContent());

    expect(writes).toEqual([]);
    expect(steps.filter((step) => !step.startsWith('untouched'))).toEqual([]);
  });

  test('changes nothing either where what was written is known no more, but for what holds a secret', async () => {
    const grafana = await startFakeGrafana();
    const pusher = createPusher(grafana);
    await pusher.push(sampleContent());
    pusher.loseManifest();

    const { steps } = await pusher.push(sampleContent());

    expect(steps.filter((step) => !step.startsWith('untouched'))).toEqual([
      'change data-source camwatch-influx',
      'change contact-point camwatch-noc',
    ]);
    expect((await pusher.push(sampleContent())).writes).toEqual([]);
    expect((await pusher.push({})).steps).toContain('remove dashboard camwatch-city');
  });

  test('writes only what differs', async () => {
    const grafana = await startFakeGrafana();
    const pusher = createPusher(grafana);
    await pusher.push(sampleContent());
    const content = sampleContent();
    const folders = content.folders.map((folder) =>
      folder.uid === 'camwatch-alerts' ? { ...folder, title: 'Luật cảnh báo' } : folder,
    );

    const { writes } = await pusher.push({ ...content, folders });

    expect(writes).toEqual(['PUT /api/folders/camwatch-alerts']);
  });

  test('writes what holds a secret when the secret has changed', async () => {
    const grafana = await startFakeGrafana();
    const pusher = createPusher(grafana);
    await pusher.push(sampleContent());
    pusher.secrets['env:HOOK_TOKEN'] = 'another token';

    const { writes } = await pusher.push(sampleContent());

    expect(writes).toEqual(['PUT /api/v1/provisioning/contact-points/camwatch-noc']);
    expect(grafana.store.contactPoints.get('camwatch-noc').settings.authorization_credentials).toBe(
      'another token',
    );
  });

  test('puts back what somebody changed by hand, also where only something was added', async () => {
    const grafana = await startFakeGrafana();
    const pusher = createPusher(grafana);
    await pusher.push(sampleContent());
    const stored = grafana.store.dashboards.get('camwatch-city');
    if (stored) stored.dashboard = { ...stored.dashboard, refresh: '5s', version: 2 };

    const { writes } = await pusher.push(sampleContent());

    expect(writes).toEqual(['POST /api/dashboards/db']);
    expect(grafana.store.dashboards.get('camwatch-city')?.dashboard).toMatchObject({ version: 3 });
    expect(grafana.store.dashboards.get('camwatch-city')?.dashboard.refresh).toBeUndefined();
  });

  test('closes a folder again that somebody opened', async () => {
    const grafana = await startFakeGrafana();
    const pusher = createPusher(grafana);
    await pusher.push(sampleContent());
    const folder = grafana.store.folders.get('camwatch-agency-police');
    if (folder) folder.permissions = [...folder.permissions, { role: 'Viewer', permission: 1 }];

    const { writes } = await pusher.push(sampleContent());

    expect(writes).toEqual(['POST /api/folders/camwatch-agency-police/permissions']);
    expect(folder?.permissions).toHaveLength(1);
  });
});

describe('what is not wanted any more', () => {
  test('goes: folder, team, dashboards and route of a removed agency', async () => {
    const grafana = await startFakeGrafana();
    const pusher = createPusher(grafana);
    await pusher.push(sampleContent(['dost', 'police']));

    const { writes } = await pusher.push(sampleContent(['dost']));

    expect(writes).toEqual([
      'PUT /api/v1/provisioning/policies',
      'DELETE /api/dashboards/uid/camwatch-agency-police-wall',
      expect.stringMatching(/^DELETE \/api\/teams\/\d+$/),
      'DELETE /api/folders/camwatch-agency-police',
    ]);
    expect((await pusher.push(sampleContent(['dost']))).writes).toEqual([]);
  });

  test('goes in the reverse order, to the tree that a new organisation has', async () => {
    const grafana = await startFakeGrafana();
    const pusher = createPusher(grafana);
    await pusher.push(sampleContent());

    await pusher.push({});

    const {
      folders,
      teams,
      dashboards,
      ruleGroups,
      muteTimings,
      templates,
      contactPoints,
      dataSources,
      policies,
    } = grafana.store;
    expect(
      [folders, teams, dashboards, ruleGroups, muteTimings, templates, dataSources].map(({ size }) => size),
    ).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect([...contactPoints.keys()]).toEqual(['first']);
    expect(policies.receiver).toBe('grafana-default-email');
    expect(pusher.manifest().objects).toEqual([]);
  });

  test('stays where it is of a kind that this push does not care for', async () => {
    const grafana = await startFakeGrafana();
    const pusher = createPusher(grafana);
    await pusher.push(sampleContent());

    const { writes } = await pusher.push({}, { prunes: ['dashboard'] });

    expect(writes.every((line) => line.startsWith('DELETE /api/dashboards/'))).toBe(true);
    expect(grafana.store.ruleGroups.size).toBe(1);
  });

  test('is kept where it bears our mark no more', async () => {
    const grafana = await startFakeGrafana();
    const pusher = createPusher(grafana);
    await pusher.push(sampleContent());
    const stored = grafana.store.dashboards.get('camwatch-agency-police-wall');
    if (stored) stored.dashboard = { ...stored.dashboard, tags: ['của tôi'] };

    const { steps, kept } = await pusher.push(sampleContent(['dost']));

    expect(steps).toContain('kept dashboard camwatch-agency-police-wall');
    expect(kept).toEqual(['folder camwatch-agency-police: holds-others Đơn vị police']);
    expect(grafana.store.dashboards.has('camwatch-agency-police-wall')).toBe(true);
    expect((await pusher.push(sampleContent(['dost']))).steps).not.toContain(
      'kept dashboard camwatch-agency-police-wall',
    );
  });

  test('a team that people are in, and a folder with a rule made by hand, stay', async () => {
    const grafana = await startFakeGrafana();
    const pusher = createPusher(grafana);
    await pusher.push(sampleContent());
    for (const team of grafana.store.teams.values()) team.memberCount = 2;
    grafana.store.ruleGroups.set('camwatch-agency-police/mine', {
      folderUid: 'camwatch-agency-police',
      title: 'mine',
      interval: 60,
      rules: [{ uid: 'mine', title: 'Của tôi' }],
    });

    const { kept } = await pusher.push(sampleContent(['dost']));

    expect(kept).toEqual(['team Đơn vị police: has-members 2', 'folder camwatch-agency-police: holds-rules']);
    expect(grafana.store.folders.has('camwatch-agency-police')).toBe(true);
  });

  test('is forgotten where somebody removed it already', async () => {
    const grafana = await startFakeGrafana();
    const pusher = createPusher(grafana);
    await pusher.push(sampleContent());
    grafana.store.dashboards.delete('camwatch-agency-police-wall');

    const { steps } = await pusher.push(sampleContent(['dost']));

    expect(steps).toContain('forget dashboard camwatch-agency-police-wall');
    expect(pusher.manifest().objects.map(({ key }) => key)).not.toContain('camwatch-agency-police-wall');
  });
});
