import { renameSync } from 'node:fs';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { createClock } from '#core/time/clock.ts';
import type { PaperReader } from '#portal/papers/paper-context.ts';
import { startPapers } from '#server/papers/start-papers.ts';
import { createClaimCity } from '#test/support/claim-city.ts';

const OFFICE: PaperReader = { account: 'an', role: 'dost', party: 'dost', scope: 'city', seesSecret: true };

test('a thread that ends in the middle tells all who wait, and the next question has another one', async () => {
  const { path } = await createClaimCity();
  const gone = `${path}.gone`;
  renameSync(path, gone);
  const start = { path, folder: path, timeZone: 'Asia/Ho_Chi_Minh', clock: createClock().shared };
  const papers = startPapers(start, pino({ level: 'silent' }));
  onTestFinished(papers.close);

  const asked = await Promise.allSettled([
    papers.ask('contracts', {}, OFFICE),
    papers.ask('claims', {}, OFFICE),
  ]);
  expect(asked).toMatchObject([
    { status: 'rejected', reason: { code: 'PAPER_FAILED' } },
    { status: 'rejected', reason: { code: 'PAPER_FAILED' } },
  ]);

  renameSync(gone, path);
  const { contracts } = await papers.ask('contracts', {}, OFFICE);
  expect(contracts.map(({ id }) => id)).toContain('keeper');
});

test('whoever waits while the server ends is told', async () => {
  const { path } = await createClaimCity();
  const start = { path, folder: path, timeZone: 'Asia/Ho_Chi_Minh', clock: createClock().shared };
  const papers = startPapers(start, pino({ level: 'silent' }));

  const [asked] = await Promise.allSettled([papers.ask('contracts', {}, OFFICE), papers.close()]);

  expect(asked).toMatchObject({ status: 'rejected', reason: { code: 'PAPER_FAILED' } });
});
