import { describe, expect, test } from 'vitest';
import { runCamwatch } from '#test/support/camwatch.ts';
import { statementOffice } from '#test/support/statement-office.ts';
import { editFile, writeSummedCity } from '#test/support/summed-city.ts';
import { tamper } from '#test/support/temp-ledger.ts';

const TRIGGER =
  "CREATE TRIGGER calm BEFORE INSERT ON change WHEN NEW.state = 'down' BEGIN SELECT RAISE(IGNORE); END";

describe('a ledger whose chain holds, and whose working tables do not', () => {
  test('a statement is red where a present state is gone, and its figures are what they were', async () => {
    const { ledger, seal, run, file } = statementOffice();
    await seal('draft', 'draft.json');
    const before = await run('verify', file('draft.json'));
    tamper(ledger, "DELETE FROM status WHERE entity = 'device:cam-1'");

    const after = await run('verify', file('draft.json'), '--json');
    const plain = await runCamwatch('ledger', 'verify', '--ledger', ledger);

    expect(before).toMatchObject({ code: 0, err: '' });
    expect(after.code).toBe(1);
    expect(JSON.parse(after.out)).toMatchObject({
      verdict: 'bad',
      differences: [],
      checks: expect.arrayContaining([
        {
          name: 'ledger',
          outcome: 'bad',
          problems: [
            expect.stringMatching(
              /^the status of device:cam-1 reach is not what the changes say: expected up .*, got none;/,
            ),
          ],
        },
        { name: 'figures', outcome: 'good', problems: [] },
      ]),
    });
    expect(plain.code).toBe(1);
    expect(plain.out).toContain(': the ledger is broken: 1 problem\n  the status of device:cam-1 reach');
  });

  test('a quick question is not answered from sums that somebody edited', async () => {
    const ledger = writeSummedCity();
    const ask = () =>
      runCamwatch('sla', '--by', 'kind', '--period', '2025-10-02', '--ledger', ledger, '--lang', 'en');
    const before = await ask();
    tamper(
      ledger,
      "UPDATE day_group SET down_ms = 0, up_ms = 172800000 WHERE kind = 'kind' AND id = 'camera' AND date = '2025-10-02'",
    );

    const after = await ask();

    expect(before).toMatchObject({ code: 0, err: '' });
    expect(before.out).toContain('75.00');
    expect(after).toMatchObject({ code: 1, out: '' });
    expect(after.err).toContain(
      'the sums of days are not what the changes give: camwatch ledger days rebuild makes them again\n  day_group kind camera reach 2025-10-02: expected 2 entities, up 129600000, degraded 0, down 43200000',
    );
  });

  test('no command gives figures of a ledger with a trigger of somebody else, until it is taken out', async () => {
    const ledger = writeSummedCity();
    editFile(ledger, TRIGGER);

    const asked = await runCamwatch('sla', '--by', 'kind', '--period', '2025-10-02', '--ledger', ledger);
    const restored = await runCamwatch('ledger', 'restore', ledger, '--ledger', `${ledger}.restored`);
    const rebuilt = await runCamwatch('ledger', 'rebuild', '--ledger', ledger);
    const verified = await runCamwatch('ledger', 'verify', '--full', '--ledger', ledger);

    expect(asked).toMatchObject({ code: 1, out: '' });
    expect(asked.err).toContain(
      'expected the schema of a ledger, got another:\n  trigger calm does not belong in a ledger',
    );
    expect(restored.code).toBe(1);
    expect(restored.err).toContain('\n  trigger calm does not belong in a ledger');
    expect(rebuilt).toMatchObject({ code: 0, err: '' });
    expect(rebuilt.out).toContain('  trigger calm does not belong in a ledger: CREATE TRIGGER calm');
    expect(verified).toMatchObject({ code: 0, err: '' });
  });
});
