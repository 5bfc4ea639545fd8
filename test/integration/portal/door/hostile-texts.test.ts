import { expect, it } from 'vitest';
import { addAccount } from '#accounts/actions/add-account.ts';
import { saveView } from '#accounts/actions/saved-views.ts';
import { addToken } from '#accounts/actions/tokens.ts';
import { openDecisions } from '#ledger/sqlite/writing/open-decisions.ts';
import { openIncidentSource, sampleIncidentLedger } from '#test/support/portal-incidents.ts';
import { measuredFleet, sampleLearnt, scriptMeasurements } from '#test/support/sample-learnt.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { scriptTroubles } from '#test/support/sample-troubles.ts';
import { TROUBLED_LINE } from '#test/support/troubled-portal.ts';
import { PASSWORD, startClosedPortal } from './sample-door.ts';

/** Breaks out of an attribute, an element and a script, where nothing escapes it. */
const HOSTILE = `"><i data-xss onfocus=x>'</script>`;
/** What people, files and devices write freely. */
const FREE = new Set([
  ...['name', 'nameEn', 'address', 'maker', 'model', 'serial', 'firmware', 'circuit', 'hotline', 'codec'],
  ...['dutyContact', 'contact', 'document', 'subject', 'number', 'phone', 'email', 'makerProfile'],
]);

/** The same with hostile words in front of every free text. */
function poison<Value>(value: Value, key = ''): Value {
  if (typeof value === 'string') return (FREE.has(key) ? `${HOSTILE}${value}` : value) as Value;
  if (value instanceof Map) return new Map([...value].map(([id, one]) => [id, poison(one, key)])) as Value;
  if (Array.isArray(value)) return value.map((one) => poison(one, key)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  // What is measured at a port is found by its name.
  const isPort = 'device' in value || 'recorder' in value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, isPort ? one : poison(one, name)]),
  ) as Value;
}

it('no text of a device, a file or a person is more than text on any page', async () => {
  const clean = measuredFleet();
  const inventory = Object.fromEntries(
    Object.entries(clean.inventory).map(([name, members]) => [name, poison(members, name)]),
  ) as unknown as typeof clean.inventory;
  const path = sampleIncidentLedger();
  const learnt = sampleLearnt();
  const portal = await startClosedPortal(
    { ...clean, inventory },
    {
      incidents: openIncidentSource(path),
      learnt: {
        ...learnt,
        facts: (id) => poison(learnt.facts(id)),
        findings: (query) =>
          [...learnt.findings(query)].map((finding) => ({ ...finding, subject: HOSTILE })).values(),
      },
      act: async () => {},
      prepare: (live) => {
        scriptTroubles(live, inventory);
        scriptMeasurements(live, { ...clean, inventory });
      },
    },
  );
  const account = await portal.addPerson('admin', { seesSecret: true });
  const { door } = portal;
  await addAccount(door, { account: 'evil', role: 'noc', name: HOSTILE.slice(0, 40), telephone: HOSTILE });
  await addToken(door, { account, name: HOSTILE });
  saveView(door.store, account, { name: HOSTILE, path: '/devices?state=down' });
  const decisions = openDecisions(path, { author: account, nowMs: () => SAMPLE_NOW_MS });
  const body = { atMs: SAMPLE_NOW_MS, party: { kind: 'operator' }, text: HOSTILE };
  for (const action of ['acknowledged', 'noted'])
    decisions.append('incident_step', { id: TROUBLED_LINE, action, body });
  decisions.close();
  const entered = await portal.post('/login', { account, password: PASSWORD }, { 'user-agent': HOSTILE });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';

  const told: string[] = [];
  for (const page of [
    ...['/', '/devices', '/links', '/findings', '/sites', '/recorders', '/incidents', '/incidents/take-all'],
    ...['/users', '/account', '/audit', '/search?q=camera', '/?district=ba-dinh', '/areas/ba-dinh'],
    ...['/agencies/so-xay-dung', '/devices/cam-ba-dinh-0003', '/devices/nvr-ba-dinh', '/devices/sw-ba-dinh'],
    ...['/links/link-hoang-mai', '/sites/site-ba-dinh-0', `/incidents/${encodeURIComponent(TROUBLED_LINE)}`],
  ]) {
    const answer = await portal.get(page, { cookie });
    const text = await answer.text();
    expect([page, answer.status]).toEqual([page, 200]);
    expect([page, /<i data-xss|="[^"<>]*onfocus=x(?!&gt;)/.exec(text)?.[0]]).toEqual([page, undefined]);
    expect([page, text.split('</script>').length]).toEqual([page, text.split('<script>').length]);
    // Where passkeys work: the page itself, by its name.
    const own = text.replaceAll(`href="${portal.url.replace('127.0.0.1', 'localhost')}/login"`, '');
    expect([page, /href="(?!\/|#|tel:|data:,|otpauth:)[^"]{0,40}/.exec(own)?.[0]]).toEqual([page, undefined]);
    if (text.includes('&lt;i data-xss')) told.push(page);
  }
  // They were there.
  expect(told.length).toBeGreaterThan(15);
});
