import { describe, expect, test } from 'vitest';
import { buildContactPoints, receiverOf } from '#alerts/rules/contact-points.ts';
import { GrafanaAlertingSchema } from '#config/settings/grafana-alerting-schema.ts';
import { alertedCity, OPERATORS_BY_MAIL } from '../../../support/alerted-city.ts';

const HOOK = { type: 'webhook', url: 'https://example.org/hook' } as const;

describe('contact points', () => {
  test('of one receiver are one for Grafana', () => {
    const city = alertedCity({ contact_points: { noc: OPERATORS_BY_MAIL, hook: HOOK } });

    expect(buildContactPoints(city, 'vi')).toMatchObject([
      {
        uid: 'camwatch-noc',
        name: 'camwatch-operators',
        type: 'email',
        settings: { addresses: 'noc@example.org', message: '{{ template "camwatch.vi.message" . }}' },
      },
      { uid: 'camwatch-hook', name: 'camwatch-operators', type: 'webhook', settings: { url: HOOK.url } },
    ]);
  });

  test('of an agency and of its district have names of their own', () => {
    const city = alertedCity({
      contact_points: {
        noc: OPERATORS_BY_MAIL,
        police: { ...HOOK, agency: 'police' },
        centre: { ...HOOK, agency: 'police', district: 'd1' },
      },
    });

    expect(buildContactPoints(city, 'en').map(({ name }) => name)).toEqual([
      'camwatch-operators',
      'camwatch-agency-police',
      expect.stringMatching(/^camwatch-district-police-d1-[0-9a-f]{8}$/),
    ]);
  });

  test('are told apart whatever the ids are', () => {
    const ids = [{}, { agency: 'operators' }, { agency: 'a-b' }, { agency: 'a', district: 'b' }];

    expect(new Set(ids.map(receiverOf)).size).toBe(4);
  });

  test('name where a secret is kept until they are written', () => {
    const city = alertedCity({
      contact_points: {
        chat: { type: 'telegram', settings: { chatid: '-1' }, secrets: { bottoken: 'env:BOT' } },
      },
    });
    const [chat] = buildContactPoints(city, 'en');

    expect(chat?.settings).toMatchObject({ chatid: '-1', bottoken: 'env:BOT', parse_mode: 'None' });
  });
});

describe('the settings', () => {
  test.each([
    [
      'an e-mail without addresses',
      { noc: { type: 'email' } },
      'expected the addresses of an email contact point',
    ],
    [
      'a webhook without an address',
      { noc: { type: 'webhook' } },
      'expected the address of a webhook contact point',
    ],
    [
      'a district without its agency',
      { noc: OPERATORS_BY_MAIL, centre: { ...HOOK, district: 'd1' } },
      'expected the agency that the district is of',
    ],
    [
      'agencies without operators',
      { police: { ...HOOK, agency: 'police' } },
      'expected one without an agency: the operators',
    ],
    [
      'a secret that is written down',
      { noc: { ...HOOK, secrets: { authorization_credentials: 'hunter2' } } },
      'expected a reference such as env:NAME, file:/path or credential:NAME, never the secret itself',
    ],
  ])('refuse %s', (_, contactPoints, message) => {
    const { error } = GrafanaAlertingSchema.safeParse({ contact_points: contactPoints });

    expect(error?.issues.map((issue) => issue.message)).toEqual([message]);
  });
});
