import { readFile } from 'node:fs/promises';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { createClock } from '#core/time/clock.ts';
import type { PaperReader } from '#portal/papers/paper-context.ts';
import { startActs } from '#server/acts/start-acts.ts';
import { startPapers } from '#server/papers/start-papers.ts';
import { makeFormsCity } from '#test/support/forms-city.ts';

const WARD: PaperReader = {
  ...{ account: 'an', role: 'agency', party: 'agency:ward' },
  ...{ scope: { agency: 'ward' }, seesSecret: false },
};

test('the plan is read, its forms are taken and handed in, and its entries recorded in threads of their own', async () => {
  const { ledger: path, config: folder, formOf } = await makeFormsCity();
  const start = { path, folder, timeZone: 'Asia/Ho_Chi_Minh', clock: createClock().shared };
  const logger = pino({ level: 'silent' });
  const [acts, papers] = [startActs(start, logger), startPapers(start, logger)];
  onTestFinished(async () => {
    await Promise.all([acts.close(), papers.close()]);
  });

  const plan = await papers.ask('plan', {}, WARD);
  expect(plan.tasks.map(({ id }) => id)).toEqual(['I.1']);
  const form = await papers.ask('plan-form-file', { year: 2025, unit: 'ward' }, WARD);
  expect(Buffer.from(form.content).subarray(0, 2).toString()).toBe('PK');
  const content = await readFile(formOf('ward'));
  const collected = await papers.ask('plan-form-collect', { year: 2025, name: '../x.xlsx', content }, WARD);
  expect([collected.outcome, collected.name]).toEqual(['recorded', 'x.xlsx']);
  const forms = await papers.ask('plan-forms', { year: 2025 }, WARD);
  expect(forms.units.map(({ agency, nth }) => [agency, nth])).toEqual([['ward', 1]]);
  expect((await papers.ask('report-choices', {}, WARD)).year).toBe(2025);

  const values = { text: 'Thiếu điện', year: '2025' };
  const deed = { name: 'plan-set', input: { what: 'obstacle', id: 'new', values } } as const;
  const about = { id: 'obstacle:', afterSeq: 0 };
  const perform = () =>
    acts.perform({ kind: 'paper', deed: { ...deed, about }, party: 'agency:ward', author: 'an' });
  await perform();
  await expect(perform()).rejects.toMatchObject({ code: 'DECISION_CHANGED' });
  const { entries } = await papers.ask('plan-register', { register: 'obstacle' }, WARD);
  expect(entries.map((entry) => entry.values)).toEqual([
    { text: 'Thiếu điện', year: '2025', agency: 'ward' },
  ]);
});
