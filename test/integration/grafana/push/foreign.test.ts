import { describe, expect, test } from 'vitest';
import { startFakeGrafana } from '#test/support/fake-grafana.ts';
import { createPusher } from '#test/support/grafana-push.ts';
import { sampleContent } from '#test/support/grafana-sample.ts';

const BY_HAND = { uid: 'camwatch-city', title: 'Bảng của tôi', version: 4, id: 9 };

describe('what somebody made by hand', () => {
  test('survives, whatever we write and remove beside it', async () => {
    const grafana = await startFakeGrafana();
    const pusher = createPusher(grafana);
    const { dashboards, muteTimings, contactPoints, ruleGroups } = grafana.store;
    await pusher.push(sampleContent());
    dashboards.set('mine', {
      folderUid: 'camwatch',
      dashboard: { uid: 'mine', title: 'Của tôi', version: 1 },
      provisioned: false,
    });
    muteTimings.set('camwatch-mine', { name: 'camwatch-mine', time_intervals: [] });
    contactPoints.set('camwatch-mine', { uid: 'camwatch-mine', name: 'mine', type: 'email', settings: {} });
    ruleGroups.set('camwatch-alerts/mine', {
      folderUid: 'camwatch-alerts',
      title: 'mine',
      interval: 60,
      rules: [{ uid: 'mine', title: 'Của tôi', labels: { managed_by: 'camwatch' } }],
    });

    expect((await pusher.push(sampleContent())).writes).toEqual([]);
    await pusher.push({});

    expect(dashboards.has('mine')).toBe(true);
    expect(muteTimings.has('camwatch-mine')).toBe(true);
    expect(contactPoints.has('camwatch-mine')).toBe(true);
    expect(ruleGroups.has('camwatch-alerts/mine')).toBe(true);
    expect(grafana.store.folders.has('camwatch')).toBe(true);
  });

  test('is never overwritten: nothing at all is written, and the message says which and what to do', async () => {
    const grafana = await startFakeGrafana();
    grafana.store.dashboards.set('camwatch-city', { folderUid: '', dashboard: BY_HAND, provisioned: false });

    await expect(createPusher(grafana).push(sampleContent())).rejects.toThrow(
      'nothing was written, since these are not ours:\n' +
        '  dashboard camwatch-city "Thành phố": somebody else made it; rename it there, or take it over with --adopt',
    );

    expect(grafana.writes).toEqual([]);
  });

  test('becomes ours where that is asked for', async () => {
    const grafana = await startFakeGrafana();
    grafana.store.dashboards.set('camwatch-city', { folderUid: '', dashboard: BY_HAND, provisioned: false });

    await createPusher(grafana, { adopt: true }).push(sampleContent());

    expect(grafana.store.dashboards.get('camwatch-city')).toMatchObject({
      folderUid: 'camwatch',
      dashboard: { title: 'Thành phố', version: 5, tags: ['managed_by=camwatch'] },
    });
  });

  test('a rule in a group of ours is not lost with the group', async () => {
    const grafana = await startFakeGrafana();
    const pusher = createPusher(grafana);
    await pusher.push(sampleContent());
    const group = grafana.store.ruleGroups.get('camwatch-alerts/camwatch 1m');
    group?.rules.push({ uid: 'mine', title: 'Của tôi', labels: {} });

    await expect(pusher.push(sampleContent())).rejects.toThrow(
      'rule-group camwatch-alerts/camwatch 1m "camwatch 1m": somebody put in what is not ours; move it elsewhere (Của tôi)',
    );
    const { kept } = await pusher.push({});

    expect(kept[0]).toBe('rule-group camwatch-alerts/camwatch 1m: holds-others Của tôi');
    expect(group?.rules.map(({ uid }) => uid)).toEqual(['mine']);
  });

  test('what comes from files on the server is not written through the API', async () => {
    const grafana = await startFakeGrafana();
    grafana.store.dashboards.set('camwatch-city', {
      folderUid: 'camwatch',
      dashboard: BY_HAND,
      provisioned: true,
    });
    grafana.store.muteTimings.set('camwatch-bao-tri-7', {
      name: 'camwatch-bao-tri-7',
      time_intervals: [],
      provenance: 'file',
    });

    await expect(createPusher(grafana, { adopt: true }).push(sampleContent())).rejects.toThrow(
      'mute-timing camwatch-bao-tri-7: it cannot be written through the API (it comes from a file on the server)\n' +
        '  dashboard camwatch-city "Thành phố": it cannot be written through the API (it comes from a file on the server)',
    );
  });
});

describe('the tree of policies', () => {
  const OTHERS = { receiver: 'first-aid', routes: [{ receiver: 'grafana-default-email' }] };

  test('of somebody else is refused', async () => {
    const grafana = await startFakeGrafana();
    grafana.store.policies = OTHERS;

    await expect(createPusher(grafana, { adopt: true }).push(sampleContent())).rejects.toThrow(
      '  policies tree: the tree of policies is not ours; take it over with --take-over-policies (first-aid)',
    );

    expect(grafana.store.policies).toBe(OTHERS);
  });

  test('is taken over where that is asked for', async () => {
    const grafana = await startFakeGrafana();
    grafana.store.policies = OTHERS;

    await createPusher(grafana, { takeOverPolicies: true }).push(sampleContent());

    expect(grafana.store.policies.receiver).toBe('camwatch-noc');
  });

  test('is refused again when somebody else has replaced ours, and put back when they changed a part of it', async () => {
    const grafana = await startFakeGrafana();
    const pusher = createPusher(grafana);
    await pusher.push(sampleContent());
    grafana.store.policies = { ...grafana.store.policies, group_by: ['alertname'] };
    expect((await pusher.push(sampleContent())).writes).toEqual(['PUT /api/v1/provisioning/policies']);
    grafana.store.policies = OTHERS;

    await expect(pusher.push(sampleContent())).rejects.toThrow('the tree of policies is not ours');
  });

  test('of somebody else stays when ours is not wanted any more', async () => {
    const grafana = await startFakeGrafana();
    const pusher = createPusher(grafana);
    await pusher.push(sampleContent());
    grafana.store.policies = OTHERS;

    await pusher.push({});

    expect(grafana.store.policies).toBe(OTHERS);
  });
});
