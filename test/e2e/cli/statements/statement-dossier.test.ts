import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { whyChanged } from '#contracts/dossier/why-changed.ts';
import { loadStatementKey } from '#contracts/statements/statement-key.ts';
import { SealedStatement } from '#contracts/statements/statement-schema.ts';
import { sealStatement } from '#contracts/statements/statement-seal.ts';
import type { Entity } from '#core/domain/state.ts';
import { createChain } from '#ledger/sqlite/chain/chain.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { runCamwatch } from '#test/support/camwatch.ts';
import { createClaimCity } from '#test/support/claim-city.ts';
import { openTempReader, tempFolder } from '#test/support/temp-ledger.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The month of a claim city as a statement, with a claim of its contractor that came in six hours after the outage began. */
async function disputedCity() {
  const city = await createClaimCity();
  const folder = tempFolder();
  const letter = join(folder, 'notice.pdf');
  writeFileSync(letter, 'no power');
  const period = new Date(city.downMs + 7 * HOUR_MS).toISOString().slice(0, 7);
  const out = (name: string) => join(folder, name);
  const ofStatement = (command: string, ...args: readonly string[]) =>
    runCamwatch('statement', command, '--ledger', city.path, '--lang', 'en', ...args);
  const which = ['--contract', 'keeper', '--period', period, '--author', 'an'];
  const statement = (command: string, name: string, ...args: readonly string[]) =>
    done(ofStatement(command, ...which, '--key', out('key.pem'), '--out', out(name), ...args));
  const object = (...args: readonly string[]) => done(ofStatement('object', ...which, ...args));
  const read = (name: string) => SealedStatement.parse(JSON.parse(readFileSync(out(name), 'utf8'))).document;
  await done(
    city.run(
      ...['claim', 'file', '--area', 'ba-dinh', '--from', city.at(0), '--to', city.at(4)],
      ...['--cause', 'power-cut', '--evidence', 'Notice of EVN', '--by', 'a', '--author', 'an'],
      ...['--received', city.at(6), '--attach', letter],
    ),
  );
  const decide = (...args: readonly string[]) =>
    done(
      city.run(
        ...['claim', 'decide', '1', '--author', 'chi', '--reason', 'As EVN says', '--by', 'x', '--yes'],
        ...args,
      ),
    );
  return { ...city, letter, out, ofStatement, statement, object, read, decide };
}

/** As the collector's owner does it with what a wrong clock wrote, of outages here that are over. */
function voidChanges(path: string, entity: Entity, recordedMs: number): void {
  const [row] = [...openTempReader(path).changes({ entities: [entity] })].filter(
    ({ state }) => state === 'down',
  );
  const database = openStore(path, { nowMs: () => recordedMs });
  createChain(database).transaction((append) =>
    append('void', {
      ...{ voids: row?.seq, kind: 'change', recorded_ms: recordedMs },
      ...{ author: 'chi', reason: 'the clock stood at 2036' },
    }),
  );
  database.close();
}

/** What went before must have been done. */
async function done(running: ReturnType<typeof runCamwatch>): Promise<void> {
  const { code, out, err } = await running;
  if (code !== 0) throw new Error(`${out}${err}`);
}

describe('the dossier of a statement', () => {
  test('has who filed, on which papers, who decided and why, and that the decision was late', async () => {
    const city = await disputedCity();
    await city.decide('--accept', '--to', city.at(2));

    await city.statement('draft', 'draft.json');
    const { dossier, warnings } = city.read('draft.json');

    const [claim] = dossier?.claims ?? [];
    const dueMs = city.downMs + 6 * HOUR_MS + 10 * DAY_MS;
    const decidedMs = claim?.decision?.recordedMs ?? 0;
    expect(claim).toMatchObject({
      ref: 'claim:1',
      cause: 'power-cut',
      status: 'accepted-in-part',
      fromMs: city.downMs,
      toMs: city.downMs + 4 * HOUR_MS,
      entities: ['device:cam-1', 'device:cam-2'],
      filed: {
        by: 'contractor:a',
        author: 'an',
        receivedMs: city.downMs + 6 * HOUR_MS,
        evidence: 'Notice of EVN',
        files: [{ name: 'notice.pdf', sha256: createHash('sha256').update('no power').digest('hex') }],
      },
      against: [],
      toHear: [],
      decision: {
        by: 'agency:x',
        author: 'chi',
        reason: 'As EVN says',
        accepted: {
          fromMs: city.downMs,
          toMs: city.downMs + 2 * HOUR_MS,
          entities: ['device:cam-1', 'device:cam-2'],
        },
      },
      limits: [
        { limit: 'filed', dueMs: city.downMs + 4 * HOUR_MS + 70 * DAY_MS, overMs: 0 },
        { limit: 'decided', dueMs, doneMs: decidedMs, overMs: decidedMs - dueMs },
      ],
    });
    expect(decidedMs - dueMs).toBeGreaterThan(0);
    expect(warnings).toEqual([{ code: 'decided-late', claim: 'claim:1', dueMs, atMs: decidedMs }]);
  });

  test('has what was objected, on time, with its papers and what became of it', async () => {
    const city = await disputedCity();
    await city.statement('draft', 'draft.json');
    await city.object('--by', 'a', '--line', '1', '--why', 'no power', '--attach', city.letter);
    await city.statement('issue', 'issued.json', '--agreed-by', 'a', '--attach', city.letter);

    const { dossier, objections, figures } = city.read('issued.json');

    const [line] = figures.parts[0]?.money.lines ?? [];
    expect(dossier?.objections).toMatchObject([
      {
        number: 1,
        files: [{ name: 'notice.pdf' }],
        lines: [{ line: 'deductions · device:cam-1', payable: line?.payable }],
        claims: ['claim:1'],
        limits: [{ limit: 'objected', doneMs: objections[0]?.recordedMs, overMs: 0 }],
      },
    ]);
  });

  test('of a restatement says what came on record since and whose figures it touches', async () => {
    const city = await disputedCity();
    await city.statement('draft', 'draft.json');
    await city.statement('issue', 'issued.json', '--agreed-by', 'a', '--attach', city.letter);
    await city.decide('--accept', '--device', 'cam-1');
    await city.statement('restate', 'restated.json', '--reason', 'claim 1');

    const { dossier } = city.read('restated.json');

    expect(dossier?.since).toMatchObject({
      recordedBeforeMs: city.read('issued.json').recordedBeforeMs,
      changes: [{ kind: 'claim-decided', ref: 'claim:1', author: 'chi', entities: ['device:cam-1'] }],
    });
  });

  test('is shown and explained with the device, its place and every act, in both languages', async () => {
    const city = await disputedCity();
    await city.decide('--accept', '--to', city.at(0.1));
    await city.statement('draft', 'draft.json');
    const period = city.read('draft.json').period.label;
    const which = ['--contract', 'keeper', '--period', period];
    const ask = (command: string, ...args: readonly string[]) => city.ofStatement(command, ...args, ...which);

    const shown = await ask('show');
    const inVietnamese = await ask('show', '--lang', 'vi');
    const explained = await ask('explain', 'cam-1');
    const json = JSON.parse((await ask('show', '--json')).out);
    const explainedJson = JSON.parse((await ask('explain', 'cam-1', '--json')).out);

    expect(shown.out).toMatch(
      /availability: missed \(2\).*\n {4}device:cam-1 \(cam-1, Cột 1, ba-dinh\): [\d,]+ \/ [\d,]+ ms = 99\.\d+ % < 99\.50? %/,
    );
    expect(shown.out).toContain('  Claim No. 1 (claim:1)\n');
    expect(shown.out).toContain(
      `        notice.pdf ${createHash('sha256').update('no power').digest('hex')}`,
    );
    expect(shown.out).toContain('“As EVN says”');
    expect(inVietnamese.out).toContain('  Đề nghị loại trừ số 1 (claim:1)\n');
    expect(explained.out).toContain('device:cam-1 (cam-1, Cột 1, ba-dinh) · keeper');
    expect(explained.out).toContain('“As EVN says”');
    expect(explained.out).toMatch(/\n {2}excused: power cut \(claim:1\), 6m /);
    expect(json.names).toMatchObject({
      agency: 'Sở X',
      entities: { 'device:cam-1': 'cam-1' },
      places: { 'device:cam-1': 'Cột 1, ba-dinh' },
      parties: { 'contractor:a': 'Nhà thầu A' },
    });
    expect(explainedJson).toMatchObject({
      ...{ name: 'cam-1', place: 'Cột 1, ba-dinh' },
      decisions: { claims: [{ ref: 'claim:1', decision: { reason: 'As EVN says' } }] },
      parts: [
        {
          outages: [
            {
              putDown: [
                { class: 'excused', ms: 0.1 * HOUR_MS },
                { class: 'down', ms: 3.9 * HOUR_MS },
              ],
            },
          ],
        },
      ],
    });
  });

  test('of a restatement says that a row was voided, by whom, when and why', async () => {
    const city = await disputedCity();
    await city.statement('draft', 'draft.json');
    await city.statement('issue', 'issued.json', '--agreed-by', 'a', '--attach', city.letter);
    const { recordedBeforeMs } = city.read('issued.json');
    voidChanges(city.path, 'device:cam-1', recordedBeforeMs + 1);
    await city.statement('restate', 'restated.json', '--reason', 'the clock was ahead');

    const { dossier, differences } = city.read('restated.json');

    const cell = differences?.find(({ where }) => where.endsWith('device:cam-1 › percent'));
    expect(cell).toMatchObject({ new: '100.00' });
    expect(dossier?.since?.changes).toEqual([
      {
        kind: 'void',
        ref: expect.stringMatching(/^void:\d+$/),
        count: 1,
        recordedMs: recordedBeforeMs + 1,
        author: 'chi',
        reason: 'the clock stood at 2036',
        entities: ['device:cam-1'],
      },
    ]);
    expect(cell && whyChanged(cell, dossier?.since)).toEqual(dossier?.since?.changes);
  });

  test('is verified against the ledger: a seal over another dossier is red', async () => {
    const city = await disputedCity();
    await city.decide('--reject');
    await city.statement('draft', 'draft.json');
    const document = city.read('draft.json');
    const [claim, ...others] = document.dossier?.claims ?? [];
    const [limit, ...limits] = claim?.limits ?? [];
    if (!document.dossier || !claim || !limit) throw new Error('expected a claim with limits');
    const kept = { ...claim, limits: [limit, ...limits].map((one) => ({ ...one, overMs: 0 })) };
    const forged = { ...document, dossier: { ...document.dossier, claims: [kept, ...others] } };
    const key = loadStatementKey(city.out('key.pem'));
    writeFileSync(city.out('forged.json'), sealStatement(forged, key).text);

    const genuine = await city.ofStatement('verify', city.out('draft.json'));
    const red = await city.ofStatement('verify', city.out('forged.json'), '--json');

    expect(genuine.out).toMatch(/decisions, claims and what parties said +good/);
    expect(genuine.code).toBe(0);
    expect(red.code).toBe(1);
    expect(JSON.parse(red.out)).toMatchObject({
      checks: expect.arrayContaining([
        {
          name: 'dossier',
          outcome: 'bad',
          problems: ['expected claims as the ledger has them, got others'],
        },
      ]),
    });
  });
});
