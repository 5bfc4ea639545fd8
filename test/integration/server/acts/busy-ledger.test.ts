import { DatabaseSync } from 'node:sqlite';
import pino from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { startActs } from '#server/acts/start-acts.ts';
import { openIncidentSource, sampleIncidentLedger } from '#test/support/portal-incidents.ts';
import { TROUBLED_LINE } from '#test/support/troubled-portal.ts';

test('a note for a ledger that is locked is refused in words, writes nothing, and is written once when it is sent again', async () => {
  const path = sampleIncidentLedger();
  const clock = new SharedArrayBuffer(1_024);
  const acts = startActs(
    { path, folder: '', timeZone: 'Asia/Ho_Chi_Minh', clock },
    pino({ level: 'silent' }),
  );
  onTestFinished(() => acts.close());
  const holder = new DatabaseSync(path);
  onTestFinished(() => holder.close());
  const note = () =>
    acts.perform({
      ...{ kind: 'note', input: { id: TROUBLED_LINE, text: 'Đã gọi nhà mạng.', afterSeq: 0 } },
      ...{ party: { kind: 'operator' }, author: 'noc.city' },
    });
  const noted = () => openIncidentSource(path).touchHead().step;
  const before = noted();

  holder.exec('BEGIN IMMEDIATE');
  await expect(note()).rejects.toMatchObject({
    code: 'LEDGER_BUSY',
    said: { vi: 'sổ ghi đang bận và chưa nhận: chưa có gì được ghi, hãy gửi lại' },
  });
  expect(noted()).toBe(before);

  holder.exec('ROLLBACK');
  await note();
  const after = noted();
  expect(after).toBeGreaterThan(before);
  await note();
  expect(noted()).toBe(after);
}, 60_000);
