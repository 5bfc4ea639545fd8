import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { handOut } from '#contracts/statements/hand-out.ts';
import { findHandedOut, listHandedOut, recordHandedOut } from '#contracts/statements/handed-out.ts';
import { LedgerError } from '#ledger/record/ledger-error.ts';
import { openDecisions } from '#ledger/sqlite/writing/open-decisions.ts';
import { statementLedger } from '#test/support/statement-ledger.ts';
import { openTempReader, tempFolder } from '#test/support/temp-ledger.ts';

const ID = 'c-1:2026-11';
const OF = 'e'.repeat(64);
const CHILD = new URL('../../../support/hand-out-child.ts', import.meta.url).pathname;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const unwritable = (path: string, cause: unknown) => new Error(`${path}: not written`, { cause });
const file = (text: string) => ({
  name: 'october.pdf',
  format: 'pdf' as const,
  sha256: sha256(text),
  sizeBytes: text.length,
});

describe('what is handed out', () => {
  test('is on record once for each content, and once more for whom it is given to', () => {
    const { decisions, rows } = statementLedger();
    const record = (text: string, to?: string) =>
      recordHandedOut(decisions, {
        ...{ id: ID, of: OF, version: '0.1.0', files: [file(text)] },
        ...(to !== undefined && { to }),
      });

    record('one');
    record('one');
    record('two');
    record('one', 'keeper');
    record('one', 'keeper');

    const found = findHandedOut(rows(), sha256('one'));
    expect(listHandedOut(rows())).toHaveLength(3);
    expect(found.map(({ to }) => to)).toEqual([undefined, 'keeper']);
    expect(found[0]).toEqual({
      ...{ id: ID, of: OF, seq: 2, author: 'an' },
      recordedMs: found[0]?.recordedMs,
      file: { name: 'october.pdf', format: 'pdf', sha256: sha256('one'), sizeBytes: 3 },
    });
  });

  test('is on record once where two processes hand it out at the same time', () => {
    const { decisions, ledger, rows } = statementLedger();
    const others = openDecisions(ledger, { author: 'binh', nowMs: Date.now });
    try {
      for (const pen of [decisions, others, decisions])
        recordHandedOut(pen, { id: ID, of: OF, version: '0.1.0', files: [file('one')] });
    } finally {
      others.close();
    }

    expect(listHandedOut(rows())).toHaveLength(1);
  });

  test('is the sealed file of a draft without a row of its own, also where an earlier version drafted it', () => {
    const { draft, rows, folder, life } = statementLedger();
    const { sha256: of } = draft();

    const [name = ''] = readdirSync(folder).filter((each) => each.startsWith('draft-'));
    const found = findHandedOut(rows(), sha256(readFileSync(join(folder, name), 'utf8')));

    expect(found).toMatchObject([{ id: ID, of, file: { name, format: 'json' } }]);
    expect(life().steps.map(({ action }) => action)).toEqual(['drafted']);
  });

  test('decides nothing: steps that were begun before are taken after it', () => {
    const { draft, decisions, life, object } = statementLedger();
    const { sha256: of } = draft();
    recordHandedOut(decisions, { id: ID, of, version: '0.1.0', files: [file('one')] });

    object();

    expect(life().steps.map(({ action }) => action)).toEqual(['drafted', 'objected']);
    expect(life().handedOut.map(({ file: { format } }) => format)).toEqual(['json', 'pdf']);
  });
});

describe('handOut', () => {
  test('leaves no file where the disk is full when its hash is recorded', () => {
    const folder = tempFolder();
    const path = join(folder, 'october.pdf');
    const full = () => {
      throw new LedgerError('LEDGER_FULL', 'no space left');
    };

    expect(() => handOut([{ path, format: 'pdf', bytes: 'one' }], { record: full, unwritable })).toThrow(
      expect.objectContaining({ code: 'LEDGER_FULL' }),
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  test('records nothing where a file cannot be written', () => {
    const path = join(tempFolder(), 'nowhere', 'october.pdf');
    const recorded: unknown[] = [];

    expect(() =>
      handOut([{ path, format: 'pdf', bytes: 'one' }], {
        record: (files) => recorded.push(files),
        unwritable,
      }),
    ).toThrow(`${path}: not written`);
    expect(recorded).toEqual([]);
  });

  test.each([
    ['before', 0],
    ['after', 1],
  ])('that is killed %s the row leaves no file that the ledger does not know', (moment, known) => {
    const folder = tempFolder();
    const ledger = join(folder, 'ledger.sqlite');
    const path = join(folder, 'october.pdf');
    const run = (...more: readonly string[]) =>
      spawnSync(process.execPath, [CHILD, ledger, path, 'one', ...more]);

    const killed = run(moment);
    const rows = () => findHandedOut(openTempReader(ledger).decisions('statement'), sha256('one'));

    expect(killed.signal).toBe('SIGKILL');
    expect(existsSync(path)).toBe(false);
    expect(rows()).toHaveLength(known);
    expect(run().status).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe('one');
    expect(rows()).toHaveLength(1);
  });

  test('is not written through a link that somebody left in the way', () => {
    const folder = tempFolder();
    const [precious, path] = [join(folder, 'ledger.sqlite'), join(folder, 'october.pdf')];
    writeFileSync(precious, 'precious');
    symlinkSync(precious, `${path}.${process.pid}.partial`);

    handOut([{ path, format: 'pdf', bytes: 'one' }], { record: () => undefined, unwritable });

    expect(readFileSync(precious, 'utf8')).toBe('precious');
    expect(readFileSync(path, 'utf8')).toBe('one');
    expect(readdirSync(folder).sort()).toEqual(['ledger.sqlite', 'october.pdf']);
  });
});
