import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { confirmClock } from '#ledger/sqlite/writing/confirm-clock.ts';
import { writeLedger } from '#test/support/settlement-ledger.ts';
import { statementOffice } from '#test/support/statement-office.ts';

const WHY = ['--by', 'a', '--line', '1', '--why', 'mất điện'] as const;

describe('the steps of a statement', () => {
  test('show tells of the objections to a draft, and what is disputed by them', async () => {
    const { seal, about } = statementOffice();
    await seal('draft', 'draft.json');
    await about('object', ...WHY);

    const { out } = await about('show');
    const json = JSON.parse((await about('show', '--json')).out);

    expect(out).toContain('1. contractor:a: mất điện (deductions · device:cam-1)');
    expect(out).toMatch(/\n {2}disputed +45,000 VND\n/);
    expect(json).toMatchObject({
      objections: [],
      onRecord: { objections: [{ number: 1, why: 'mất điện' }], money: { disputed: '45000' } },
    });
  });

  test('show has the times of the zone that the contract names', async () => {
    const { seal, about } = statementOffice({ time_zone: 'UTC' });
    await seal('draft', 'draft.json');

    expect((await about('show')).out).toContain('2025-09 (2025-09-01 00:00 → 2025-10-01 00:00, UTC)');
  });

  test('an agreement is that of the contractor of the contract, with its paper', async () => {
    const { seal, agreed, about } = statementOffice();
    await seal('draft', 'draft.json');

    const other = await seal('issue', 'i.json', '--agreed-by', 'b');
    const bare = await seal('issue', 'i.json', '--agreed-by', 'a');
    const issued = await seal('issue', 'i.json', ...agreed());
    const shown = await about('show');

    expect(other.err).toBe(
      'camwatch: statement cameras:2025-09: expected contractor:a, who alone may agree, got contractor:b\n',
    );
    expect(bare.err).toBe(
      'camwatch: statement cameras:2025-09: expected a paper of the agreement, got none (--attach FILE)\n',
    );
    expect(issued.code).toBe(0);
    expect(shown.out).toMatch(/\n {2}agreed by +contractor:a · agreed\.pdf [0-9a-f]{64}\n/);
  });

  test('the same objection is not put on record twice', async () => {
    const { seal, about } = statementOffice();
    await seal('draft', 'draft.json');
    await about('object', ...WHY);

    expect(await about('object', ...WHY)).toMatchObject({
      code: 1,
      err: 'camwatch: statement cameras:2025-09: is on record already as objection 1: expected another, got the same\n',
    });
  });

  test('no step is taken by a clock that was set back behind the ledger', async () => {
    const { ledger, seal, about } = statementOffice();
    await seal('draft', 'draft.json');
    writeLedger(
      [
        {
          recordedMs: Date.now() + 3_600_000,
          changes: [],
          coverage: [{ fromMs: 0, toMs: 1, closed: 'stop' }],
        },
      ],
      ledger,
    );

    const refused = expect.stringMatching(
      /^camwatch: expected a clock that goes on, got .*, and the ledger has a row that was recorded at .*: was the clock set back\? Where it is right now and was ahead then, have it confirmed \(camwatch clock confirm\)\n$/,
    );
    expect(await about('object', ...WHY)).toMatchObject({ code: 1, err: refused });
    expect(await seal('draft', 'again.json', '--replace', 'vì muốn')).toMatchObject({
      code: 1,
      err: refused,
    });

    confirmClock(
      {
        ...{ path: ledger, author: 'an', nowMs: Date.now },
        time: { wallMs: Date.now(), servers: 'unknown' },
      },
      { reason: 'it was an hour ahead, and is right now', yes: true },
    );
    expect(await about('object', ...WHY)).toMatchObject({ code: 0 });
  });

  test('a folder that is missing is told before any work', async () => {
    const { run, file } = statementOffice();

    const all = await run('draft', '--contract', 'all', '--period', '2025-09', '--out', file('no/where'));
    const one = await run(
      'draft',
      '--contract',
      'cameras',
      '--period',
      '2025-09',
      '--out',
      file('no/x.json'),
    );

    expect(all).toMatchObject({
      code: 1,
      err: `camwatch: --out: ${file('no/where')}: expected a folder that exists, got nothing\n`,
    });
    expect(one.err).toBe(`camwatch: --out: ${file('no')}: expected a folder that exists, got nothing\n`);
    expect(readdirSync(file('.')).filter((name) => name.endsWith('.pem'))).toEqual([]);
  });
});
