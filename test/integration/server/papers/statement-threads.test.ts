import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { loadSettings } from '#config/settings/load-settings.ts';
import { createClock } from '#core/time/clock.ts';
import type { PaperReader } from '#portal/papers/paper-context.ts';
import { startActs } from '#server/acts/start-acts.ts';
import { startPapers } from '#server/papers/start-papers.ts';
import { createClaimCity } from '#test/support/claim-city.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const SETTINGS = `city: { name: Hà Nội, name_en: Hanoi, time_zone: ${timeZone}, area_list: 2025-07-01 }
collector:
  canaries: [{ address: 127.0.0.1 }]
profiles:
  camera:
    reach: { prober: icmp, interval: 60s }
statements: { key: keys/statement.pem }
`;

const OFFICE: PaperReader = { account: 'an', role: 'dost', party: 'dost', scope: 'city', seesSecret: true };

test('a statement is sealed by a thread with the key of the settings, and read, written and explained by others', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'camwatch-threads-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'camwatch.yaml'), SETTINGS);
  const key = join(folder, (await loadSettings(folder)).statements.key);
  const { path, downMs } = await createClaimCity();
  const start = { path, timeZone, folder, clock: createClock().shared };
  const logger = pino({ level: 'silent' });
  const [acts, papers] = [startActs(start, logger), startPapers(start, logger)];
  onTestFinished(acts.close);
  onTestFinished(papers.close);
  const period = new Date(downMs + 7 * 3_600_000).toISOString().slice(0, 7);
  const which = { contract: 'keeper', period };

  const preview = await papers.ask('statement-preview', { step: 'draft', ...which }, OFFICE);
  expect([preview.document.money.total, existsSync(key)]).toEqual(['20000', false]);
  await acts.perform({
    kind: 'paper',
    deed: { name: 'statement-draft', input: which, about: { id: `keeper:${period}`, afterSeq: 0 } },
    ...{ party: 'dost', author: 'an' },
  });
  expect(statSync(key).mode & 0o077).toBe(0);
  expect(statSync(dirname(key)).mode & 0o077).toBe(0);

  const read = await papers.ask('statement', which, OFFICE);
  const sha256 = read.latest ?? '';
  expect(read.shown?.document.money).toMatchObject({ total: '20000', disputed: '0' });
  const asked = { ...which, sha256, format: 'pdf', language: 'vi' } as const;
  const { content } = await papers.ask('statement-file', asked, OFFICE);
  expect(Buffer.from(content).toString('latin1', 0, 5)).toBe('%PDF-');
  const { explanation } = await papers.ask('explain', { ...which, entity: 'device:cam-1' }, OFFICE);
  expect(explanation.parts[0]?.outages).toHaveLength(1);
  const foreign = papers.ask('explain', { ...which, entity: 'link:l-1' }, OFFICE);
  await expect(foreign).rejects.toMatchObject({ code: 'STATEMENT_UNKNOWN' });
  expect(await papers.ask('verify-record', { isWhole: true }, OFFICE)).toMatchObject({ problemCount: 0 });
  const verified = await papers.ask('statement-verify', which, OFFICE);
  expect([verified?.isGood, verified?.sha256]).toEqual([true, sha256]);
});
