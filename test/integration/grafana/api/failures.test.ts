import { describe, expect, test } from 'vitest';
import { createSecret } from '#core/domain/secret.ts';
import { createGrafanaClient } from '#grafana/api/client.ts';
import { type FakeGrafana, startFakeGrafana } from '#test/support/fake-grafana.ts';
import { createPusher } from '#test/support/grafana-push.ts';
import { sampleContent } from '#test/support/grafana-sample.ts';
import { startHttpServer } from '#test/support/http.ts';

describe('after a failure in the middle', () => {
  test.each([
    ['refused', { status: 500 }],
    ['done, with the answer lost', { status: 502, afterwards: true }],
    ['never answered', {}],
  ])('the next push goes on, and nothing is there twice (%s)', async (_, disturbance) => {
    const grafana = await startFakeGrafana();
    const pusher = createPusher(grafana);
    pusher.setTimeoutMs(300);
    grafana.disturb({ request: /^POST \/api\/(teams|dashboards\/db)$/, ...disturbance });
    await expect(pusher.push(sampleContent())).rejects.toThrow();
    pusher.setTimeoutMs(10_000);
    grafana.disturb({ request: /^PUT .*rule-groups/, status: 500 });
    await expect(pusher.push(sampleContent())).rejects.toThrow();

    const { steps } = await pusher.push(sampleContent());

    expect(steps).toContain('untouched folder camwatch');
    expect(await pusher.push(sampleContent())).toMatchObject({ writes: [] });
    expect(grafana.store.teams.size).toBe(3);
    expect(grafana.store.dashboards.get('camwatch-city')?.dashboard.version).toBe(1);
    await pusher.push({});
    expect(grafana.store.folders.size + grafana.store.dashboards.size).toBe(0);
  });

  test('what was half removed is removed the next time', async () => {
    const grafana = await startFakeGrafana();
    const pusher = createPusher(grafana);
    await pusher.push(sampleContent());
    grafana.disturb({ request: /^DELETE .*contact-points/, status: 500 });
    await expect(pusher.push({})).rejects.toThrow(
      'contact-point camwatch-noc: Grafana answered 500 (a disturbance)',
    );

    await pusher.push({});

    expect(pusher.manifest().objects).toEqual([]);
  });
});

describe('what Grafana refuses', () => {
  const refusals: readonly [number, RegExp, string][] = [
    [
      401,
      /^GET \/api\/folders\/camwatch$/,
      'folder camwatch: Grafana answered 401 (a disturbance); the token of grafana.token is not known there, or has expired',
    ],
    [
      403,
      /^GET \/api\/folders\/camwatch$/,
      'folder camwatch: Grafana answered 403 (a disturbance); its token may not read this; see docs/grafana.md for the permissions',
    ],
    [
      409,
      /^POST \/api\/datasources/,
      'data-source camwatch-influx "camwatch": Grafana answered 409 (a disturbance); somebody else changed it meanwhile, or it is in use: run it again',
    ],
    [400, /^PUT .*policies/, 'policies tree: Grafana answered 400 (a disturbance)'],
    [
      503,
      /^PUT .*policies/,
      'policies tree: Grafana answered 503 (a disturbance); what was written before holds; run it again',
    ],
  ];
  test.each(refusals)('%i is told with the object and what to do', async (status, request, message) => {
    const grafana = await startFakeGrafana();
    grafana.disturb({ request, status, times: 5 });

    await expect(createPusher(grafana).push(sampleContent())).rejects.toMatchObject({ message });
  });

  test('a quota that is used up', async () => {
    const grafana = await startFakeGrafana();
    grafana.store.quotas = { dashboards: 1 };

    await expect(createPusher(grafana).push(sampleContent())).rejects.toThrow(
      'dashboard camwatch-agency-dost-wall "Đơn vị dost": Grafana answered 403 (Quota reached); its token may not write this, or a quota is used up; see docs/grafana.md for the permissions',
    );
  });

  test('a dashboard that somebody saved between the look and the write is not overwritten', async () => {
    const grafana = await startFakeGrafana();
    const pusher = createPusher(grafana);
    await pusher.push(sampleContent());
    const stored = grafana.store.dashboards.get('camwatch-city');
    const touch = () => {
      if (stored)
        stored.dashboard = { ...stored.dashboard, version: stored.dashboard.version + 1, refresh: '5s' };
    };
    touch();
    const { apply } = await pusher.prepare(sampleContent());
    touch();

    await expect(apply()).rejects.toThrow(
      'dashboard camwatch-city "Thành phố": Grafana answered 412 (The dashboard has been changed by someone else); somebody else changed it meanwhile, or it is in use: run it again',
    );
  });
});

describe('a Grafana that is busy or away', () => {
  test('is asked again after the time that it names', async () => {
    const grafana = await startFakeGrafana();
    const pusher = createPusher(grafana);
    grafana.disturb({
      request: /^POST \/api\/dashboards/,
      status: 429,
      headers: { 'retry-after': '7' },
      times: 2,
    });

    await pusher.push(sampleContent());

    expect(pusher.waits).toEqual([7_000, 7_000]);
    expect(grafana.store.dashboards.size).toBe(3);
  });

  test('is not waited for when it names an hour', async () => {
    const grafana = await startFakeGrafana();
    grafana.disturb({ request: /^POST \/api\/teams/, status: 429, headers: { 'retry-after': '3600' } });

    await expect(createPusher(grafana).push(sampleContent())).rejects.toThrow(
      'team Trực ban: Grafana answered 429 (a disturbance); it is busy and asks to wait 1h',
    );
  });

  test('has a deadline, and the error holds no token', async () => {
    const grafana = await startFakeGrafana();
    grafana.disturb({ request: /^GET \/api\/folders/ });
    const pusher = createPusher(grafana);
    pusher.setTimeoutMs(300);

    await expect(pusher.push(sampleContent())).rejects.toMatchObject({
      message: `folder camwatch: no answer from Grafana at ${grafana.url} (no answer within 300ms)`,
    });
  });

  test('that sends us elsewhere does not get the token there', async () => {
    const grafana = await startFakeGrafana();
    const elsewhere: Pick<FakeGrafana, 'url' | 'writes'> = await startFakeGrafana();
    grafana.disturb({ request: /./, status: 302, headers: { location: `${elsewhere.url}/api/folders` } });

    await expect(createPusher(grafana).push(sampleContent())).rejects.toThrow(/no answer from Grafana at/);
  });

  test('that answers with a page to log in at is not taken for an empty one', async () => {
    const url = await startHttpServer((_request, response) => void response.end('<html>Log in</html>'));

    await expect(createPusher({ url, writes: [] }).push(sampleContent())).rejects.toMatchObject({
      code: 'GRAFANA_INVALID',
      message: `folder camwatch: expected JSON from ${url}, got something else; see that grafana.url is that of Grafana itself`,
    });
  });

  test('stops when it is told to', async () => {
    const grafana = await startFakeGrafana();
    grafana.disturb({ request: /./ });
    const stop = new AbortController();
    const client = createGrafanaClient({
      url: grafana.url,
      token: createSecret('x'),
      timeoutMs: 60_000,
      stop: stop.signal,
    });

    const asked = client.read('/api/folders/x', 'folder x');
    stop.abort(new Error('enough'));

    await expect(asked).rejects.toThrow('enough');
  });
});
