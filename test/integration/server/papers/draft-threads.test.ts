import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { createClock } from '#core/time/clock.ts';
import { markOf } from '#plan/drafts/cell-text.ts';
import type { PaperReader } from '#portal/papers/paper-context.ts';
import { startPapers } from '#server/papers/start-papers.ts';
import { makeFormsCity } from '#test/support/forms-city.ts';

const WARD: PaperReader = {
  ...{ account: 'an', role: 'agency', party: 'agency:ward' },
  ...{ scope: { agency: 'ward' }, seesSecret: false },
};
const UNIT = { year: 2025, unit: 'ward' };

function startOver({ ledger: path, config: folder }: Awaited<ReturnType<typeof makeFormsCity>>) {
  const start = { path, folder, timeZone: 'Asia/Ho_Chi_Minh', clock: createClock().shared };
  const papers = startPapers(start, pino({ level: 'silent' }));
  onTestFinished(async () => await papers.close());
  const type = async (row: string, text: string) =>
    await papers.ask(
      'draft-save',
      { ...UNIT, sheets: [['funding', [{ row, column: 'source', was: markOf(''), text }]]] },
      WARD,
    );
  const rows = async () => {
    const found = await papers.ask('draft-sheet', { ...UNIT, sheet: 'funding', page: 1 }, WARD);
    return found.rows.flatMap(({ key, cells }) => (cells[0]?.text ? [[key, cells[0].text]] : []));
  };
  return { ...papers, type, rows };
}

test('what many type at once is all kept, over a restart, for nobody else on the machine, and handed in from another thread', async () => {
  const city = await makeFormsCity();
  const first = startOver(city);
  const numbers = Array.from({ length: 12 }, (_, index) => index + 1);
  await Promise.all(numbers.map((number) => first.type(`mới ${number}`, `Nguồn ${number}`)));
  await first.close();
  expect((await stat(`${city.ledger}.drafts`)).mode & 0o077).toBe(0);

  const second = startOver(city);
  expect(await second.rows()).toEqual(numbers.map((number) => [`mới ${number}`, `Nguồn ${number}`]));
  const checked = await second.ask('draft-check', UNIT, WARD);
  expect([checked.flawCount, checked.steps]).toEqual([0, { set: 12, removed: 0 }]);
  const handIn = { ...UNIT, seen: checked.content };
  const { outcome, revision } = await second.ask('draft-hand-in', handIn, WARD);
  expect(outcome).toBe('recorded');
  // What ends here is a draft that says what is on record: it is known as such.
  const after = await second.ask('draft-check', UNIT, WARD);
  expect([after.isKnown, after.steps]).toEqual([true, { set: 0, removed: 0 }]);
  expect((await second.ask('draft-hand-in', handIn, WARD)).outcome).toBe('unchanged');
  expect(await second.ask('draft-drop', { ...UNIT, revision }, WARD)).toEqual({ isDropped: true });
  expect((await second.rows())[0]).toEqual(['funding:ward-2025-1', 'Nguồn 1']);
  expect((await second.ask('form-receipt', UNIT, WARD)).nth).toBe(1);
});

test('a draft that cannot be read is told, and not begun anew over what somebody typed', async () => {
  const city = await makeFormsCity();
  const papers = startOver(city);
  await papers.type('mới 1', 'Ngân sách');
  const folder = `${city.ledger}.drafts`;
  const [name = ''] = await readdir(folder);
  const whole = await readFile(join(folder, name), 'utf8');
  await writeFile(join(folder, name), whole.slice(0, -20));
  await expect(papers.type('mới 2', 'Khác')).rejects.toMatchObject({ code: 'FORMS_REFUSED' });
  await writeFile(join(folder, name), whole);
  expect(await papers.rows()).toEqual([['mới 1', 'Ngân sách']]);
});
