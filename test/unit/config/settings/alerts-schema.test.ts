import { describe, expect, test } from 'vitest';
import { Alerts } from '#config/settings/alerts-schema.ts';
import { hours, minutes } from '#core/time/units.ts';
import { problemsOf, SOUND_FILES } from '../../../support/config-folder.ts';

const NOC = 'noc: { name: NOC, email: { addresses: [noc@example.org] } }';

const withAlerts = (alerts: string) => ({
  'camwatch.yaml': `${SOUND_FILES['camwatch.yaml']}alerts:\n  ${alerts}\n`,
});

const withRecipient = (fields: string) =>
  withAlerts(`recipients: { noc: { name: NOC, email: { addresses: [noc@example.org] }, ${fields} } }`);

const withMail = (fields: string) =>
  withAlerts(`mail: { from: { address: camwatch@example.org }, ${fields} }`);

async function onlyProblem(changed: Readonly<Record<string, string>>): Promise<string | undefined> {
  const [problem, ...others] = await problemsOf(changed);
  expect(others).toEqual([]);
  return problem?.replace(/^camwatch\.yaml:\d+:\d+ alerts\./, '');
}

describe('what is left out', () => {
  test('of a recipient is: all incidents, at once, in Vietnamese', () => {
    const { recipients } = Alerts.parse({
      recipients: { noc: { name: 'NOC', email: { addresses: ['noc@example.org'] } } },
    });

    expect(recipients.get('noc')).toEqual({
      id: 'noc',
      name: 'NOC',
      language: 'vi',
      email: { addresses: ['noc@example.org'], contacts: [] },
      filter: {},
      always: ['critical'],
      mostPerHour: 20,
      escalation: [],
    });
  });

  test.each([
    ['tls', undefined, 465],
    ['starttls', undefined, 587],
    ['none', undefined, 25],
    ['tls', 4_650, 4_650],
  ])('of a mail server with %s is the usual port', (security, port, expected) => {
    const { mail } = Alerts.parse({
      mail: { host: 'localhost', security, port, from: { address: 'camwatch@example.org' } },
    });

    expect(mail).toEqual({
      host: 'localhost',
      port: expected,
      security,
      from: { name: 'camwatch', address: 'camwatch@example.org' },
      connections: 2,
    });
  });
});

test('everything can be said', () => {
  const { recipients, rosters, reports, pageUrl, fallback } = Alerts.parse({
    page_url: 'https://camwatch.example.org',
    fallback: 'noc',
    recipients: {
      noc: {
        name: 'NOC',
        language: 'en',
        email: { contacts: ['desk'], roster: 'desk' },
        webhook: { url: 'https://sms.example.org/in', secret: 'env:SMS_KEY' },
        filter: { agencies: ['police'], kinds: ['camera'], severities: ['major', 'critical'] },
        hours: { 'mon-fri': '07:00-19:00' },
        always: [],
        digest: '1h',
        most_per_hour: 5,
        escalation: [{ after: '15m', to: 'head' }],
      },
    },
    rosters: {
      desk: {
        shifts: [
          { contact: 'day', hours: '07:00-19:00' },
          { contact: 'night', hours: '19:00-07:00' },
        ],
        substitutes: [{ contact: 'guest', from: '2026-11-25', to: '2026-11-25' }],
        otherwise: 'head',
      },
    },
    reports: [
      { to: 'noc', period: 'shift', roster: 'desk' },
      { to: 'noc', period: 'week', at: '08:30' },
    ],
  });

  expect({ pageUrl, fallback }).toEqual({ pageUrl: 'https://camwatch.example.org', fallback: 'noc' });
  expect(recipients.get('noc')).toEqual({
    id: 'noc',
    name: 'NOC',
    language: 'en',
    email: { addresses: [], contacts: ['desk'], roster: 'desk' },
    webhook: { url: 'https://sms.example.org/in', secret: 'env:SMS_KEY' },
    filter: { agencies: ['police'], kinds: ['camera'], severities: ['major', 'critical'] },
    hours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], fromMinute: 420, toMinute: 1_140 }],
    always: [],
    digestMs: hours(1),
    mostPerHour: 5,
    escalation: [{ afterMs: minutes(15), to: 'head', severities: ['major', 'critical'] }],
  });
  expect(
    rosters
      .get('desk')
      ?.shifts.map(({ contact, fromMinute, toMinute, fromDate }) => [
        contact,
        fromMinute,
        toMinute,
        fromDate,
      ]),
  ).toEqual([
    ['guest', 0, 1_440, '2026-11-25'],
    ['day', 420, 1_140, undefined],
    ['night', 1_140, 420, undefined],
  ]);
  expect(reports).toEqual([
    { to: 'noc', period: 'shift', roster: 'desk', atMinute: 420 },
    { to: 'noc', period: 'week', atMinute: 510 },
  ]);
});

test.each([
  [
    'recipients: { noc: { name: NOC } }',
    'recipients.noc: expected email or webhook: a recipient without address is told nothing, got keys with values',
  ],
  [
    'recipients: { noc: { name: NOC, email: {} } }',
    'recipients.noc.email: expected addresses, contacts or a roster, got keys with values',
  ],
  [
    'recipients: { noc: { name: NOC, email: { addresses: ["a@b.vn\\r\\nBcc: x@y.vn"] } } }',
    'recipients.noc.email.addresses[0]: expected an e-mail address, got "a@b.vn\\r\\nBcc: x@y.vn"',
  ],
  [
    'recipients: { noc: { name: NOC, webhook: { url: "https://user:word@example.org/", secret: env:KEY } } }',
    'recipients.noc.webhook.url: expected an address without user and password, got [redacted]',
  ],
  [
    'recipients: { noc: { name: NOC, webhook: { url: "file:///etc/passwd", secret: env:KEY } } }',
    'recipients.noc.webhook.url: expected an address such as https://example.org/camwatch, got [redacted]',
  ],
  [
    'recipients: { noc: { name: NOC, webhook: { url: "https://example.org/", secret: hunter2 } } }',
    'recipients.noc.webhook.secret: expected a reference such as env:NAME, file:/path or credential:NAME, never the secret itself, got [redacted]',
  ],
  [
    `recipients: { NOC: ${NOC.slice(5)} }`,
    'recipients.NOC: expected a name of lower-case letters, digits and dashes, got "NOC"',
  ],
  [
    'page_url: "https://example.org/\\u202Egro"',
    'page_url: expected an address of characters that can be seen, got "https://example.org/\u202Egro"',
  ],
  [
    'page_url: javascript:alert(1)',
    'page_url: expected an address such as https://camwatch.example.org, got "javascript:alert(1)"',
  ],
  ['reports: [{ to: noc, period: month }]', 'reports[0].period: expected shift, day or week, got "month"'],
  [
    'reports: [{ to: noc, period: shift }]',
    'reports[0].roster: expected the roster whose turns end, got nothing',
  ],
  [
    'reports: [{ to: noc, period: day, roster: desk }]',
    'reports[0].roster: expected no roster for a day, got "desk"',
  ],
  [
    'reports: [{ to: noc, period: day, at: "24:00" }]',
    'reports[0].at: expected a time of the day such as 07:00, got "24:00"',
  ],
  [
    'rosters: { desk: { shifts: [{ contact: desk, from: 2026-02-02, to: 2026-02-01 }] } }',
    'rosters.desk.shifts[0].to: expected a day that is not before from, got "2026-02-01"',
  ],
  [
    'rosters: { desk: { shifts: [{ contact: desk, from: 2026-02-30 }] } }',
    'rosters.desk.shifts[0].from: expected a date such as 2026-11-25, got "2026-02-30"',
  ],
])('%s is refused', async (alerts, message) => {
  expect(await onlyProblem(withAlerts(alerts))).toBe(message);
});

test.each([
  ['filter: { agencies: [] }', 'filter.agencies: expected agencies, or no list, got a list'],
  [
    'filter: { severities: [urgent] }',
    'filter.severities[0]: expected one of minor, major, critical, got "urgent"',
  ],
  [
    'incidents: escalated-only, filter: { kinds: [link] }',
    'filter: expected no filter beside incidents: escalated-only, got keys with values',
  ],
  ['digest: 1m', 'digest: expected a duration of at least 5m, with its unit, got "1m"'],
  ['hours: 7-19', 'hours: expected 24x7, hours such as 05:00-23:00, or weekdays with hours, got "7-19"'],
  ['most_per_hour: 0', 'most_per_hour: expected a whole number from 1 to 1000, got 0'],
  [
    'escalation: [{ after: 1s, to: noc }]',
    'escalation[0].after: expected a duration of at least 1m, with its unit, got "1s"',
  ],
])('a recipient with %s is refused', async (fields, message) => {
  expect(await onlyProblem(withRecipient(fields))).toBe(`recipients.noc.${message}`);
});

test('whoever is told of escalations only has a filter that nothing passes', () => {
  const email = { addresses: ['head@example.org'] };
  const { recipients } = Alerts.parse({
    recipients: { head: { name: 'Head', email, incidents: 'escalated-only' } },
  });

  expect(recipients.get('head')?.filter).toEqual({ severities: [] });
});

test('a name that people would read otherwise than it is written is refused', async () => {
  const problem = await onlyProblem(
    withAlerts('recipients: { noc: { name: "NOC\\u202Egpj", email: { addresses: [noc@example.org] } } }'),
  );

  expect(problem).toContain(
    'recipients.noc.name: expected a text in one line, of characters that can be seen, got U+202E, which turns the direction of writing',
  );
});

test.each([
  [
    'host: mail.example.org, security: none',
    'security: expected tls or starttls, since mail.example.org is not this machine, got "none"',
  ],
  [
    'host: 10.0.0.5, security: none',
    'security: expected tls or starttls, since 10.0.0.5 is not this machine, got "none"',
  ],
  [
    'host: 127.0.0.1.example.org, security: none',
    'security: expected tls or starttls, since 127.0.0.1.example.org is not this machine, got "none"',
  ],
  [
    'host: "-oProxyCommand", security: tls',
    'host: expected an IPv4 or IPv6 address or a host name, got "-oProxyCommand"',
  ],
  [
    'host: localhost, username: camwatch',
    'password: expected where the password of the username is kept, got nothing',
  ],
  [
    'host: localhost, password: env:SMTP',
    'username: expected the username that the password is of, got nothing',
  ],
  [
    'host: localhost, username: a, password: hunter2',
    'password: expected a reference such as env:NAME, file:/path or credential:NAME, never the secret itself, got [redacted]',
  ],
])('a mail server with %s is refused', async (fields, message) => {
  expect(await onlyProblem(withMail(fields))).toBe(`mail.${message}`);
});

test.each(['localhost', '127.0.0.1', '127.3.2.1', '"::1"'])(
  'a mail server at %s needs no TLS',
  async (host) => {
    expect(await problemsOf(withMail(`host: ${host}, security: none`))).toEqual([]);
  },
);
