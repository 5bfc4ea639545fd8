import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { openDecisions } from '#ledger/sqlite/writing/open-decisions.ts';
import { runCamwatch } from '#test/support/camwatch.ts';
import { createClaimCity } from '#test/support/claim-city.ts';
import { filedClaim } from '#test/support/decisions.ts';
import { openTempReader, tempFolder } from '#test/support/temp-ledger.ts';

type City = Awaited<ReturnType<typeof createClaimCity>>;

const CAMWATCH = new URL('../../../../camwatch', import.meta.url).pathname;
const WHO = ['--by', 'a', '--author', 'an'] as const;
const file = ({ run, at }: City, ...args: readonly string[]) =>
  run('claim', 'file', '--from', at(0), '--to', at(3), '--evidence', 'Notice of EVN', ...WHO, ...args);
const decide = ({ run }: City, id: string, ...args: readonly string[]) =>
  run('claim', 'decide', id, '--author', 'chi', '--reason', 'As EVN says', ...args);
const rowsOf = ({ path }: City) => [...openTempReader(path).decisions('claim')];

/** The availability of three cameras in the month, as it is printed. */
function percentUp({ downMs }: City, hours: { readonly down: number; readonly excused: number }): string {
  const city = new Date(downMs + 7 * 3_600_000);
  const days = new Date(Date.UTC(city.getUTCFullYear(), city.getUTCMonth() + 1, 0)).getUTCDate();
  const countedHours = 3 * 24 * days - hours.excused;
  const ppm = Math.floor(((countedHours - hours.down) * 1_000_000) / countedHours);
  return `${(ppm / 10_000).toFixed(4).replace(/0{1,2}$/, '')} %`;
}

describe('camwatch claim', () => {
  test('a decision that finds when the power was off: previewed, recorded and shown by that', async () => {
    const city = await createClaimCity({ terms: { rules: 2, ups_autonomy: '30m', restart_grace: '5m' } });
    await file(city, '--device', 'cam-1', '--cause', 'power-cut');
    const excusedMs = async (...cut: readonly string[]) => {
      const part = ['--accept', '--by', 'x', '--from', city.at(1), ...cut, '--dry-run', '--json'];
      return JSON.parse((await decide(city, '1', ...part)).out).effects[0].after.excusedMs;
    };
    const cut = ['--cut-from', city.at(0.75)];

    // Accepted from 1 to 3, and five minutes to start; batteries owe the first half hour of what was claimed from 0 on.
    expect(await excusedMs()).toBe(125 * 60_000);
    expect(await excusedMs(...cut)).toBe(110 * 60_000);
    // The power came back an hour after what is accepted.
    expect(await excusedMs('--cut-to', city.at(4))).toBe(120 * 60_000);

    await decide(city, '1', '--accept', '--by', 'x', '--from', city.at(1), ...cut, '--yes');
    const shown = await city.run('claim', 'show', '1');
    const listed = await city.run('claim', 'list');
    const json = JSON.parse((await city.run('claim', 'show', '1', '--json')).out);

    expect(rowsOf(city)[1]?.body).toMatchObject({ cut: { fromMs: city.downMs + 45 * 60_000 } });
    expect(listed.out).toMatch(/ power cut +\S+ 00:00 +\S+ 03:00 +\S+ 00:45 – \S+ 03:00 +cam-1/);
    expect(shown.out).toMatch(/power was off +\S+ 00:45 to \S+ 03:00/);
    expect(json.decision.accepted.cut).toEqual({
      from: expect.stringContaining('T00:45:00'),
      to: expect.stringContaining('T03:00:00'),
    });
  });

  test('a decision says when the power was off only of what it accepts', async () => {
    const city = await createClaimCity();
    await file(city, '--device', 'cam-1', '--cause', 'power-cut');

    expect(await decide(city, '1', '--reject', '--by', 'x', '--cut-to', city.at(3))).toMatchObject({
      err: 'error: --from, --to, --cut-from, --cut-to, --device and --link go with --accept\n',
    });
    expect(await decide(city, '1', '--accept', '--by', 'x', '--cut-from', city.at(1), '--yes')).toMatchObject(
      {
        code: 1,
        err: expect.stringContaining('expected a power cut that covers what is accepted and is over'),
      },
    );
  });

  test('a power cut of a ward: filed for all of it, shown, previewed, accepted in part, and never again', async () => {
    const city = await createClaimCity();
    const letter = join(tempFolder(), 'notice.pdf');
    writeFileSync(letter, 'no power');

    const filed = await file(city, '--area', 'ba-dinh', '--cause', 'power-cut', '--attach', letter);
    const again = await file(city, '--area', 'ba-dinh', '--cause', 'power-cut');
    const asked = await decide(city, '1', '--accept', '--by', 'x');
    const inVietnamese = await decide(city, '1', '--accept', '--by', 'x', '--dry-run', '--lang', 'vi');
    const part = await decide(
      city,
      '1',
      '--accept',
      '--by',
      'x',
      '--to',
      city.at(2),
      '--device',
      'cam-1',
      '--yes',
    );
    const twice = await decide(city, '1', '--reject', '--by', 'dost', '--yes');

    expect(filed.out).toMatch(
      /^claim 1: power cut, cam-1, cam-2, \S+ 00:00 to \S+ 03:00 \(Asia\/Ho_Chi_Minh\): recorded\n {2}to be decided until \S+ \S+ \(Asia\/Ho_Chi_Minh\)\n/,
    );
    expect(again).toMatchObject({
      code: 1,
      err: 'camwatch: expected a claim that is not on record, got that of claim 1 (filed)\n',
    });
    expect(asked.code).toBe(1);
    const figures = [
      ['availability', percentUp(city, { down: 8, excused: 0 }), percentUp(city, { down: 2, excused: 6 })],
      ['down', '8h', '2h'],
      ['excused', '0s', '6h'],
      ['deductions, penalties, damages', '20,000 VND', '0 VND'],
    ];
    for (const row of figures) expect(asked.out).toMatch(new RegExp(row.join(' +')));
    expect(asked.out).toMatch(/^If claim 1 is accepted: power cut, cam-1, cam-2, \S+ 00:00 to \S+ 03:00 /);
    expect(inVietnamese.out).toMatch(/^Nếu chấp thuận đề nghị loại trừ 1: mất điện, cam-1, cam-2, từ /);
    expect(inVietnamese.out).toMatch(/ độ khả dụng +\d+,\d+ % +\d+,\d+ %\n/);
    expect(inVietnamese.out).toMatch(/ gián đoạn +8 giờ +2 giờ\n/);
    expect(inVietnamese.out).toMatch(/ tiền giảm trừ, phạt, bồi thường +20\.000 đồng +0 đồng\n/);
    expect(asked.out).toContain('nothing was recorded: look at the figures, and decide with --yes\n');
    expect(part).toMatchObject({ code: 0, err: '' });
    expect(part.out).toContain('claim 1: accepted in part\n');
    expect(twice.code).toBe(1);
    expect(twice.err).toMatch(
      /^camwatch: expected a claim that waits for its decision, got claim 1, which agency:x has accepted in part /,
    );
    expect(rowsOf(city).map(({ action, author }) => [action, author])).toEqual([
      ['file', 'an'],
      ['decide', 'chi'],
    ]);
    const shown = await city.run('claim', 'show', '1');
    expect(shown.out).toMatch(/files +notice\.pdf {2}SHA-256 [0-9a-f]{16}… {2}as handed in/);
    expect(shown.out).toMatch(/decision +Sở X \(x\): As EVN says {2}\(.*, chi\)/);
    expect(shown.out).toMatch(/time accepted +\S+ 00:00 to \S+ 02:00\n {2}devices, links accepted +cam-1\n/);
    const listed = await city.run('claim', 'list', '--json', '--period', city.at(0).slice(0, 7));
    expect(JSON.parse(listed.out).claims).toMatchObject([
      {
        id: '1',
        status: 'accepted-in-part',
        entities: ['device:cam-1', 'device:cam-2'],
        decision: { by: 'agency:x', accepted: { entities: ['device:cam-1'] } },
      },
    ]);
    expect(await verifyLedger(city.path, { scope: 'full', attachments: 'check' })).toMatchObject({
      problemCount: 0,
    });
  });

  test('what blames a carrier waits until the carrier was heard', async () => {
    const city = await createClaimCity();
    const accept = () => decide(city, '1', '--accept', '--by', 'x', '--yes');

    const filed = await file(city, '--device', 'cam-1', '--cause', 'line');
    const early = await accept();
    await city.run('claim', 'hear', '1', '--party', 'b', '--by', 'x', '--asked');
    const waiting = await accept();
    const shown = await city.run('claim', 'show', '1');
    await city.run('claim', 'hear', '1', '--party', 'b', '--by', 'x', '--says', 'The line was in order');
    const heard = await accept();

    expect(filed.out).toContain('to be heard first: Viễn thông B (b)\n');
    expect(early.out).toContain('Who is to be heard\n  Viễn thông B (b): not asked yet\n');
    expect(early).toMatchObject({
      code: 1,
      err: 'camwatch: expected everybody whom claim 1 touches to have been heard, but not yet: contractor:b (not asked yet) (camwatch claim hear 1 --party …)\n',
    });
    expect(waiting.err).toMatch(/contractor:b \(may answer until /);
    expect(waiting.out).toMatch(
      /Who is to be heard\n {2}Viễn thông B \(b\): asked, may answer until \S+ \S+ \(/,
    );
    expect(shown.out).toMatch(/hearing +Viễn thông B \(b\): asked, may answer until /);
    expect(heard).toMatchObject({ code: 0, err: '' });
    expect(rowsOf(city).map(({ action }) => action)).toEqual(['file', 'ask', 'hear', 'decide']);
  });

  test('bad input is refused with a clear error, and nothing changes', async () => {
    const city = await createClaimCity();
    await file(city, '--device', 'cam-1', '--cause', 'power-cut');
    const before = readFileSync(city.path);

    const outcomes = [
      await file(city, '--device', 'cam-3', '--cause', 'power-cut'),
      await file(city, '--device', 'cam-1', '--cause', 'lin'),
      await file(city, '--device', 'cam-9', '--cause', 'line'),
      await decide(city, '1', '--accept', '--by', 'a', '--yes'),
      await city.run(
        'claim',
        'decide',
        '1',
        '--accept',
        '--by',
        'x',
        '--author',
        'an',
        '--reason',
        'Sure',
        '--yes',
      ),
      await decide(city, '1', '--accept', '--by', 'b', '--yes'),
      await decide(city, '1', '--accept', '--by', 'x', '--to', city.at(5), '--yes'),
      await decide(city, '7', '--accept', '--by', 'x', '--yes'),
      await decide(city, '1', '--accept', '--reject', '--by', 'x'),
      await city.run('claim', 'withdraw', '1', '--by', 'x', '--reason', 'Not so'),
    ];

    expect(outcomes.map(({ code, err }) => `${code} ${err.split('\n')[0]}`)).toEqual([
      expect.stringMatching(
        /^1 camwatch: expected an outage of what is claimed for between .* found none on record$/,
      ),
      "2 error: option '--cause <cause>' argument 'lin' is invalid. expected power-cut, vandalism, third-party-works, client, line, force-majeure; perhaps line",
      '1 camwatch: --device: expected one that is on record, got "cam-9"; perhaps "cam-1"',
      '1 camwatch: expected another party than contractor:a to decide claim 1, which it filed itself',
      '1 camwatch: expected another account than an to decide claim 1, which it put on record itself (--author)',
      '1 camwatch: expected agency:x or dost to decide claim 1, got contractor:b',
      expect.stringMatching(/^1 camwatch: expected a part of claim 1, which is /),
      '1 camwatch: expected the number of a claim that is on record, got "7"',
      '2 error: expected --accept or --reject, one of them',
      '1 camwatch: expected contractor:a, which filed claim 1, to withdraw it, got agency:x',
    ]);
    expect(readFileSync(city.path).equals(before)).toBe(true);
  });

  test('a cause that the contract does not know is taken, and its filer told', async () => {
    const city = await createClaimCity();

    const filed = await file(city, '--device', 'cam-1', '--cause', 'vandalism', '--lang', 'vi');

    expect(filed.code).toBe(0);
    expect(filed.out).toContain(
      '  hợp đồng keeper không coi "phá hoại" là lý do loại trừ: dù chấp thuận, số liệu không đổi\n',
    );
  });

  test('who comes too late is told until when there was time', async () => {
    const city = await createClaimCity({ claimWithin: '1d' });

    const filed = await file(city, '--device', 'cam-1', '--cause', 'power-cut');

    expect(filed.code).toBe(1);
    expect(filed.err).toMatch(
      /^camwatch: expected a claim at the latest \S+ 04:00 \(Asia\/Ho_Chi_Minh\) for an outage that ended \S+ 04:00 \(Asia\/Ho_Chi_Minh\), /,
    );
  });

  test('times and months are those of the city of --config, also where the ledger is given beside it', async () => {
    const city = await createClaimCity();
    const dir = tempFolder();
    const settings = {
      city: { name: 'T', name_en: 'T', time_zone: 'Asia/Tokyo', area_list: '2025-07-01' },
      profiles: { camera: { reach: { prober: 'icmp' } } },
    };
    writeFileSync(join(dir, 'camwatch.yaml'), JSON.stringify(settings));
    const inTokyo = (...args: readonly string[]) =>
      runCamwatch(...args, '--ledger', city.path, '--config', dir, '--lang', 'en');
    await file(city, '--device', 'cam-1', '--cause', 'power-cut');

    const shown = await inTokyo('claim', 'show', '1');
    const listed = await inTokyo('claim', 'list');
    const works = await inTokyo('maintenance', 'list');
    const preview = [
      'claim',
      'decide',
      '1',
      '--accept',
      '--by',
      'x',
      '--author',
      'chi',
      '--dry-run',
    ] as const;
    const decided = await inTokyo(
      ...preview,
      ...['--reason', 'As EVN says', '--json', '--time-zone', 'Asia/Ho_Chi_Minh'],
    );
    const none = await runCamwatch(
      ...['claim', 'list', '--ledger', city.path],
      ...['--config', join(dir, 'none')],
    );

    expect(shown.out).toMatch(/time claimed +\S+ 02:00 to \S+ 05:00\n/);
    expect(shown.out).toMatch(/\n {2}times: Asia\/Tokyo\n$/);
    expect(listed.out).toMatch(/power cut +\S+ 02:00 +\S+ 05:00 .*\ntimes: Asia\/Tokyo\n/);
    expect(works.out).toBe('none on record\ntimes: Asia/Tokyo\n');
    const midnightInTokyoMs = city.downMs - (10 * 24 + 2) * 3_600_000;
    expect(JSON.parse(decided.out).effects).toMatchObject([{ period: { fromMs: midnightInTokyoMs } }]);
    expect(none.code).toBe(1);
    expect(none.err).toContain('camwatch.yaml:1:1 the file: expected a file that can be read, got ENOENT');
  });

  test('where no configuration is there, times and months are those of --time-zone, else of the machine', async () => {
    const city = await createClaimCity();
    const cwd = tempFolder();
    const alone = (TZ: string, ...args: readonly string[]) =>
      promisify(execFile)(CAMWATCH, ['claim', ...args, '--ledger', city.path, '--lang', 'en'], {
        cwd,
        env: { ...process.env, TZ },
      });
    await file(city, '--device', 'cam-1', '--cause', 'power-cut');

    const listed = await alone('Asia/Tokyo', 'list');
    const preview = [
      'decide',
      '1',
      '--accept',
      '--by',
      'x',
      '--author',
      'chi',
      '--reason',
      'So it is',
    ] as const;
    const decided = await alone('UTC', ...preview, '--dry-run', '--json', '--time-zone', 'Asia/Tokyo');

    expect(listed.stdout).toMatch(/power cut +\S+ 02:00 +\S+ 05:00 .*\ntimes: Asia\/Tokyo\n/);
    const midnightInTokyoMs = city.downMs - (10 * 24 + 2) * 3_600_000;
    expect(JSON.parse(decided.stdout).effects).toMatchObject([{ period: { fromMs: midnightInTokyoMs } }]);
  });

  test('what earlier versions put on record unseen is spelt out', async () => {
    const city = await createClaimCity();
    const pen = openDecisions(city.path, { author: 'an', nowMs: Date.now });
    pen.append('claim', { id: '1', action: 'file', body: { ...filedClaim({ evidence: 'EVN \u202eton' }) } });
    pen.close();

    const shown = await city.run('claim', 'show', '1');

    expect(shown.out).toMatch(/ evidence +EVN \\u\{202e\}ton\n/);
  });

  test('its filer withdraws a claim, after looking at what would be', async () => {
    const city = await createClaimCity();
    await file(city, '--device', 'cam-1', '--cause', 'power-cut');
    const withdraw = (...args: readonly string[]) =>
      city.run('claim', 'withdraw', '1', '--by', 'a', '--author', 'an', '--reason', 'Wrong day', ...args);

    const dry = await withdraw('--dry-run', '--lang', 'vi');
    const rowsBefore = rowsOf(city).length;
    const done = await withdraw();
    const listed = await city.run('claim', 'list', '--status', 'withdrawn');

    expect(dry.out).toBe('đề nghị loại trừ 1: sẽ được rút; chưa ghi gì\n');
    expect(rowsBefore).toBe(1);
    expect(done.out).toBe('claim 1: withdrawn\n');
    expect(listed.out).toMatch(/\n *1 {2}withdrawn +keeper +power cut /);
  });

  test('a claim cannot have come in before its outage began', async () => {
    const city = await createClaimCity();
    const letter = join(tempFolder(), 'letter.pdf');
    writeFileSync(letter, 'no power');

    const filed = await file(
      city,
      ...['--device', 'cam-1', '--cause', 'power-cut', '--attach', letter, '--received', city.at(-1)],
    );

    expect(filed.code).toBe(1);
    expect(filed.err).toMatch(
      /^camwatch: expected a claim that came in after its outage began \S+ 00:00 \(Asia\/Ho_Chi_Minh\), got one that came in \S+ 23:00 \(Asia\/Ho_Chi_Minh\) \(device:cam-1\)\n$/,
    );
    expect(rowsOf(city)).toEqual([]);
  });
});
