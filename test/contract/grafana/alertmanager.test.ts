import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, test, vi } from 'vitest';
import { buildAlerting } from '#alerts/rules/build-alerting.ts';
import { receiverOf } from '#alerts/rules/contact-points.ts';
import { toAlertmanager } from '#grafana/check/to-alertmanager.ts';
import type { GrafanaContent } from '#grafana/content.ts';
import { alertedCity, OPERATORS_BY_MAIL } from '../../support/alerted-city.ts';
import { amtool, receiversOf, startAlertmanager, writeFiles } from '../../support/alertmanager.ts';
import { HANOI } from '../../support/hanoi.ts';
import { startHttpServer } from '../../support/http.ts';
import { plannedWork } from '../../support/planned-work.ts';

const HOOK = { type: 'webhook', url: 'https://example.org/hook' } as const;
const CONTACT_POINTS = {
  noc: OPERATORS_BY_MAIL,
  police: { ...HOOK, agency: 'police' },
  centre: { ...HOOK, agency: 'police', district: 'd1' },
};
const OPTIONS = { language: 'vi', dataSourceUid: 'camwatch-influx', maintenance: [] } as const;
const onLine1 = (fromMs: number, toMs: number) =>
  plannedWork({ entities: ['link:line-1'], interval: { fromMs, toMs } });
const configFile = async (content: Pick<GrafanaContent, 'policies' | 'contactPoints' | 'muteTimings'>) =>
  (await writeFiles({ 'config.json': JSON.stringify(toAlertmanager(content)) }))('config.json');

describe('policies and mute timings are what Alertmanager takes', () => {
  test('with planned work past midnight and the end of a year', async () => {
    const maintenance = [onLine1(Date.UTC(2026, 11, 31, 15), Date.UTC(2027, 0, 1, 2))];
    const alerting = buildAlerting(alertedCity({ contact_points: CONTACT_POINTS }), {
      ...OPTIONS,
      maintenance,
    });

    const { exitCode, out } = await amtool('check-config', await configFile(alerting));

    expect(out).toContain('SUCCESS');
    expect(out).toContain('3 receivers');
    expect(exitCode).toBe(0);
  });

  test('for all agencies and districts of the sample city', async () => {
    const { inventory, settings } = HANOI;
    const { grafana } = alertedCity().settings;
    const alerting = buildAlerting({ inventory, settings: { ...settings, grafana } }, OPTIONS);

    const { exitCode } = await amtool('check-config', await configFile(alerting));

    expect(exitCode).toBe(0);
  });

  test('and a mute timing that passes midnight is not', async () => {
    const alerting = buildAlerting(alertedCity(), OPTIONS);
    const night = {
      name: 'night',
      time_intervals: [{ times: [{ start_time: '22:00', end_time: '04:00' }], location: 'UTC' }],
    };

    const { exitCode, out } = await amtool(
      'check-config',
      await configFile({ ...alerting, muteTimings: [night, ...alerting.muteTimings] }),
    );

    expect(out).toContain('start time cannot be equal or greater than end time');
    expect(exitCode).toBe(1);
  });
});

describe('an alert', () => {
  test.each([
    ['that camwatch cannot tell', 'camwatch-operators', { notify: 'page' }],
    [
      'of a known agency and district',
      receiverOf({ agency: 'police', district: 'd1' }),
      { notify: 'none', agency: 'police', district: 'd1' },
    ],
    [
      'of a district without a contact point',
      'camwatch-agency-police',
      { notify: 'none', agency: 'police', district: 'd2' },
    ],
    ['of an unknown district', 'camwatch-agency-police', { notify: 'none', agency: 'police', district: 'x' }],
    [
      'of an agency without a contact point',
      'camwatch-operators',
      { notify: 'none', agency: 'ward', district: 'd2' },
    ],
    ['of an unknown agency', 'camwatch-operators', { notify: 'none', agency: 'none', district: 'd1' }],
  ])('%s goes to %s', async (_, receiver, labels) => {
    const config = await configFile(buildAlerting(alertedCity({ contact_points: CONTACT_POINTS }), OPTIONS));

    expect(await receiversOf(config, labels)).toEqual([receiver]);
  });
});

describe('a real Alertmanager', () => {
  const AGENCY_1 = { agency: 'police', district: 'd1' };
  const AGENCY_2 = { agency: 'police', district: 'd2' };
  /** So long that a day of the work is not over while the test runs. */
  const now = Date.now();
  const maintenance = [onLine1(now - 3_600_000, now + 86_400_000)];

  test('sends nothing about a place under planned work, and all about others', async () => {
    const { send, received } = await startReceiver({
      messages: 'everything',
      contact_points: CONTACT_POINTS,
    });

    await send([
      { alertname: 'muted', ...AGENCY_1 },
      { alertname: 'told', ...AGENCY_2 },
      { alertname: 'silent', notify: 'page' },
    ]);

    await vi.waitFor(() => expect(received()).toContain('told'), 10_000);
    await send([{ alertname: 'later', notify: 'page' }]);
    await vi.waitFor(() => expect(received()).toContain('later'), 10_000);
    expect(received().toSorted()).toEqual(['later', 'silent', 'told']);
  });

  test('sends nothing but what camwatch cannot tell, unless the settings want it', async () => {
    const { send, received } = await startReceiver({ contact_points: CONTACT_POINTS });

    await send([
      { alertname: 'shown', notify: 'none', ...AGENCY_1 },
      { alertname: 'shown too', notify: 'none', ...AGENCY_2 },
      { alertname: 'and this', notify: 'none', agency: 'police' },
      { alertname: 'of nobody', notify: 'none' },
      { alertname: 'silent', notify: 'page' },
    ]);

    await vi.waitFor(() => expect(received()).toContain('silent'), 10_000);
    await send([{ alertname: 'later', notify: 'page' }]);
    await vi.waitFor(() => expect(received()).toContain('later'), 10_000);
    expect(received()).toEqual(['silent', 'later']);
  });

  /** Each group waits as long as the others: when one that came later is sent, those before it were decided. */
  async function startReceiver(grafana: Readonly<Record<string, unknown>>) {
    const received: string[] = [];
    const take = async (request: IncomingMessage, response: ServerResponse) => {
      const { alerts } = JSON.parse(await text(request)) as { alerts: { labels: { alertname: string } }[] };
      received.push(...alerts.map(({ labels }) => labels.alertname));
      response.end();
    };
    const receiver = await startHttpServer((request, response) => void take(request, response));
    const alerting = buildAlerting(alertedCity(grafana), { ...OPTIONS, maintenance });
    const config = toAlertmanager(alerting, () => receiver);
    const url = await startAlertmanager({ ...config, route: { ...config?.route, group_wait: '1s' } });
    return {
      received: () => received,
      send: async (alerts: readonly Readonly<Record<string, string>>[]) => {
        const response = await fetch(`${url}/api/v2/alerts`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(alerts.map((labels) => ({ labels }))),
        });
        expect(response.status).toBe(200);
      },
    };
  }
});

describe('messages', () => {
  const alertOf = (status: string, labels: object) => ({
    status,
    labels,
    annotations: { summary: 'mất 212/230 camera', description: 'Tìm nguyên nhân chung.' },
    startsAt: '2026-11-26T01:02:03Z',
  });
  const render = async (name: string, data: object, city = alertedCity()) => {
    const templates = buildAlerting(city, OPTIONS).templates;
    const pathOf = await writeFiles({
      'all.tmpl': templates.map(({ template }) => template).join('\n'),
      'data.json': JSON.stringify(data),
    });
    const { out, err, exitCode } = await amtool(
      'template',
      'render',
      `--template.glob=${pathOf('all.tmpl')}`,
      `--template.data=${pathOf('data.json')}`,
      `--template.text={{ template "${name}" . }}`,
    );
    expect({ err, exitCode }).toEqual({ err: '', exitCode: 0 });
    return out;
  };
  const DATA = {
    receiver: 'camwatch-operators',
    status: 'firing',
    alerts: [
      alertOf('firing', { agency: 'police', district: 'd1' }),
      alertOf('firing', { district: 'd2' }),
      alertOf('resolved', { agency: 'nobody', district: 'none' }),
    ],
    commonLabels: { alertname: 'Mất thiết bị' },
  };

  test('can be read though a name holds half a character, and a name ends no line', async () => {
    const city = alertedCity();
    const police = { id: 'police', name: 'A\ud800B\nĐÃ HẾT:\u202e', kind: 'police', successors: [] } as const;
    const inventory = { ...city.inventory, agencies: new Map([['police', police]]) };

    const message = await render('camwatch.vi.message', DATA, { ...city, inventory });

    expect(message).toContain('Đơn vị quản lý, sử dụng: A B ĐÃ HẾT: \n');
  });

  test('name agencies and districts, however awkward their names', async () => {
    const message = await render('camwatch.vi.message', DATA);

    expect(message).toContain('CẢNH BÁO: mất 212/230 camera');
    expect(message).toContain('Địa bàn: Sở [Giao thông] {{ $vận }} "tải"\n');
    expect(message).toContain("Đơn vị quản lý, sử dụng: Công an Quận 1 (D'Água)\n");
    expect(message).toContain('Địa bàn: a|b.*+?\\\n');
    expect(message).toContain('Địa bàn: chưa xác định\n');
    expect(message).toContain('Đơn vị quản lý, sử dụng: nobody\n');
  });

  test('have a subject in each language', async () => {
    expect(await render('camwatch.vi.subject', DATA)).toBe(
      '[camwatch] 2 cảnh báo đang diễn ra: Mất thiết bị',
    );
    expect(await render('camwatch.en.subject', DATA)).toBe('[camwatch] 2 firing: Mất thiết bị');
  });
});
