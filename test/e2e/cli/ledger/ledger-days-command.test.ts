import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCamwatch } from '#test/support/camwatch.ts';
import { tamper, tempFolder } from '#test/support/temp-ledger.ts';

async function writeMonth(): Promise<string> {
  const ledger = join(tempFolder(), 'ledger.sqlite');
  const { code } = await runCamwatch(
    ...[
      'simulate',
      'history',
      '--from',
      '2025-10-01',
      '--to',
      '2025-11-01',
      '--seed',
      '7',
      '--ledger',
      ledger,
    ],
  );
  expect(code).toBe(0);
  return ledger;
}

const days = (...args: readonly string[]) => runCamwatch('ledger', 'days', ...args);

describe('camwatch ledger days', () => {
  test('what was rebuilt agrees with the intervals, and what was changed is told', async () => {
    const ledger = await writeMonth();

    const rebuilt = await days('rebuild', '--ledger', ledger);
    const checked = await days('check', '--ledger', ledger);
    tamper(
      ledger,
      "UPDATE day_group SET up_ms = up_ms + 1 WHERE kind = 'kind' AND id = 'nvr' AND date = '2025-10-05'",
    );
    const changed = await days('check', '--ledger', ledger);

    expect(rebuilt.out).toMatch(
      /: 3[12] days made again from the record, 2025-(09-30|10-01) to 2025-10-31 \(Asia\/Ho_Chi_Minh\)\n/,
    );
    expect(checked).toMatchObject({ code: 0, err: '' });
    expect(checked.out).toMatch(/: the sums of 3[12] days agree with the intervals\n$/);
    expect(changed.code).toBe(1);
    expect(changed.out).toMatch(/: \d differences? in the sums of 3[12] days\n/);
    expect(changed.out).toMatch(
      /\n {2}day_group kind nvr reach 2025-10-05: expected \d+ entities, up \d+, .* ms, got /,
    );
  });

  test('days without sums are missing, and no difference', async () => {
    const ledger = await writeMonth();

    const { code, out } = await days('check', '--ledger', ledger, '--json');

    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ dates: 0, differences: [], timeZone: 'Asia/Ho_Chi_Minh' });
    expect(JSON.parse(out).missing.at(-1)).toBe('2025-10-31');
  });
});
