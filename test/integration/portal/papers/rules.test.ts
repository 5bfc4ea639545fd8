import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { claimedCity } from './claimed-city.ts';

const anchorsOf = (page: string) => new Set(Array.from(page.matchAll(/id="r-([\d.]+)"/g), ([, id]) => id));

test.each(['vi', 'en'])(
  'each clause that a figure cites is on the page of the rules (%s)',
  async (language) => {
    const { person, downMs } = await claimedCity({ isClaimed: false });
    const contractor = await person('contractor', 'a');
    const period = new Date(downMs + 7 * 3_600_000).toISOString().slice(0, 7);
    const why = await contractor.read(`/statements/keeper/${period}/explain/device%3Acam-1?lang=${language}`);
    const cited = Array.from(why.text.matchAll(/href="\/rules[^"]*#r-([\d.]+)"/g), ([, id]) => id);
    const rules = await contractor.read(`/rules?lang=${language}`);

    expect(rules.status).toBe(200);
    expect(cited).toEqual(expect.arrayContaining(['8.1', '5.1']));
    expect(cited.filter((clause) => !anchorsOf(rules.text).has(clause))).toEqual([]);
    expect(rules.text).not.toMatch(/&lt;a id|\]\([a-z]+\.md/);
  },
);

test('an outage leads to its row, which is as the record has it, with its hash', async () => {
  const { person, downMs, path } = await claimedCity({ isClaimed: false });
  const contractor = await person('contractor', 'a');
  const period = new Date(downMs + 7 * 3_600_000).toISOString().slice(0, 7);
  const { text } = await contractor.read(`/statements/keeper/${period}/explain/device%3Acam-1?lang=en`);
  const led = Array.from(text.matchAll(/href="#row-(\d+)"/g), ([, seq]) => Number(seq));
  const shown = Array.from(
    text.matchAll(/<tr id="row-(\d+)">.*?<code class="small">([0-9a-f]{64})<\/code>/gs),
    ([, seq, hash]) => ({ seq: Number(seq), hash }),
  );

  using database = new DatabaseSync(path, { readOnly: true });
  const own = database
    .prepare("SELECT seq, lower(hex(hash)) AS hash FROM change WHERE entity = 'device:cam-1' ORDER BY at_ms")
    .all();
  expect(shown).toEqual(own.map((row) => ({ ...row })));
  expect(led).not.toEqual([]);
  expect(shown.map(({ seq }) => seq)).toEqual(expect.arrayContaining(led));
});

test('the rules have as many clauses in one language as in the other, and nobody reads them without an account', async () => {
  const { person, portal } = await claimedCity({ isClaimed: false });
  const auditor = await person('auditor');
  const [vi, en] = [await auditor.read('/rules?lang=vi'), await auditor.read('/rules?lang=en')].map(
    ({ text }) => anchorsOf(text),
  );

  expect(vi?.size).toBeGreaterThan(60);
  expect(vi).toEqual(en);
  expect((await portal.get('/rules')).status).not.toBe(200);
});
