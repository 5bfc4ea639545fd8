import { expect, it } from 'vitest';
import { limitActs } from '#portal/door/limit-acts.ts';
import { readAct } from '#portal/door/read-act.ts';
import { actingNight, KEEPER } from '#test/support/acting-night.ts';
import { openIncidentSource, sampleIncidentLedger, storm } from '#test/support/portal-incidents.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { startClosedPortal } from './sample-door.ts';

const read = (text: string) =>
  readAct('note', { text }, { id: 'x', handlers: () => [], idOf: () => undefined }).input.text;

it.each([' ', '\t', '\u00a0', '\n', ' \n', '\r\n'])(
  'a form full of %j is read at once, and breaks nothing of what stands around it',
  (blank) => {
    const text = `a${blank.repeat(30_000 / blank.length)}b`;
    const startMs = performance.now();
    const got = read(text);
    expect(performance.now() - startMs).toBeLessThan(200);
    expect(got).toBe(/[\r\n]/.test(blank) ? 'a b' : text);
  },
);

it('a note is one line, however it was broken', () => {
  expect(read(' Hết ca, \r\n\r\n  nhờ theo dõi\n')).toBe('Hết ca, nhờ theo dõi');
  expect(read(' \n \r\n')).toBeUndefined();
});

it('a page of another site takes nobody’s session away', async () => {
  const { post } = await startClosedPortal();
  const forged = { 'sec-fetch-site': 'cross-site', origin: 'https://other.example' };
  const answer = await post('/logout', {}, forged);
  expect([answer.status, answer.headers.get('set-cookie')]).toEqual([403, null]);
});

it('an account acts 300 times at once and 30 times a minute, and hinders no other', async () => {
  let ms = 0;
  let done = 0;
  const act = limitActs(
    async () => {
      done += 1;
    },
    () => ms,
  );
  const note = async (author: string) =>
    await act({ kind: 'note', input: { id: 'x' } }, { party: { kind: 'operator' }, author });
  for (let time = 0; time < 301; time++) await note('hoa');
  await expect(note('hoa')).rejects.toMatchObject({ code: 'INCIDENT_REFUSED' });
  await note('an');
  ms += 60_000;
  for (let time = 0; time < 30; time++) await note('hoa');
  await expect(note('hoa')).rejects.toMatchObject({ code: 'INCIDENT_REFUSED' });
  expect(done).toBe(301 + 1 + 30);
});

it('one account writes 500 times about an incident, and others go on', async () => {
  const { act, record } = await actingNight(storm(0));
  const id = `device:cam-lang-0003@${SAMPLE_NOW_MS - 50 * 3_600_000}`;
  const note = async (author: string, text: string) =>
    await act({ kind: 'note', input: { id, text } }, { party: { kind: 'contractor', id: KEEPER }, author });
  for (let time = 0; time < 500; time++) await note('hoa', `Ghi chú ${time}`);
  await expect(note('hoa', 'Thêm một ghi chú')).rejects.toMatchObject({ code: 'INCIDENT_REFUSED' });
  await note('an', 'Đã gọi nhà thầu');
  expect(record.incidents.steps(id).filter(({ action }) => action === 'noted')).toHaveLength(501);
});

it('a search by number counts no incident that may not be told', async () => {
  const source = openIncidentSource(sampleIncidentLedger());
  const ids = source.incidents({ state: 'unresolved' }).map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(1);
  // One of each year is called so.
  const openedBetween = (fromMs: number) =>
    ids.slice(new Date(fromMs).getUTCFullYear() % ids.length).slice(0, 1);
  const { get, addPerson, enter } = await startClosedPortal(undefined, {
    incidents: { ...source, openedBetween },
  });
  const find = async (cookie: string) =>
    (await (await get('/api/v1/search?q=1124-01&limit=1', { cookie })).json()) as {
      incidents: { total: number; items: unknown[] };
    };
  const hoa = await enter(await addPerson('contractor', { organisation: 'nobody' }));
  expect((await find(hoa)).incidents).toMatchObject({ total: 0, items: [] });
  const an = await enter(await addPerson('noc'));
  expect((await find(an)).incidents.items).toHaveLength(1);
});

it('how many messages went out in vain is for whoever sees the city', async () => {
  const alertingHealth = () => ({
    incidentLagMs: 0,
    incidentRestarts: 0,
    deadMessages: 7,
    messageWaitMs: 9_000,
  });
  const { get, addPerson, enter } = await startClosedPortal(undefined, { alertingHealth });
  const read = async (cookie: string) => await (await get('/health?lang=en', { cookie })).text();
  expect(await read(await enter(await addPerson('noc')))).toContain('Messages given up');
  const hoa = await read(await enter(await addPerson('contractor', { organisation: 'nha-thau-a' })));
  expect(hoa).toContain('data-part="telling"');
  expect(hoa).not.toMatch(/Messages given up|message that waits/);
});
