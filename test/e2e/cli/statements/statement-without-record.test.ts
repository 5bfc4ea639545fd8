import { describe, expect, test } from 'vitest';
import { statementOffice } from '#test/support/statement-office.ts';

/** The contract began in January, its record in August. */
const BEFORE = ['--contract', 'cameras', '--period', '2025-07'];

describe('a month before the record begins', () => {
  test('is drafted without availability and money, also where the unknown counts as down, and not issued', async () => {
    const { run, file } = statementOffice({ unknown: 'down' });

    const draft = await run('draft', ...BEFORE, '--author', 'an', '--out', file('july.json'));
    const shown = await run('show', ...BEFORE);
    const json = JSON.parse((await run('show', ...BEFORE, '--json')).out);
    const explained = await run('explain', 'cam-1', ...BEFORE);

    expect(draft).toMatchObject({
      code: 0,
      out: expect.stringContaining('availability: no record, coverage 0.00 %'),
    });
    expect(shown.out).toMatch(/\n {2}availability +no record\n/);
    expect(shown.out).toContain(
      'never measured in the period, held against nobody (2)\n  device:cam-1\n  device:cam-2\nmoney\n  none\n',
    );
    expect(shown.out).toContain('nothing is known of the reach of 2 of 2 devices and lines');
    expect(json.figures).toMatchObject({
      total: '0',
      parts: [{ neverMeasured: ['device:cam-1', 'device:cam-2'], money: { lines: [] } }],
    });
    expect(explained.out).toContain('never measured in the period: held against nobody');
    expect(explained.out).toContain('  counted = 0 up + 0 degraded + 0 down = 0 ms\n');
  });

  test('is not issued, whoever agreed', async () => {
    const { run, file } = statementOffice({ unknown: 'down', objection: '0d' });
    await run('draft', ...BEFORE, '--author', 'an', '--out', file('july.json'));

    expect(await run('issue', ...BEFORE, '--author', 'an', '--out', file('i.json'))).toMatchObject({
      code: 1,
      err: 'camwatch: statement cameras:2025-07: nothing of the period is on record (coverage 0 %): there is nothing to issue\n',
    });
  });
});
