import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCamwatch } from '#test/support/camwatch.ts';
import { makeConfigDir } from '#test/support/config-dir.ts';
import { tempFolder } from '#test/support/temp-ledger.ts';

const START = ['--start', '2026-11-26 22:00', '--lang', 'en'];
const simulate = (...args: readonly string[]) => runCamwatch('alerts', 'simulate', ...args);

async function fileOf(text: string): Promise<string> {
  const file = join(tempFolder(), 'night.yaml');
  await writeFile(file, text);
  return file;
}

describe('camwatch alerts simulate', () => {
  test('a night with a name on the sample city: who would have got what, twice the same', async () => {
    const first = await simulate('redundant-path', ...START);
    const second = await simulate('--scenario', 'redundant-path', ...START);

    expect(first.code, first.err).toBe(0);
    expect(first.out).toBe(second.out);
    const lines = first.out.split('\n');
    expect(lines[0]).toBe('redundant-path: 2026-11-26 22:00:00 to 2026-11-27 08:00:00 (Asia/Ho_Chi_Minh)');
    expect(lines[2]).toMatch(/^Time +Recipient +By +When +Subject$/);
    expect(lines[3]).toMatch(
      /^2026-11-26 22:1\d:\d\d {2}so-khoa-hoc-va-cong-nghe +email +at once +\[camwatch\] Suy giảm/,
    );
    expect(first.out).toMatch(/^Changes of state: 2; incidents: 1; messages: \d+, recipients: \d+\.$/m);
    expect(lines.at(-2)).toBe('Nothing was sent.');
  });

  test('a file, with each message as it would have gone out', async () => {
    const mails = join(tempFolder(), 'mails');
    const file = await fileOf(`start: 2026-11-26T22:00
for: 2h
steps:
  - { at: 90s, cut: line-tay-mo-004 }
  - { at: 20m, acknowledge: latest, by: truc-noi-thanh, as: contractor:nha-thau-a }
`);

    const { code, out, err } = await simulate(file, '--mails', mails, '--lang', 'en');

    expect(code, err).toBe(0);
    const names = await readdir(mails);
    expect(out).toContain(`Messages written: ${names.length}, to ${mails}.`);
    expect(names[0]).toMatch(/^0001-[a-z-]+\.eml$/);
    const mail = await readFile(join(mails, names[0] ?? ''), 'utf8');
    expect(mail).toMatch(/^From: camwatch/m);
    expect(mail).toContain('image/png');
  });

  test('everything that is wrong with a file, at its place', async () => {
    const file = await fileOf(`start: tonight
stpes: []
steps:
  - { at: 10x, cut: a }
  - { at: 1m, cut: a, fail: b }
  - { at: 1m, power-cut: ba-dinh }
`);
    const unknown = await fileOf(`steps:
  - { at: 1m, cut: [line-tay-mo-004, line-tay-mo-04] }
  - { at: 2m, acknowledge: latest, by: nobody-known }
  - { at: 11h, blind: 5m }
`);

    const shape = await simulate(file);
    const names = await simulate(unknown);

    expect(shape.code).toBe(1);
    expect(shape.err).toContain(
      ':4:11 steps[0].at: expected a duration such as 90s, 10m or 2h30m, got "10x"',
    );
    expect(shape.err).toContain(':5:5 steps[1]: expected one of cut, fail');
    expect(shape.err).toContain(':6:5 steps[2]: expected "for" beside power-cut');
    expect(shape.err).toContain(':2:1 stpes: expected a known key');
    expect(names.code).toBe(1);
    expect(names.err).toContain(
      ':2:38 steps[0].cut[1]: expected a device or link of the inventory, got "line-tay-mo-04" (did you mean line-tay-mo-004?)',
    );
    expect(names.err).toContain('steps[1].by: expected a contact of the inventory, got "nobody-known"');
    expect(names.err).toContain('steps[2].at: expected a step within the night');
  });

  test('an inventory that has nothing for it, a name that is none, and none at all', async () => {
    const dir = await makeConfigDir({ devices: 3 });

    const unfit = await simulate('fibre-cut', '--config', dir, '--lang', 'en');
    const misspelt = await simulate('fiber-cut');
    const none = await simulate();

    expect(unfit.err).toContain('fibre-cut: expected a line with cameras behind it, found none');
    expect(unfit.code).toBe(1);
    expect(misspelt.err).toContain('got "fiber-cut"; perhaps "fibre-cut"');
    expect(none.code).toBe(2);
  });
});
