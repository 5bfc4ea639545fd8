import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadConfig } from '#config/load-config.ts';
import { listHandedOut } from '#contracts/statements/handed-out.ts';
import type { Delivery, OutgoingMessage } from '#core/domain/notifier.ts';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { openLedgerReader } from '#ledger/sqlite/reading/read-ledger.ts';
import { startReportSchedule } from '#server/keepers/make-reports.ts';
import { CONFIG_HOME } from '#test/support/camwatch.ts';
import { bringUpToDate, type OldLedger, unpackOldLedger } from '#test/support/old-ledger.ts';

let city: OldLedger;
const at = (text: string): number => Date.parse(`${text}+07:00`);
const SCHEDULE = `  schedule:
    - { id: thang, report: month, day: 5, format: [docx, pdf], folder: ../reports, to: [truc] }
    - { id: nam, report: city, days_before: 10, folder: ../reports }
`;

beforeEach(async () => {
  city = unpackOldLedger('reports-1');
  await bringUpToDate(city.path, Date.now());
  const plan = join(city.config, 'plan.yaml');
  writeFileSync(plan, readFileSync(plan, 'utf8').replace('report:\n', `report:\n${SCHEDULE}`));
});
afterEach(() => city.remove());

/** A camwatch that has its clock at an instant, and a mail server that answers so. */
async function start(answer: Delivery = { ok: true }) {
  const config = await loadConfig(city.config);
  const clock = { nowMs: at('2025-11-05T09:20') };
  const mails: OutgoingMessage[] = [];
  const lines: string[] = [];
  const notifier = {
    deliver: async (message: OutgoingMessage) => {
      mails.push(message);
      return answer;
    },
    close: async () => undefined,
  };
  const reports = startReportSchedule({
    ...{ config: () => config, path: city.path, author: 'camwatch', env: { XDG_CONFIG_HOME: CONFIG_HOME } },
    nowMs: () => clock.nowMs,
    logger: pino({ level: 'info' }, { write: (line: string) => lines.push(line) }),
    openNotifiers: async () => ({ notifierOf: () => notifier, close: async () => undefined }),
  });
  const run = async (when: string) => {
    clock.nowMs = at(when);
    return (await reports.run()).map(({ due, outcome }) => `${due.entry.id} ${due.id} ${outcome}`);
  };
  return { run, mails, lines, close: reports.close };
}

function handedOut() {
  const reader = openLedgerReader(city.path);
  const rows = listHandedOut(reader.decisions('statement')).filter(
    ({ scheduled }) => scheduled !== undefined,
  );
  reader.close();
  return rows.map(
    ({ scheduled, file, to }) => `${scheduled} ${file.format}${to === undefined ? '' : ` to ${to}`}`,
  );
}

describe('reports by a schedule', () => {
  test('are made on their days, filed, put on record and mailed once, a restart or not', async () => {
    const first = await start();
    const told = [
      await first.run('2025-11-04T18:00'),
      await first.run('2025-11-05T09:20'),
      await first.run('2025-11-05T10:20'),
    ];
    await first.close();
    const second = await start();
    told.push(
      await second.run('2025-11-06T09:20'),
      await second.run('2025-11-20T09:20'),
      await second.run('2025-11-21T09:20'),
    );
    await second.close();

    expect(told).toEqual([
      [],
      ['thang month:2025-10 sent'],
      ['thang month:2025-10 done'],
      ['thang month:2025-10 done'],
      ['thang month:2025-10 done', 'nam city:2025 made'],
      ['thang month:2025-10 done', 'nam city:2025 done'],
    ]);
    expect(handedOut()).toEqual([
      ...['thang json', 'thang docx', 'thang pdf', 'thang docx to truc', 'thang pdf to truc'],
      ...['nam json', 'nam docx'],
    ]);
    const names = ['bao-cao-month-2025-10.docx', 'bao-cao-month-2025-10.pdf'];
    for (const name of [...names, 'bao-cao-city-2025.docx'])
      expect(existsSync(join(city.folder, 'reports', name))).toBe(true);
    expect(second.mails).toEqual([]);
    expect(first.mails).toMatchObject([
      {
        messageId: 'report.month.2025-10.thang@camwatch',
        content: { subject: '[Báo cáo] Báo cáo tháng 10/2025', files: names.map((name) => ({ name })) },
      },
    ]);
    const [docx] = first.mails[0]?.content.files ?? [];
    expect(
      Buffer.compare(
        Buffer.from(docx?.bytes ?? []),
        readFileSync(join(city.folder, 'reports', names[0] ?? '')),
      ),
    ).toBe(0);
    expect(await verifyLedger(city.path, { scope: 'full', attachments: 'check' })).toMatchObject({
      problems: [],
    });
  }, 60_000);

  test('that the mail server refuses stay due, are told once, and go later as they were made', async () => {
    const refused = await start({ ok: false, failure: 'temporary', detail: 'try later' });
    const told = [await refused.run('2025-11-05T09:20'), await refused.run('2025-11-05T10:20')];
    await refused.close();
    const later = await start();
    told.push(await later.run('2025-11-05T11:20'));
    await later.close();

    expect(told.flat()).toEqual([
      'thang month:2025-10 failed',
      'thang month:2025-10 failed',
      'thang month:2025-10 sent',
    ]);
    expect(refused.lines.filter((line) => line.includes('it stays due'))).toHaveLength(1);
    expect(refused.lines[0]).toContain('try later');
    expect(handedOut()).toEqual([
      'thang json',
      'thang docx',
      'thang pdf',
      'thang docx to truc',
      'thang pdf to truc',
    ]);
    const [before, after] = [refused.mails[0], later.mails[0]];
    expect(after?.messageId).toBe(before?.messageId);
    expect(after?.content.text).toBe(before?.content.text);
  }, 60_000);

  test('that cannot be made are told, and made once they can', async () => {
    const blocked = join(city.folder, 'reports');
    writeFileSync(blocked, 'no folder');
    const { run, lines, close } = await start();

    const told = await run('2025-11-05T09:20');
    await close();

    expect(told).toEqual(['thang month:2025-10 failed']);
    expect(lines[0]).toContain('expected a folder');
    expect(handedOut()).toEqual([]);
  }, 60_000);
});
