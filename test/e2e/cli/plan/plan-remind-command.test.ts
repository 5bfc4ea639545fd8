import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readZip } from '#core/archives/zip.ts';
import { openDecisions } from '#ledger/sqlite/writing/open-decisions.ts';
import { runCamwatch } from '#test/support/camwatch.ts';
import { HANOI_DIR } from '#test/support/hanoi.ts';
import { openTempReader, tempFolder } from '#test/support/temp-ledger.ts';

/** The sample city, in which two units hand in: one with an address, and one without. No mail server. */
function city() {
  const folder = tempFolder();
  const config = join(folder, 'config');
  cpSync(HANOI_DIR, config, { recursive: true });
  const plan = readFileSync(join(config, 'plan.yaml'), 'utf8').replace(
    'kinds: [department, police, ward]\n',
    'kinds: []\n  agencies: [ubnd-phuong-ba-dinh, so-xay-dung]\n',
  );
  writeFileSync(join(config, 'plan.yaml'), plan);
  const ledger = join(folder, 'ledger.sqlite');
  openDecisions(ledger, { author: 'an', nowMs: Date.now }).close();
  const run = (...args: readonly string[]) =>
    runCamwatch('plan', 'remind', '--config', config, '--ledger', ledger, '--lang', 'en', ...args);
  return { folder, config, ledger, run };
}

const BA_DINH = 'Ủy ban nhân dân phường Ba Đình (ubnd-phuong-ba-dinh)';

describe('camwatch plan remind', () => {
  test('says what is due and to whom, and what has no address', async () => {
    const { run, ledger } = city();

    const { code, out, err } = await run('--at', '2025-11-15', '--dry-run');

    expect(err).toBe('');
    expect(
      out,
    ).toBe(`NO ADDRESS  Sở Xây dựng (so-xay-dung): report of 2025, deadline 29/11/2025, 14 days left (that of 14 days)
    plan.yaml: reminders.contacts has no contact of so-xay-dung
to be sent  ${BA_DINH}: report of 2025, deadline 29/11/2025, 14 days left (that of 14 days)
    van-thu-ba-dinh, truc-nen-tang
Nothing was sent, and nothing put on record.
Units without an address: add one to reminders.contacts of plan.yaml, or send the letter once they are late.
`);
    // A unit that cannot be reached is a problem, also before it is tried.
    expect(code).toBe(1);
    expect([...openTempReader(ledger).decisions('plan_step')]).toEqual([]);
  });

  test('writes a letter to each unit that is late, once', async () => {
    const { run, ledger, folder } = city();
    const out = join(folder, 'letters');

    const first = await run('--at', '2025-12-02', '--letters', '--out', out, '--json');
    const second = await run('--at', '2025-12-03', '--letters', '--out', out);

    expect(first.code).toBe(0);
    expect(JSON.parse(first.out)).toMatchObject([
      { id: 'letter:so-xay-dung:2025-11-29', outcome: 'written', daysLate: 3 },
      { id: 'letter:ubnd-phuong-ba-dinh:2025-11-29', outcome: 'written', daysLate: 3 },
    ]);
    expect(readdirSync(out)).toEqual([
      'don-doc-so-xay-dung-2025-11-29.docx',
      'don-doc-ubnd-phuong-ba-dinh-2025-11-29.docx',
    ]);
    expect(second.out).toContain('Letters written: 0, to 0 units; units that had one: 2.');
    const rows = [...openTempReader(ledger).decisions('plan_step')];
    expect(rows.map(({ id, action }) => `${action} ${id}`)).toEqual([
      'sent letter:so-xay-dung:2025-11-29',
      'sent letter:ubnd-phuong-ba-dinh:2025-11-29',
    ]);
    const document = readZip(readFileSync(join(out, 'don-doc-ubnd-phuong-ba-dinh-2025-11-29.docx'))).find(
      ({ path }) => path === 'word/document.xml',
    );
    const words = Buffer.from(document?.data ?? [])
      .toString('utf8')
      .replaceAll(/<[^>]*>/g, '');
    expect(words).toContain('V/v đôn đốc gửi báo cáo năm 2025');
    expect(words).toContain('Kính gửi: Ủy ban nhân dân phường Ba Đình');
    expect(words).toContain('quá hạn 3 ngày');
  });

  test('writes one letter to all of them, and has it on record for each', async () => {
    const { run, ledger, folder } = city();
    const out = join(folder, 'letters');

    const { out: told } = await run('--at', '2025-12-02', '--letters', '--together', '--out', out);
    const again = await run('--at', '2025-12-03', '--letters', '--out', out);

    expect(readdirSync(out)).toEqual(['don-doc-chung-so-khoa-hoc-va-cong-nghe-2025-11-29.docx']);
    expect(told.match(/\.docx/g)).toHaveLength(1);
    expect(told).toContain('Letters written: 1, to 2 units; units that had one: 0.');
    expect(again.out).toContain('Letters written: 0, to 0 units; units that had one: 2.');
    const rows = [...openTempReader(ledger).decisions('plan_step')];
    expect(rows.map(({ id }) => id)).toEqual([
      'letter:so-xay-dung:2025-11-29',
      'letter:ubnd-phuong-ba-dinh:2025-11-29',
    ]);
  });

  test('refuses an agency that is not there, a time that is none, and a folder without a plan', async () => {
    const { run, config } = city();

    const agency = await run('--by', 'nobody');
    const time = await run('--at', 'soon');
    writeFileSync(join(config, 'plan.yaml'), '');
    const broken = await run();

    expect([agency.code, agency.err]).toEqual([
      2,
      'error: --by: expected the id of an agency of the inventory, got "nobody"\n',
    ]);
    expect(time.code).toBe(2);
    expect(time.err).toContain('error: --at: expected a time such as 2025-10-01T08:00:00+07:00');
    expect(broken.code).toBe(1);
    expect(broken.err).toContain('plan.yaml:1:1');
  });
});
