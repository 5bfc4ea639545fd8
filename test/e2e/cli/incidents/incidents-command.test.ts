import { describe, expect, test } from 'vitest';
import type { IncidentSummary } from '#ledger/record/incidents/incident-event.ts';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { makeConfigDir } from '#test/support/config-dir.ts';
import {
  createIncidentCity,
  lineIncident,
  messageAbout,
  newsAbout,
  stepsOf,
  writeIncidents,
} from '#test/support/incident-city.ts';
import { openTempLedger, openTempReader } from '#test/support/temp-ledger.ts';

const HOUR_MS = 3_600_000;

/** A city in which a line is down, a cabinet is dark, and an outage of the same line is over. */
async function createTroubledCity() {
  const city = await createIncidentCity();
  const openedMs = Date.now() - HOUR_MS;
  const line = lineIncident(openedMs);
  const opened = newsAbout(line, { joined: ['link:l-1', 'device:cam-1', 'device:cam-2', 'device:cam-9'] });
  const cabinet: IncidentSummary = {
    ...lineIncident(openedMs + 1_000, { severity: 'critical', times: 2, isFlapping: true }),
    id: `devices:cabinet:tu-1@${openedMs + 1_000}`,
    root: {
      kind: 'common',
      by: 'cabinet',
      name: 'tu-1',
      what: 'device',
      fallen: 6,
      of: 7,
      firstMs: openedMs,
      lastMs: openedMs + 20_000,
    },
    blindSpots: [{ kind: 'junction', name: 'site-1' }],
  };
  const over = lineIncident(openedMs - 3 * HOUR_MS, { camerasLost: 0, lostNow: 0, areas: [] });
  writeIncidents(city.path, [
    newsAbout(over, { joined: ['device:cam-3'] }),
    newsAbout(over, { number: 2, kind: 'resolved', atMs: openedMs - 2 * HOUR_MS, left: ['device:cam-3'] }),
    {
      news: opened,
      steps: stepsOf(opened),
      messages: [messageAbout(line), messageAbout(line, { messageId: 'two@camwatch', recipient: 'pc06' })],
    },
    newsAbout(line, { number: 2, kind: 'shrank', atMs: openedMs + 120_000, left: ['device:cam-9'] }),
    newsAbout(cabinet),
  ]);
  return { ...city, openedMs, line, cabinet, over };
}

/** As delivery does after its last try. */
function giveUp(path: string, id: number): void {
  const database = openStore(path, { nowMs: Date.now });
  database
    .prepare(
      "UPDATE outbox SET state = 'dead', tries = 6, settled_ms = ?, detail = 'no such mailbox' WHERE id = ?",
    )
    .run(Date.now(), id);
  database.close();
}

const linesOf = (text: string) => text.trimEnd().split('\n');

describe('camwatch incidents list', () => {
  test('what is unresolved comes first, the worst before the rest, then what is over', async () => {
    const { run, line, cabinet, over } = await createTroubledCity();

    const { code, out } = await run('incidents', 'list');
    const inVietnamese = await run('incidents', 'list', '--lang', 'vi', '--state', 'open', '--limit', '1');

    expect(code).toBe(0);
    const [head, ...rows] = linesOf(out);
    expect(head).toMatch(/^id +severity +state +since +cameras +what +where +acknowledged by$/);
    expect(rows.slice(0, 3).map((row) => row.split(/ {2,}/).slice(0, 3))).toEqual([
      [cabinet.id, 'critical', 'not acknowledged'],
      [line.id, 'major', 'not acknowledged'],
      [over.id, 'major', 'resolved'],
    ]);
    expect(rows[0]).toMatch(
      / 2\/3 {2}Probably one cause: 6 devices at cabinet tu-1 \(flapping, opened again\) {2}Ba Dinh Ward$/,
    );
    expect(rows.slice(3)).toEqual([
      'unresolved: 2 (critical 1, major 1, minor 0)',
      'times: Asia/Ho_Chi_Minh',
    ]);
    expect(inVietnamese.out).toMatch(
      / chưa ai tiếp nhận .* Có thể chung nguyên nhân: 6 thiết bị tại tủ tu-1 \(chập chờn, tái diễn\) {2}Phường Ba Đình\nvà 1 sự cố nữa \(--limit\)\n/,
    );
  });

  test('by severity, agency, district and time', async () => {
    const { run, line, cabinet, over } = await createTroubledCity();
    const idsOf = async (...args: readonly string[]) => {
      const { out } = await run('incidents', 'list', '--json', ...args);
      const { incidents } = JSON.parse(out) as { incidents: { id: string }[] };
      return incidents.map(({ id }) => id);
    };

    expect(await idsOf('--severity', 'critical')).toEqual([cabinet.id]);
    expect(await idsOf('--agency', 'x')).toEqual([line.id]);
    expect(await idsOf('--district', 'ha-dong')).toEqual([over.id]);
    expect(await idsOf('--state', 'resolved', '--since', '30m')).toEqual([]);
    expect(await idsOf('--state', 'resolved')).toEqual([over.id]);
    expect(await run('incidents', 'list', '--district', 'ha-dongg')).toMatchObject({
      code: 1,
      err: 'camwatch: --district: expected one that is on record, got "ha-dongg"; perhaps "ha-dong"\n',
    });
    expect(await run('incidents', 'list', '--since', 'yesterday')).toMatchObject({ code: 2 });
  });

  test('a ledger without incidents says so', async () => {
    const { run } = await createIncidentCity();

    expect((await run('incidents', 'list')).out).toBe(
      'no incident\nunresolved: none\ntimes: Asia/Ho_Chi_Minh\n',
    );
  });

  test('names that would move the cursor are harmless', async () => {
    const { path, run } = await createIncidentCity();
    writeIncidents(path, [
      newsAbout({
        ...lineIncident(Date.now() - HOUR_MS),
        id: 'collector:\u001b[2Jx@1',
        root: { kind: 'collector', collector: '\u001b[2J\u202ex' },
      }),
    ]);

    const { out } = await run('incidents', 'list');

    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
    expect(out).not.toMatch(/[\u001b\u202e]/);
    expect(out).toMatch(/^collector:\\u\{1b\}\[2Jx@1 .* Collector \[2J x/m);
  });
});

describe('camwatch incidents ack', () => {
  test('a contractor acknowledges once, while camwatch runs and by the beginning of the id; both rows are chained', async () => {
    const { path, run, line } = await createTroubledCity();
    const owner = await openTempLedger(path, { nowMs: Date.now });
    const as = ['--as', 'contractor:vien-thong-b', '--author', 'binh'] as const;

    const first = await run('incidents', 'ack', 'l-1', ...as, '--note', 'Tổ hàn nối đang đến');
    const again = await run('incidents', 'ack', line.id, ...as);
    await owner.close();
    const operator = await run('incidents', 'ack', line.id, '--author', 'an', '--json');
    const listed = await run('incidents', 'list', '--state', 'acknowledged');

    expect(first).toEqual({
      code: 0,
      out: `incident ${line.id}: acknowledged for Viễn thông B (vien-thong-b)\n  Link Phố Huế\n`,
      err: '',
    });
    expect(again.code).toBe(1);
    expect(again.err).toMatch(
      /^camwatch: expected an incident that contractor:vien-thong-b has not acknowledged, got link:l-1@\d+, which binh acknowledged for it at .* \(Asia\/Ho_Chi_Minh\); camwatch incidents note adds to it\n$/,
    );
    expect(JSON.parse(operator.out)).toMatchObject({ id: line.id, party: 'operator', author: 'an' });
    expect(listed.out).toMatch(/ acknowledged .* Viễn thông B \(vien-thong-b\), operator\n/);
    const rows = [...openTempReader(path).decisions('incident_step', { id: line.id })];
    expect(rows.slice(1).map(({ action, author, body }) => ({ action, author, body }))).toEqual([
      {
        action: 'acknowledged',
        author: 'binh',
        body: {
          atMs: expect.any(Number),
          party: { kind: 'contractor', id: 'vien-thong-b' },
          text: 'Tổ hàn nối đang đến',
        },
      },
      {
        action: 'acknowledged',
        author: 'an',
        body: { atMs: expect.any(Number), party: { kind: 'operator' } },
      },
    ]);
    expect((await verifyLedger(path, { scope: 'full' })).problems).toEqual([]);
  });

  test.each([
    [
      'one that is over',
      (city: { over: IncidentSummary }) => [city.over.id],
      1,
      /^camwatch: expected an incident that is not resolved, got link:l-1@\d+, which was resolved at .*\n$/,
    ],
    [
      'one that is not there',
      () => ['tu-1'],
      1,
      /^camwatch: expected the id of an incident, or its beginning, got "tu-1"; perhaps devices:cabinet:tu-1@\d+\n$/,
    ],
    [
      'a misspelt one',
      () => ['devices:cabinett:tu-1'],
      1,
      /got "devices:cabinett:tu-1"; perhaps devices:cabinet:tu-1@\d+\n$/,
    ],
    [
      'a party that is not there',
      () => ['l-1', '--as', 'contractor:vien-thong-c'],
      1,
      /^camwatch: expected a contractor of the inventory, got "vien-thong-c"; perhaps "vien-thong-b"\n$/,
    ],
    ['a party of no kind', () => ['l-1', '--as', 'dost'], 2, /expected operator, agency:ID or contractor:ID/],
    [
      'a note with unseen characters',
      () => ['l-1', '--note', 'Đã hàn\u202e'],
      2,
      /expected text that can be read, got U\+202E, which turns the direction of writing/,
    ],
  ])('refuses %s, and records nothing', async (_what, args, code, message) => {
    const city = await createTroubledCity();
    const before = [...openTempReader(city.path).decisions('incident_step')].length;

    const refused = await city.run('incidents', 'ack', ...args(city));

    expect(refused.code).toBe(code);
    expect(refused.err).toMatch(message);
    expect([...openTempReader(city.path).decisions('incident_step')]).toHaveLength(before);
  });

  test('what is opened again is acknowledged again', async () => {
    const { path, run, line } = await createTroubledCity();
    await run('incidents', 'ack', 'l-1');
    writeIncidents(path, [
      newsAbout(line, { number: 3, kind: 'resolved', atMs: Date.now() - 1_000 }),
      newsAbout({ ...line, times: 2 }, { number: 4, kind: 'reopened', atMs: Date.now() }),
    ]);

    expect((await run('incidents', 'list', '--state', 'open')).out).toContain(line.id);
    expect((await run('incidents', 'ack', 'l-1')).code).toBe(0);
  });
});

describe('camwatch incidents show, note and log', () => {
  test('all that is kept of an incident is shown, with who did what', async () => {
    const { run, line } = await createTroubledCity();
    await run('incidents', 'ack', 'l-1', '--author', 'an');
    const noted = await run(
      'incidents',
      'note',
      line.id,
      'Đã hàn xong',
      '--author',
      'binh',
      '--as',
      'agency:x',
    );

    const { code, out } = await run('incidents', 'show', 'link:l-1');
    const json = JSON.parse((await run('incidents', 'show', line.id, '--json')).out);

    expect(noted.out).toBe(`incident ${line.id}: the note is on record\n`);
    expect(code).toBe(0);
    expect(linesOf(out)[0]).toBe(`${line.id}: Link Phố Huế`);
    expect(out).toMatch(/ {2}State +acknowledged\n {2}Acknowledged +.*, operator, account an\n/);
    expect(out).toMatch(/ {2}Cameras lost +2\/3 \(67%\)\n/);
    expect(out).toMatch(/ {2}Circuit +HN-1\n {2}Carrier +Viễn thông B\n/);
    expect(out).toMatch(/\nCourse\n {2}\S+ \S+ {2}went down\n {2}\S+ \S+ {2}incident opened: 2 cameras\n/);
    expect(out).toMatch(/\nDevices and links: 3 down now, 4 ever\n {2}device:cam-1 +camera cam-1 /);
    expect(out).toMatch(/ device:cam-9 .* back \S+ \S+\n/);
    expect(out).toMatch(
      /\nWho was told\n.* waiting {2}truc-ban {2}email {2}2\/3 cameras lost · Ba Dinh Ward · link Phố Huế\n/,
    );
    expect(out).toMatch(/ note +Sở X \(x\), account binh +Đã hàn xong\n/);
    expect(json).toMatchObject({
      id: line.id,
      state: 'acknowledged',
      camerasLost: 2,
      members: { now: 3, ever: 4 },
      messages: [{ recipient: 'truc-ban', state: 'waiting' }, { recipient: 'pc06' }],
      steps: [{ action: 'opened', author: 'camwatch' }, { action: 'acknowledged' }, { action: 'noted' }],
    });
  });

  test('the log tells what a shift brought, and what it hands over', async () => {
    const { run, line } = await createTroubledCity();
    await run('incidents', 'ack', 'l-1', '--author', 'an', '--note', 'Đang đến');
    const config = await makeConfigDir({
      devices: 1,
      more: 'alerts: { rosters: { truc-ban: { shifts: [{ contact: an }] } } }\n',
    });

    const { out } = await run('incidents', 'log');
    const before = await run(
      'incidents',
      'log',
      '--from',
      '2026-01-01 00:00',
      '--to',
      '2026-01-02 00:00',
      '--lang',
      'vi',
    );
    const ofShift = await run('incidents', 'log', '--shift', '--config', config, '--json');
    const wrong = await run('incidents', 'log', '--shift', 'nobody', '--config', config);

    expect(out).toMatch(/^Shift log, /);
    expect(out).toMatch(
      / Acknowledged {2}major +2\/3 {2}Link Phố Huế \(link:l-1@\d+\) +operator, account an: Đang đến\n/,
    );
    expect(out).toMatch(/\n3 opened, 1 acknowledged, 1 resolved\n\nUnresolved at the end: 2\n/);
    expect(before.out).toContain('không có việc gì\n0 sự cố mới, 0 lần tiếp nhận, 0 đã khôi phục\n');
    const log = JSON.parse(ofShift.out);
    expect(log.from.slice(11, 16)).toBe('00:00');
    expect(log.unresolved.map(({ id }: { id: string }) => id)).toContain(line.id);
    expect(wrong).toMatchObject({
      code: 2,
      err: 'error: --shift: expected a roster of the settings (alerts.rosters): one of truc-ban; or name --from and --to\n',
    });
  });
});

describe('camwatch alerts outbox and resend', () => {
  test('what was given up is seen, and sent again; what was not stays', async () => {
    const { path, run } = await createTroubledCity();
    giveUp(path, 1);

    const dead = await run('alerts', 'outbox', '--state', 'dead');
    const toOne = await run('alerts', 'outbox', '--recipient', 'pc06', '--json');
    const resent = await run('alerts', 'resend', '1', '2', '9');
    const after = await run('alerts', 'outbox', '--lang', 'vi');

    expect(dead.out).toMatch(
      /^no\. +state +written .*\n +1 {2}given up .* truc-ban +email +2\/3 cameras lost · .* 6 tries: no such mailbox\n/,
    );
    expect(dead.out).toContain('waiting 1, held 0, in digests 0, sent 0, given up 1\n');
    expect(JSON.parse(toOne.out)).toMatchObject({
      messages: [{ id: 2, recipient: 'pc06', occasion: 'news' }],
      counts: { dead: 1 },
    });
    expect(resent).toEqual({
      code: 1,
      out: 'message 1 to truc-ban: is sent again, as soon as camwatch runs\n',
      err: 'message 2: expected one that was given up, got one that is waiting\nmessage 9: expected a message of the outbox, found none\n',
    });
    expect(after.out).toContain('chờ gửi 2, chờ tổng hợp 0, đã tổng hợp 0, đã gửi 0, không gửi được 0\n');
  });
});
