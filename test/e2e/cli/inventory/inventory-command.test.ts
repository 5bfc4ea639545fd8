import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCamwatch } from '../../../support/camwatch.ts';
import { replaced, SOUND_FILES, writeConfigFolder } from '../../../support/config-folder.ts';

const WITHOUT_CAM_1 = SOUND_FILES['devices.csv']?.replace(/^cam-1,.*\n/m, '') ?? '';

describe('camwatch inventory', () => {
  test('records a city once, and then only what is edited, from its effective time on', async () => {
    const dir = await writeConfigFolder();

    const first = await runCamwatch('inventory', 'apply', dir, '--effective', '2025-09-01');
    const again = await runCamwatch('inventory', 'diff', dir);
    await writeFile(
      join(dir, 'devices.csv'),
      replaced('devices.csv', 'Camera 1', 'Camera số 1')['devices.csv'] ?? '',
    );
    const edited = await runCamwatch('inventory', 'diff', dir, '--effective', '2025-10-01');
    const applied = await runCamwatch('inventory', 'apply', dir, '--effective', '2025-10-01', '--json');

    expect(first).toEqual({ code: 0, out: '19 revisions recorded\n', err: '' });
    expect(again.out).toBe('the ledger has recorded all of it\n');
    expect(edited.out).toBe(`~ device:cam-1 from 2025-10-01
    name: "Camera 1" → "Camera số 1"
1 revision to record
`);
    expect(JSON.parse(applied.out)).toEqual({ dir, recorded: 1 });
  });

  test('refuses that a device vanishes until somebody confirms it', async () => {
    const dir = await writeConfigFolder();
    await runCamwatch('inventory', 'apply', dir);
    await writeFile(join(dir, 'devices.csv'), WITHOUT_CAM_1);

    const refused = await runCamwatch('inventory', 'apply', dir);
    const confirmed = await runCamwatch('inventory', 'apply', dir, '--confirm-removed', 'cam-1');
    const after = await runCamwatch('inventory', 'diff', dir);

    expect(refused).toEqual({
      code: 1,
      out: '',
      err: `camwatch: 1 entry is gone from the configuration; expected a date in retired, valid_to or to first, or a confirmation (--confirm-removed), got neither:
  device:cam-1 (Camera 1)
`,
    });
    expect(confirmed.out).toBe('1 revision recorded\n');
    expect(after.out).toBe('the ledger has recorded all of it\n');
  });

  test('shows what would be recorded without making a ledger', async () => {
    const dir = await writeConfigFolder();

    const { out } = await runCamwatch('inventory', 'diff', dir, '--json');

    expect(JSON.parse(out).revisions).toHaveLength(19);
    await expect(rm(join(dir, 'data'))).rejects.toThrow('ENOENT');
  });

  test('takes a wrong date for wrong usage', async () => {
    const dir = await writeConfigFolder();

    const { code, err } = await runCamwatch('inventory', 'diff', dir, '--effective', '1/10/2025');

    expect(code).toBe(2);
    expect(err).toContain(
      'error: --effective: expected a date such as 2025-10-01, or an instant such as 2025-10-01T08:00+07:00, got "1/10/2025"',
    );
  });
});
