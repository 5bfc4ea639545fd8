import { expect, it } from 'vitest';
import { addAccount } from '#accounts/actions/add-account.ts';
import { disableAccount } from '#accounts/actions/keep-accounts.ts';
import { MAIL_LINK_MS } from '#alerts/notifications/links/mail-link.ts';
import { SECRET_WORDS } from '#test/support/sample-fleet.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { TROUBLED_LINE } from '#test/support/troubled-portal.ts';
import { startMailNight } from './mail-night.ts';

const RESOLVED = `link:link-ba-vi@${SAMPLE_NOW_MS - 5 * 3_600_000}`;
const SECRET = `link:link-bi-mat@${SAMPLE_NOW_MS - 3_600_000}`;

it('opened shows the incident and a button, and does nothing, however often and by whom', async () => {
  const { get, pathOf, recorded, url } = await startMailNight();
  const answers = [
    await get(pathOf()),
    await get(pathOf(), { 'user-agent': 'scanner', referer: 'https://mail.example.org/' }),
    await fetch(url + pathOf(), { method: 'HEAD' }),
  ];
  const page = await answers[0]?.text();

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(page).toContain('Tôi nhận xử lý');
  expect(page).toContain('Ghi nhận cho “Trực ban &lt;Sở&gt;”');
  expect(page).toContain('Mất 12/12 camera tại Phường Hoàng Mai.');
  expect(answers[0]?.headers.get('referrer-policy')).toBe('no-referrer');
  expect(answers[0]?.headers.get('set-cookie')).toBeNull();
  expect(recorded()).toEqual([]);
});

it('pressed puts it on record once: for the recipient, by a link in a mail', async () => {
  const { get, post, pathOf, recorded } = await startMailNight();

  const first = await post(pathOf(), {});
  const again = await post(pathOf(), {});
  const page = await (await get(`${pathOf()}?lang=en`)).text();

  expect(first.status).toBe(303);
  expect(first.headers.get('location')).toBe(`${pathOf()}?lang=vi`);
  expect(again.status).toBe(200);
  expect(await again.text()).toContain('Trực ban &lt;Sở&gt; đã tiếp nhận lúc');
  expect(page).toContain('by a link in a mail');
  expect(page).not.toContain('<button>');
  expect(recorded()).toEqual([
    {
      author: 'recipient:truc-ban',
      body: { atMs: SAMPLE_NOW_MS, party: { kind: 'operator' }, via: 'mail-link' },
    },
  ]);
});

it('a contractor acts as itself, and is told that it has where it did so before', async () => {
  const { get, post, pathOf, recorded } = await startMailNight();
  const path = pathOf({ recipient: 'vien-thong-1' });

  expect(await (await get(path)).text()).toContain('đã tiếp nhận lúc');
  expect((await post(path, {})).status).toBe(200);
  expect(recorded()).toEqual([]);
});

it('two presses at once are one act', async () => {
  const { post, pathOf, recorded } = await startMailNight();

  const answers = await Promise.all(Array.from({ length: 8 }, () => post(pathOf(), {})));

  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
  expect(recorded()).toHaveLength(1);
});

it('what it says of who acts is the account where the address is that of one', async () => {
  const { door, post, pathOf, recorded } = await startMailNight();
  await addAccount(door, {
    account: 'nguyen.an',
    role: 'noc',
    name: 'Nguyễn Văn An',
    email: 'an@example.org',
  });

  await post(pathOf({ recipient: 'an' }), {});

  expect(recorded()).toMatchObject([{ author: 'nguyen.an', body: { via: 'mail-link' } }]);
});

it('an account that is shut, or may only read, and a recipient that left the list, have no links', async () => {
  const { door, get, post, pathOf, recorded, recipients } = await startMailNight();
  const path = pathOf({ recipient: 'an' });
  await addAccount(door, { account: 'reader', role: 'auditor', name: 'Văn An', email: 'an@example.org' });
  expect((await get(path)).status).toBe(410);
  await addAccount(door, { account: 'nguyen.an', role: 'noc', name: 'Văn An', email: 'AN@example.org' });
  await disableAccount(door, 'reader');
  expect((await get(path)).status).toBe(200);
  await disableAccount(door, 'nguyen.an');

  const shut = await get(path);
  recipients.delete('truc-ban');
  const gone = await post(pathOf(), {});

  expect([shut.status, gone.status]).toEqual([410, 410]);
  for (const answer of [shut, gone]) {
    const page = await answer.text();
    expect(page).toContain('không còn giá trị');
    expect(page).not.toMatch(/hoang-mai|Hoàng Mai|<button>/);
  }
  expect(recorded()).toEqual([]);
});

it('over after twelve hours, and where the incident is not on record, it says so and no more', async () => {
  const { get, post, pathOf, at, recorded } = await startMailNight();
  const path = pathOf();
  const unknown = await get(pathOf({ incident: 'link:nothing@5' }));
  at(SAMPLE_NOW_MS + MAIL_LINK_MS);

  for (const answer of [await get(path), await post(path, {}), unknown]) {
    expect(answer.status).toBe(410);
    const page = await answer.text();
    expect(page).toContain('đã hết hiệu lực');
    expect(page).not.toMatch(/hoang-mai|Hoàng Mai|<button>/);
  }
  expect(recorded()).toEqual([]);
});

it('of an incident that is over it says when that was, and nothing is done', async () => {
  const { get, post, pathOf } = await startMailNight();
  const path = pathOf({ incident: RESOLVED });

  expect(await (await get(path)).text()).toContain('đã kết thúc lúc');
  const answer = await post(path, {});
  expect(answer.status).toBe(200);
  expect(await answer.text()).not.toContain('<button>');
});

it('forged, cut, or put together of two, it is none: nothing is told of what it might be about', async () => {
  const { get, post, pathOf, recorded } = await startMailNight();
  const path = pathOf();
  const [claims] = pathOf({ recipient: 'an' }).split('.');
  const wrong = [
    pathOf({}, 'e'.repeat(64)),
    path.slice(0, -1),
    path.slice(0, 60),
    `${claims}.${path.split('.')[1]}`,
    '/by-mail/x',
    `/by-mail/${'A'.repeat(2_500)}.${'A'.repeat(43)}`,
  ];
  for (const one of wrong)
    for (const answer of [await get(one), await post(one, {})]) {
      expect([one, answer.status]).toEqual([one, 404]);
      expect(await answer.text()).not.toMatch(/hoang-mai|Hoàng Mai|Trực ban|<button>/);
    }
  expect(recorded()).toEqual([]);
});

it('a form of another site does nothing, though it has the whole link', async () => {
  const { post, pathOf, recorded } = await startMailNight();

  for (const headers of [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
  ])
    expect((await post(pathOf(), {}, headers)).status).toBe(403);
  expect(recorded()).toEqual([]);
});

it('of a secret site it tells as little as the mail', async () => {
  const { get, pathOf } = await startMailNight();

  expect(await (await get(pathOf({ incident: SECRET }))).text()).not.toMatch(SECRET_WORDS);
});

it('is no way in: whoever has it has no session, and sees no other page', async () => {
  const { get, pathOf } = await startMailNight();
  const answer = await get(pathOf());

  expect(answer.headers.get('set-cookie')).toBeNull();
  expect((await get(`/incidents/${encodeURIComponent(TROUBLED_LINE)}`)).status).toBe(303);
});
