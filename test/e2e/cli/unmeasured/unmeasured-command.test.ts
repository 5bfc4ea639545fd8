import { expect, test } from 'vitest';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { createClaimCity } from '#test/support/claim-city.ts';
import { openTempReader } from '#test/support/temp-ledger.ts';

test('camwatch unmeasured: an agency records it, lists it and ends it, on the chain', async () => {
  const { run, path } = await createClaimCity();
  const record = (...args: readonly string[]) =>
    run(
      'unmeasured',
      'record',
      'cam-1',
      'service',
      '--cause',
      'credentials',
      '--reason',
      'Changed by us',
      ...args,
    );
  const end = () => run('unmeasured', 'end', '1', '--by', 'x', '--reason', 'Set again');

  const dry = await record('--by', 'x', '--dry-run');
  const byContractor = await record('--by', 'a');
  const recorded = await record('--by', 'x', '--author', 'an');
  const again = await record('--by', 'x');
  const measured = await run(
    ...[
      'unmeasured',
      'record',
      'cam-3',
      'reach',
      '--cause',
      'allow-list',
      '--reason',
      'Not ours',
      '--by',
      'x',
    ],
  );
  const ended = await end();
  const twice = await end();
  const listed = await run('unmeasured', 'list', '--lang', 'vi');

  expect(dry.out).toMatch(/^cam-1 service, since .*: would be recorded; nothing was written\n$/);
  expect(byContractor.err).toContain('expected an agency or dost');
  expect(recorded.out).toMatch(/^unmeasured 1: cam-1 service, since .*: recorded\n$/);
  expect(again.err).toContain('see unmeasured 1');
  expect(measured.err).toContain('expected a check without an answer, got reach of cam-3, which is up since');
  expect(ended.out).toBe('unmeasured 1: ended: counts as measured from now on\n');
  expect(twice.err).toContain('expected a decision that stands');
  expect(listed.out).toMatch(/1 {2}đã kết thúc .* cam-1 service .* Changed by us; kết thúc: Set again\n/);
  const rows = [...openTempReader(path).decisions('unmeasured')];
  expect(rows.map(({ id, action }) => `${id} ${action}`)).toEqual(['1 record', '1 end']);
  expect(await verifyLedger(path, { scope: 'full' })).toMatchObject({ problems: [] });
});
