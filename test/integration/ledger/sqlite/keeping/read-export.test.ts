import { expect, test } from 'vitest';
import { hashRow } from '#ledger/record/row-body.ts';
import { createChain } from '#ledger/sqlite/chain/chain.ts';
import { exportLedger } from '#ledger/sqlite/keeping/export-ledger.ts';
import { isExport, readExport } from '#ledger/sqlite/keeping/read-export.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { importChanges } from '#ledger/sqlite/writing/import-changes.ts';
import { change, openTempLedger, tempLedgerPath } from '#test/support/temp-ledger.ts';

/** A secret camera, a change that was corrected, and one that was imported. */
async function exportSample(): Promise<string[]> {
  const path = tempLedgerPath();
  const ledger = await openTempLedger(path);
  await ledger.recordRevisions(
    [
      { kind: 'site', id: 'hidden', fromMs: 0, body: { secrecy: 'secret' } },
      { kind: 'device', id: 'cam-s', fromMs: 0, body: { site: 'hidden' } },
    ],
    { author: 'an', sourceHash: 'x', recordedMs: 0 },
  );
  await ledger.record({
    changes: [
      change('device:cam-s', 'down', 1_000),
      change('device:cam-1', 'down', 2_000, { evidence: { probes: 3, note: 'a  b' } }),
      change('device:cam-1', 'up', 3_000),
    ],
    coverage: [{ fromMs: 0, toMs: 9_000, closed: 'stop' }],
  });
  await ledger.close();
  const database = openStore(path, { nowMs: () => 0 });
  const up = database.prepare("SELECT seq FROM change WHERE state = 'up'").get();
  createChain(database).transaction((append) => {
    const correction = { origin: 'correction', corrects: Number(up?.seq), author: 'an', source: 'an' };
    const claimed = { run: 'claims', source_seq: 1, recorded_ms: 5, reason: undefined, body: undefined };
    const at = { entity: 'device:cam-1', indicator: 'reach', state: 'up', after_ms: 2_500, at_ms: 2_500 };
    append('change', { ...at, ...correction, ...claimed });
  });
  database.close();
  await importChanges(
    path,
    { source: 'z', about: {}, changes: [change('device:cam-1', 'up', 1)], coverage: [] },
    { author: 'an', nowMs: () => 0 },
  );
  return [...exportLedger(path, { secret: 'withhold' })];
}

test('an export gives its measured changes as corrected, what was watched, and how much is withheld', async () => {
  const text = (await exportSample()).join('\n');

  const content = readExport(text);

  expect(isExport(text)).toBe(true);
  expect(content.problems).toEqual([]);
  expect(content.changes.map(({ change: { entity, state, atMs } }) => [entity, state, atMs])).toEqual([
    ['device:cam-1', 'down', 2_000],
    ['device:cam-1', 'up', 2_500],
  ]);
  expect(content.changes[0]?.change.evidence).toEqual({ probes: 3, note: 'a  b' });
  expect(content.coverage).toEqual([{ fromMs: 0, toMs: 9_000 }]);
  expect(content.withheldRows).toBe(3);
});

test('an export that was changed, or lost a line, is told of with the line', async () => {
  const lines = await exportSample();
  const told = (changed: readonly string[]) =>
    readExport(changed.join('\n')).problems.map(({ line, message }) => [
      line,
      message.replaceAll(/[0-9a-f]{64}/g, 'HASH'),
    ]);
  const downAt = lines.findIndex((line) => line.includes('\\"probes\\":3'));

  expect(told(lines.map((line) => line.replace('\\"probes\\":3', '\\"probes\\":9')))).toEqual([
    [downAt + 1, 'expected content with the hash HASH, got HASH'],
  ]);
  expect(told(lines.toSpliced(-1, 1))).toEqual([
    [lines.length - 1, 'expected the head HASH in the last line, got HASH'],
  ]);
  expect(told(lines.toSpliced(2, 1))[0]).toEqual([3, 'expected row 2, got 3']);
  expect(told([...lines.slice(0, -1), '{"seq":'])[0]).toEqual([
    lines.length,
    `expected row ${lines.length - 1}, got undefined`,
  ]);
});

test.each(['', 'entity,at,state', '{"entity":"device:cam-1"}', '{'])('%j begins no export', (text) => {
  expect(isExport(text)).toBe(false);
});

test.each([
  ['a hash that cannot be made a text', '{"seq":1,"prev":"x","hash":{"toString":1},"body":"{}"}'],
  ['a hash nested without end', `{"seq":1,"hash":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
  ['no object', '[]'],
])('a line with %s is a problem like another', (_, line) => {
  const { problems } = readExport(`{"format":"camwatch-ledger-export","head":{}}\n${line}\n`);

  expect(problems[0]).toMatchObject({ line: 2, message: expect.stringMatching(/^expected /) });
});

test('evidence nested without end is not read', () => {
  const prev = '0'.repeat(64);
  const body = `{"table":"change","evidence":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
  const row = { seq: 1, prev, hash: hashRow(prev, body), body };
  const head = { seq: 1, hash: row.hash };

  const read = readExport(
    `${JSON.stringify({ format: 'camwatch-ledger-export', head })}\n${JSON.stringify(row)}\n`,
  );

  expect(read.changes).toEqual([]);
  expect(read.problems).toEqual([{ line: 2, message: 'expected the body as an object, got something else' }]);
});
