import { expect, it } from 'vitest';
import { parsePersonAct } from '#ledger/decisions/acknowledgements.ts';
import { formToken } from '#portal/door/own-form.ts';
import { actingNight, KEEPER } from '#test/support/acting-night.ts';
import { textOf } from '#test/support/page-text.ts';
import { storm } from '#test/support/portal-incidents.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { TROUBLED_LINE } from '#test/support/troubled-portal.ts';
import { startClosedPortal } from './sample-door.ts';

const HOUR_MS = 3_600_000;
const CAMERA = `device:cam-lang-0003@${SAMPLE_NOW_MS - 50 * HOUR_MS}`;
const WARD = `devices:area:hoan-kiem@${SAMPLE_NOW_MS - 2 * HOUR_MS}`;
const OVER = `link:link-ba-vi@${SAMPLE_NOW_MS - 5 * HOUR_MS}`;
const pathOf = (id: string) => `/incidents/${encodeURIComponent(id)}`;

async function startNight(more = storm(0)) {
  const night = await actingNight(more);
  const portal = await startClosedPortal(sampleFleet(), { incidents: night.incidents, act: night.act });
  const actsOn = (id: string) => night.record.incidents.steps(id).flatMap((row) => parsePersonAct(row) ?? []);
  const enterAs = async (...person: Parameters<typeof portal.addPerson>) => {
    const account = await portal.addPerson(...person);
    const cookie = await portal.enter(account);
    const token = formToken(cookie.slice(cookie.indexOf('=') + 1));
    const send = (id: string, kind: string, form: Record<string, string> = {}) =>
      portal.post(`${pathOf(id)}/${kind}`, { token, ...form }, { cookie });
    const read = async (path: string) => await (await portal.get(path, { cookie })).text();
    return { account, cookie, token, send, read };
  };
  return { ...portal, ...night, actsOn, enterAs };
}

it('an incident is handed over to somebody who has it then, by name, and finds it as theirs', async () => {
  const { enterAs, actsOn } = await startNight();
  const an = await enterAs('noc');
  const binh = await enterAs('dost');
  const page = await an.read(pathOf(CAMERA));
  expect(page).toMatch(/<option value="dost\.city">/);

  const answer = await an.send(CAMERA, 'hand-over', { to: binh.account, text: 'Hết ca,\r\nnhờ theo dõi' });

  expect(answer.status).toBe(303);
  expect(actsOn(CAMERA)).toMatchObject([
    {
      action: 'handed-over',
      author: an.account,
      text: 'Hết ca, nhờ theo dõi',
      to: { account: binh.account, party: { kind: 'operator' } },
    },
  ]);
  const shown = textOf(await an.read(pathOf(CAMERA)));
  expect(shown).toMatch(/Người dost\.city \(đơn vị vận hành\) đang giữ.*chưa xác nhận/);
  expect(await binh.read('/incidents?mine=yes')).toContain(encodeURIComponent(CAMERA));
  expect(await an.read('/incidents?mine=yes')).not.toContain(encodeURIComponent(CAMERA));
});

it('nobody hands over to themselves, and whoever is alone is told so', async () => {
  const { enterAs, actsOn, addPerson } = await startNight();
  const an = await enterAs('noc');

  expect(textOf(await an.read(pathOf(CAMERA)))).toContain('Không còn ai khác được xử lý sự cố này.');
  await addPerson('dost');
  const page = await an.read(pathOf(CAMERA));
  expect(page).toContain('<option value="dost.city">');
  expect(page).not.toContain('<option value="noc.city">');

  expect((await an.send(CAMERA, 'hand-over', { to: an.account, text: 'Cho tôi' })).status).toBe(409);
  expect(actsOn(CAMERA)).toEqual([]);
});

it('nobody is handed anything who may not handle it', async () => {
  const { enterAs, actsOn, addPerson } = await startNight();
  const an = await enterAs('noc');
  const others = [
    await addPerson('auditor'),
    await addPerson('contractor', { organisation: 'vien-thong-1' }),
    'nobody',
    '',
  ];
  for (const to of others) {
    const answer = await an.send(CAMERA, 'hand-over', { to, text: 'Nhờ theo dõi' });
    expect([to, answer.status]).toEqual([to, 409]);
  }
  expect(actsOn(CAMERA)).toEqual([]);
  const page = await an.read(pathOf(TROUBLED_LINE));
  expect(page).toContain('<option value="contractor.vien-thong-1">');
  expect(page).not.toContain('<option value="auditor');
});

it('a snooze takes an incident off the list, and is shown where it is asked for', async () => {
  const { enterAs, actsOn } = await startNight();
  const an = await enterAs('noc');

  expect((await an.send(CAMERA, 'snooze', { hours: '8', text: 'Chờ sáng mai' })).status).toBe(303);
  expect((await an.send(CAMERA, 'snooze', { hours: '9', text: 'Chờ sáng mai' })).status).toBe(409);
  expect((await an.send(WARD, 'snooze', { hours: '8' })).status).toBe(409);

  expect(actsOn(CAMERA)).toMatchObject([{ action: 'snoozed', untilMs: SAMPLE_NOW_MS + 8 * HOUR_MS }]);
  expect(await an.read('/incidents')).not.toContain(encodeURIComponent(CAMERA));
  expect(await an.read('/incidents?state=snoozed')).toContain(encodeURIComponent(CAMERA));
  expect(await an.read(pathOf(CAMERA))).toContain('Thôi hoãn');
  expect(await an.read(pathOf(WARD))).not.toContain('Thôi hoãn');
  expect((await an.send(CAMERA, 'release')).status).toBe(303);
  expect(await an.read('/incidents')).toContain(encodeURIComponent(CAMERA));
});

it('two incidents of one cause are merged by number, shown as one, and taken apart again', async () => {
  const { enterAs, get, actsOn } = await startNight();
  const an = await enterAs('noc');
  const { number } = (await (await get(`/api/v1${pathOf(TROUBLED_LINE)}`, { cookie: an.cookie })).json()) as {
    number: string;
  };

  expect((await an.send(CAMERA, 'link', { into: '1231-99' })).status).toBe(409);
  expect((await an.send(CAMERA, 'link', { into: number })).status).toBe(303);

  expect(actsOn(CAMERA)).toMatchObject([{ action: 'linked', into: TROUBLED_LINE }]);
  expect(textOf(await an.read(pathOf(CAMERA)))).toContain(`đã gộp vào ${number}`);
  expect(textOf(await an.read(pathOf(TROUBLED_LINE)))).toContain('gộp cùng ');
  expect(await an.read('/incidents?severity=minor')).not.toContain('class="row-link"');
  expect((await an.send(CAMERA, 'unlink')).status).toBe(303);
  expect(await an.read('/incidents?severity=minor')).toContain('class="row-link"');
});

it('a contractor takes and gives back what is its, and neither hushes nor merges', async () => {
  const { enterAs, actsOn } = await startNight();
  const hoa = await enterAs('contractor', { organisation: KEEPER });
  const page = await hoa.read(pathOf(CAMERA));
  expect(page).toContain(`${encodeURIComponent(CAMERA)}/acknowledge`);
  expect(page).not.toMatch(/\/(snooze|link)"/);

  const hushed = await hoa.send(CAMERA, 'snooze', { hours: '8', text: 'Chờ sáng' });
  expect([hushed.status, textOf(await hushed.text())]).toEqual([
    409,
    expect.stringContaining('cần tài khoản của đơn vị vận hành'),
  ]);
  expect((await hoa.send(CAMERA, 'acknowledge')).status).toBe(303);
  expect((await hoa.send(CAMERA, 'release')).status).toBe(303);
  const party = { kind: 'contractor', id: KEEPER };
  expect(actsOn(CAMERA)).toMatchObject([
    { action: 'acknowledged', party },
    { action: 'released', party },
  ]);
});

it.each(['acknowledge', 'snooze'])(
  '%s, pressed as the incident ends, says so and what to do, and the note is in its box',
  async (kind) => {
    const { enterAs, actsOn } = await startNight();
    const an = await enterAs('noc');

    const answer = await an.send(OVER, kind, { text: 'Đã gọi nhà mạng', hours: '8' });
    const page = await answer.text();

    expect(answer.status).toBe(409);
    expect(page).toMatch(
      /role="alert"[^>]*>Sự cố đã khôi phục: chưa ghi gì; ghi chú còn trong ô, bấm “Ghi lại” để lưu/,
    );
    expect(page).toMatch(/<textarea name="text"[^>]*>Đã gọi nhà mạng<\/textarea>/);
    expect(textOf(await (await an.send(OVER, kind, { hours: '8' })).text())).toContain(
      'không cần làm gì nữa',
    );
    expect(actsOn(OVER)).toEqual([]);
    expect((await an.send(OVER, 'note', { text: 'Đã gọi nhà mạng' })).status).toBe(303);
  },
);

it('a form that a bad network sends twice is done once', async () => {
  const { enterAs, actsOn } = await startNight();
  const an = await enterAs('noc');
  const [, after = ''] = /name="after" value="(\d+)"/.exec(await an.read(pathOf(CAMERA))) ?? [];
  for (let time = 0; time < 3; time++) {
    expect((await an.send(CAMERA, 'note', { after, text: 'Đã gọi nhà thầu' })).status).toBe(303);
    expect((await an.send(CAMERA, 'acknowledge', { after })).status).toBe(303);
  }
  expect(actsOn(CAMERA).map(({ action }) => action)).toEqual(['noted', 'acknowledged']);
});

it('all that is mine is taken after it was shown, each told, and nothing else', async () => {
  const { enterAs, post, actsOn } = await startNight(storm(3));
  const an = await enterAs('noc');
  const list = await an.read('/incidents');
  expect(list).toContain('/incidents/take-all');
  const page = await an.read('/incidents/take-all');
  const ids = [...page.matchAll(/name="id" value="([^"]+)"/g)].map(([, id = '']) => id);
  expect(ids).toHaveLength(5);
  expect(ids).not.toContain(TROUBLED_LINE);
  await an.send(CAMERA, 'acknowledge');

  const send = (more: readonly string[], token = an.token) =>
    post('/incidents/take-all', [['token', token], ...more.map((id) => ['id', id])] as never, {
      cookie: an.cookie,
    });
  expect((await send(ids, 'x')).status).toBe(403);
  expect((await send([...ids, 'link:link-bi-mat@1'])).status).toBe(404);
  const answer = await send([...ids, ...ids]);

  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/incidents/taken?lang=vi']);
  const told = textOf(await an.read('/incidents/taken'));
  expect(told).toContain('Đã tiếp nhận 4 trong 5 sự cố');
  expect(told).toContain('cần sự cố mà operator chưa tiếp nhận');
  expect(told).toMatch(/1123-01\s+Camera Láng 3\s+Phường Láng/);
  const result = await an.read('/incidents/taken');
  for (const id of ids) expect(result).toContain(`href="${pathOf(id)}"><bdi>`);
  for (const id of ids) expect(actsOn(id)).toMatchObject([{ action: 'acknowledged', author: an.account }]);
  expect(await an.read('/incidents/take-all')).toContain('Không có sự cố nào cần tiếp nhận');
  await send([TROUBLED_LINE]);
  expect(await an.read('/incidents/taken')).toMatch(/href="tel:\d+"/);
  const binh = await enterAs('dost');
  expect(await binh.read('/incidents/taken')).toContain('Đã tiếp nhận 0 trong 0');
});

it('the button counts what it takes: not what one holds already, nothing at none and nothing on the list of what is over', async () => {
  const { enterAs } = await startNight(storm(3));
  const an = await enterAs('noc');
  const offerOn = async (path: string) => /Tiếp nhận tất cả của tôi \((\d+)\)/.exec(await an.read(path))?.[1];
  const page = await an.read('/incidents/take-all');
  const ids = [...page.matchAll(/name="id" value="([^"]+)"/g)].map(([, id = '']) => id);

  expect(await offerOn('/incidents')).toBe('5');
  expect(await offerOn('/incidents?severity=critical')).toBe('5');
  expect(await offerOn('/incidents?state=resolved')).toBeUndefined();
  await an.send(CAMERA, 'acknowledge');
  expect(await offerOn('/incidents')).toBe('4');
  expect(await an.read('/incidents/take-all')).toContain('Tiếp nhận 4 sự cố');
  for (const id of ids) await an.send(id, 'acknowledge');

  expect(await offerOn('/incidents')).toBeUndefined();
  expect(await an.read('/incidents?mine=yes')).toContain(encodeURIComponent(CAMERA));
});

it('all that is mine, sent twice, is taken once', async () => {
  const { enterAs, post, actsOn } = await startNight();
  const an = await enterAs('noc');
  const [, after = ''] = /name="after" value="(\d+)"/.exec(await an.read('/incidents/take-all')) ?? [];
  for (let time = 0; time < 2; time++) {
    const form = { token: an.token, after, id: CAMERA };
    expect((await post('/incidents/take-all', form, { cookie: an.cookie })).status).toBe(303);
    expect(await an.read('/incidents/taken')).toContain('Đã tiếp nhận 1 trong 1 sự cố');
  }
  expect(actsOn(CAMERA)).toHaveLength(1);
});

it('persons, their words and messages are for whoever may know them', async () => {
  const { enterAs } = await startNight();
  const an = await enterAs('noc');
  await an.send(CAMERA, 'note', { text: 'Đội sửa cáp đang đến' });
  const auditor = await enterAs('auditor');
  const hoa = await enterAs('contractor', { organisation: KEEPER });

  for (const reader of [auditor, hoa]) {
    const page = textOf(await reader.read(pathOf(CAMERA)));
    expect(page).toContain('Đội sửa cáp đang đến');
    expect(page).toContain('Người noc.city (đơn vị vận hành)');
  }
  expect(await auditor.read(pathOf(CAMERA))).toContain('Tin đã gửi');
  expect(await hoa.read(pathOf(CAMERA))).not.toContain('Tin đã gửi');
});
