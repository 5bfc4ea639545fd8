import { expect, test } from 'vitest';
import { runCamwatch } from '#test/support/camwatch.ts';
import { tempLedgerPath } from '#test/support/temp-ledger.ts';

const TURNED = 'EVN \u202eton';
const WINDOW = ['--from', '2026-10-05 08:00', '--to', '2026-10-05 09:00'] as const;
const WHICH = ['--contract', 'c', '--period', '2026-10'] as const;

/** Everything that is free text on record, by the option that takes it. */
test.each<readonly [command: string, flag: string, ...args: string[]]>([
  ['claim file', '--evidence', ...WINDOW, '--cause', 'line', '--by', 'a'],
  ['claim hear', '--says', '1', '--party', 'b', '--by', 'a'],
  ['claim decide', '--reason', '1', '--accept', '--by', 'a'],
  ['claim withdraw', '--reason', '1', '--by', 'a'],
  ['claim withdraw', '--author', '1', '--by', 'a', '--reason', 'So it is'],
  ['maintenance add', '--reason', ...WINDOW, '--by', 'a'],
  ['maintenance cancel', '--reason', '1', '--by', 'a'],
  ['statement object', '--why', ...WHICH, '--by', 'a'],
  ['statement draft', '--replace', ...WHICH],
  ['statement issue', '--agreed-by', ...WHICH],
  ['statement restate', '--reason', ...WHICH],
  ['ledger import', '--source', 'x.csv'],
])(
  'camwatch %s %s refuses what a reader does not see, and says where it is',
  async (command, flag, ...args) => {
    const { code, err } = await runCamwatch(
      ...command.split(' '),
      ...args,
      flag,
      TURNED,
      '--ledger',
      tempLedgerPath(),
    );

    expect(code).not.toBe(0);
    expect(err).toContain(
      'expected text that can be read, got U+202E, which turns the direction of writing, as character 5 (after "EVN ")',
    );
  },
);
