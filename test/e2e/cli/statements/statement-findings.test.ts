import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCamwatch } from '#test/support/camwatch.ts';
import { createClaimCity } from '#test/support/claim-city.ts';

describe('camwatch statement', () => {
  test('lists what is worth a look of its contract and month, as data and in both languages', async () => {
    const { run, path, at, downMs } = await createClaimCity();
    const folder = dirname(path);
    const letter = join(folder, 'letter.txt');
    writeFileSync(letter, 'We work on the line.');
    const window = ['--from', at(-1), '--to', at(5), '--announced', at(-30), '--attach', letter] as const;
    await run(...['maintenance', 'add', '--device', 'cam-1', ...window, '--by', 'a', '--reason', 'New lens']);
    const period = new Date(downMs).toISOString().slice(0, 7);
    const statement = (command: string, ...args: readonly string[]) =>
      runCamwatch(
        ...['statement', command, '--contract', 'keeper', '--period', period, '--ledger', path],
        ...args,
      );

    const drafted = await statement('draft', '--out', join(folder, 'draft.json'), '--lang', 'en');
    const shown = JSON.parse((await statement('show', '--json')).out);
    const vi = await statement('show', '--lang', 'vi');
    const verified = await runCamwatch(
      ...['statement', 'verify', join(folder, 'draft.json'), '--ledger', path, '--json'],
    );

    expect(drafted.out).toMatch(
      /\nWorth a look\n {2}maintenance 1: recorded after an outage of device:cam-1 had begun \([\d-]+ 00:00\)\n$/,
    );
    expect(shown.findings).toEqual([
      {
        code: 'announced-after-outage',
        entity: 'device:cam-1',
        atMs: downMs,
        ref: 'maintenance:1',
        seq: expect.any(Number),
        detail: '1',
      },
    ]);
    expect(vi.out).toMatch(/\nCần xem xét\n {2}maintenance 1: ghi sau khi device:cam-1 đã gián đoạn \(/);
    expect(JSON.parse(verified.out)).toMatchObject({ isGood: true });
  });
});
