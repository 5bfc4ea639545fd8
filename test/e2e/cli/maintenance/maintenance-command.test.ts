import { describe, expect, test } from 'vitest';
import { createClaimCity } from '#test/support/claim-city.ts';
import { openTempReader } from '#test/support/temp-ledger.ts';

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const WHO = ['--by', 'a', '--author', 'an', '--reason', 'New lens'] as const;

describe('camwatch maintenance', () => {
  test('work is announced for what matches, judged by the contract, and cancelled once', async () => {
    const { run, path } = await createClaimCity();
    const window = ['--from', inHours(48), '--to', inHours(50)] as const;
    const add = (...args: readonly string[]) => run('maintenance', 'add', ...window, ...WHO, ...args);
    const cancel = () => run('maintenance', 'cancel', '1', '--by', 'a', '--reason', 'Rain');

    const dry = await add('--cabinet', 'tu-1', '--contract', 'keeper', '--dry-run');
    const added = await add('--cabinet', 'tu-1', '--contract', 'keeper');
    const again = await add('--cabinet', 'tu-1', '--contract', 'keeper');
    const cancelled = await cancel();
    const twice = await cancel();
    const renewed = await add('--device', 'cam-1');
    const listed = await run('maintenance', 'list', '--lang', 'vi');

    expect(dry.out).toMatch(/^cam-1, cam-2, .*: would be recorded; nothing was written\n/);
    expect(added.out).toMatch(
      /^maintenance 1: cam-1, cam-2, \S+ \S+ to \S+ \S+ \(Asia\/Ho_Chi_Minh\): recorded\n {2}keeper: announced .*, agreed are 1 d: in time\n {4}excused: (.*) of \1\n$/,
    );
    expect(again.err).toBe('camwatch: expected work that is not on record, got that of maintenance 1\n');
    expect(cancelled.out).toBe('maintenance 1: cancelled: excuses nothing from now on\n');
    expect(twice.code).toBe(1);
    expect(twice.err).toMatch(
      /^camwatch: expected work that stands, got maintenance 1, which contractor:a cancelled /,
    );
    expect(renewed.code).toBe(0);
    expect(listed.out).toMatch(/1 {2}đã hủy +.* New lens; hủy vì: Rain\n/);
    expect(listed.out).toMatch(/2 {2}sắp tới +/);
    const rows = [...openTempReader(path).decisions('maintenance')];
    expect(rows.map(({ id, action, author }) => `${id} ${action} ${author}`)).toEqual([
      '1 add an',
      expect.stringMatching(/^1 cancel /),
      '2 add an',
    ]);
  });

  test('what comes late is recorded, excuses nothing, and is worth a look where the outage had begun', async () => {
    const { run, at } = await createClaimCity();

    const late = await run(
      'maintenance',
      'add',
      '--device',
      'cam-1',
      '--from',
      at(-1),
      '--to',
      inHours(2),
      ...WHO,
    );
    const over = await run(
      'maintenance',
      'add',
      '--device',
      'cam-1',
      '--from',
      at(-1),
      '--to',
      at(5),
      ...WHO,
    );
    const listed = await run('maintenance', 'list');

    expect(late.code).toBe(0);
    expect(late.out).toContain('  keeper: announced after it began, agreed are 1 d: late, excuses nothing\n');
    expect(over.code).toBe(1);
    expect(over.err).toMatch(
      /^camwatch: expected a window that had not ended when it was announced, got one that ended .* file a claim for what was down\n$/,
    );
    expect(listed.out).toMatch(
      /\nWorth a look\n {2}maintenance 1: recorded after an outage of device:cam-1 had begun \(\S+ 00:00\)\n$/,
    );
  });
});
