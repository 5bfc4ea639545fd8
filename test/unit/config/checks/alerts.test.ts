import { expect, test } from 'vitest';
import { loadFolder, problemsOf, SOUND_FILES } from '../../../support/config-folder.ts';

const CONTACTS = `contacts:
  - { id: desk, name: Trực ban, phone: 024 0000 0001 }
  - { id: head, name: Trưởng phòng, email: head@example.org }
`;

const folder = (alerts: string) => ({
  'camwatch.yaml': `${SOUND_FILES['camwatch.yaml']}alerts:\n${alerts.replaceAll(/^/gm, '  ')}\n`,
  'contacts.yaml': CONTACTS,
});

/** A recipient with what the test cares about, beside one who gets everything. */
const withNoc = (fields: string, more = '') =>
  folder(`recipients:
  noc: { name: NOC, email: { addresses: [noc@example.org] }, ${fields} }
  all: { name: All, email: { contacts: [head] } }
${more}`);

const withoutPlaces = (problems: readonly string[]) =>
  problems.map((problem) => problem.replace(/^camwatch\.yaml:\d+:\d+ alerts\./, ''));

test('what alerts name is there', async () => {
  const problems = await problemsOf(
    withNoc(
      'filter: { agencies: [police, dic], districts: [ba-dinh], areas: [ngoc-ha], contractors: [carrier] }, escalation: [{ after: 15m, to: all }]',
      'fallback: all\nrosters: { night: { otherwise: head } }\nreports: [{ to: all, period: shift, roster: night }]',
    ),
  );

  expect(problems).toEqual([]);
});

test.each([
  [
    'filter: { agencies: [police, polic] }',
    'filter.agencies[1]: expected an agency of agencies.yaml, got "polic" (did you mean police?)',
  ],
  [
    'filter: { districts: [ba-din] }',
    'filter.districts[0]: expected a former district of areas.yaml, got "ba-din" (did you mean ba-dinh?)',
  ],
  [
    'filter: { areas: [nowhere] }',
    'filter.areas[0]: expected a ward or commune of areas.yaml, got "nowhere"',
  ],
  [
    'filter: { contractors: [carier] }',
    'filter.contractors[0]: expected a contractor of contractors.yaml, got "carier" (did you mean carrier?)',
  ],
  [
    'escalation: [{ after: 15m, to: nobody }]',
    'escalation[0].to: expected a recipient of alerts.recipients, got "nobody"',
  ],
  ['escalation: [{ after: 15m, to: noc }]', 'escalation[0].to: expected another recipient, got "noc" itself'],
])('a recipient with %s is refused', async (fields, message) => {
  expect(withoutPlaces(await problemsOf(withNoc(fields)))).toEqual([`recipients.noc.${message}`]);
});

test.each([
  [
    'contacts: [dsk]',
    'email.contacts[0]: expected a contact of contacts.yaml, got "dsk" (did you mean desk?)',
  ],
  [
    'contacts: [head, desk]',
    'email.contacts[1]: expected a contact with an e-mail address, got "desk", which has none',
  ],
  ['roster: night', 'email.roster: expected a roster of alerts.rosters, got "night"'],
])('e-mail to %s is refused', async (email, message) => {
  const problems = await problemsOf(folder(`recipients: { noc: { name: NOC, email: { ${email} } } }`));

  expect(withoutPlaces(problems)).toEqual([`recipients.noc.${message}`]);
});

test.each([
  ['fallback: nobody', 'fallback: expected a recipient of alerts.recipients, got "nobody"'],
  [
    'reports: [{ to: nobody, period: day }]',
    'reports[0].to: expected a recipient of alerts.recipients, got "nobody"',
  ],
  [
    'reports: [{ to: all, period: shift, roster: night }]',
    'reports[0].roster: expected a roster of alerts.rosters, got "night"',
  ],
  [
    'rosters: { night: { otherwise: nobody } }',
    'rosters.night: expected a contact of contacts.yaml, got "nobody"',
  ],
])('%s is refused', async (more, message) => {
  expect(withoutPlaces(await problemsOf(withNoc('language: en', more)))).toEqual([message]);
});

test('escalations that go round are refused, once', async () => {
  const problems = await problemsOf(
    folder(`recipients:
  a: { name: A, email: { contacts: [head] }, escalation: [{ after: 15m, to: b }] }
  b: { name: B, email: { contacts: [head] }, escalation: [{ after: 15m, to: c }] }
  c: { name: C, email: { contacts: [head] }, escalation: [{ after: 15m, to: a }] }`),
  );

  expect(withoutPlaces(problems)).toEqual([
    'recipients.a.escalation: expected escalations that come to an end, got the circle a → b → c → a',
  ]);
});

test.each([
  ['{ contact: head, hours: { mon-fri: 07:00-19:00 } }', 'mon 19:00'],
  ['{ contact: head, hours: 07:00-19:00 }, { contact: head, hours: { mon-sat: 19:00-07:00 } }', 'sun 19:00'],
  ['{ contact: head, hours: { mon-fri: 00:00-24:00, sat: 00:00-12:30 } }', 'sat 12:30'],
  ['{ contact: head, from: 2026-01-01 }', 'mon 00:00'],
])('a roster of %s leaves a gap', async (shifts, gap) => {
  const problems = await problemsOf(withNoc('language: en', `rosters: { night: { shifts: [${shifts}] } }`));

  expect(withoutPlaces(problems)).toEqual([
    `rosters.night: expected otherwise, or shifts without dates for every hour of the week, got nobody from ${gap} on`,
  ]);
});

test.each([
  'shifts: [{ contact: desk, hours: 07:00-19:00 }, { contact: head, hours: 19:00-07:00 }]',
  'shifts: [{ contact: desk }]',
  'shifts: [{ contact: desk, hours: { mon: 07:00-19:00 } }], otherwise: head',
])('a roster of %s leaves none', async (roster) => {
  expect(await problemsOf(withNoc('language: en', `rosters: { night: { ${roster} } }`))).toEqual([]);
});

test('whoever is on duty for e-mail has an address', async () => {
  const problems = await problemsOf(
    folder(`recipients: { noc: { name: NOC, email: { roster: night } } }
rosters: { night: { shifts: [{ contact: desk, hours: 07:00-19:00 }, { contact: desk, hours: 19:00-07:00 }] } }`),
  );

  expect(withoutPlaces(problems)).toEqual([
    'rosters.night: expected a contact with an e-mail address, got "desk", which has none',
  ]);
});

const MAIL = 'mail: { host: localhost, from: { address: camwatch@example.org } }';

async function findingsOf(changed: Readonly<Record<string, string>>) {
  const { findings } = await loadFolder(changed);
  return findings
    .filter(({ code }) => /ALERT|MAIL/.test(code))
    .map(({ code, message }) => `${code} ${message}`);
}

test.each([
  ['agencies: [police], districts: [ba-dinh]', []],
  ['agencies: [dost], kinds: [camera]', []],
  ['contractors: [carrier]', []],
  ['kinds: [collector]', []],
  ['severities: [minor]', []],
  // The line ends where the police has a switch.
  ['agencies: [police], kinds: [link]', []],
])('a filter of %s lets something pass', async (filter, expected) => {
  expect(await findingsOf(withNoc(`filter: { ${filter} }`, MAIL))).toEqual(expected);
});

test.each([
  'agencies: [dost], kinds: [switch]',
  'agencies: [police], areas: [ngoc-ha], kinds: [camera]',
  'kinds: [collector], districts: [ba-dinh]',
  // Abolished: its devices were handed over.
  'agencies: [dic]',
])('a filter of %s lets nothing pass', async (filter) => {
  expect(await findingsOf(withNoc(`filter: { ${filter} }`, MAIL))).toEqual([
    'ALERT_FILTER_EMPTY noc: its filter lets nothing pass that is watched',
  ]);
});

test('whoever has e-mail and no server waits, and what no filter wants is told nobody', async () => {
  const findings = await findingsOf(
    folder('recipients: { noc: { name: NOC, email: { contacts: [head] }, filter: { agencies: [police] } } }'),
  );

  expect(findings).toEqual([
    'NO_MAIL_SERVER no mail server is set: e-mail to noc waits',
    'NO_ALERT_FALLBACK every recipient has a filter, and no fallback gets what passes none of them',
  ]);
});
