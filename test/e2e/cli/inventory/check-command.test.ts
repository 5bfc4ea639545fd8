import { describe, expect, test } from 'vitest';
import { BROKEN_FILES } from '../../../support/broken-folder.ts';
import { runCamwatch } from '../../../support/camwatch.ts';
import { replaced, writeConfigFolder } from '../../../support/config-folder.ts';

describe('camwatch check', () => {
  test('counts what it read in a sound folder', async () => {
    const dir = await writeConfigFolder();

    const { code, out, err } = await runCamwatch('check', dir);

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe(`${dir} is valid (11 of 13 files read)
          3 agencies
          2 contractors
          1 contracts
          0 calendars
          1 programmes
          1 districts
          2 areas
          1 contacts
          2 sites
          2 links
          1 handovers
          4 devices
              1 switch
              1 nvr
              2 camera

no findings

measurements are not kept: camwatch.yaml has no influx section
`);
  });

  test('prints every problem of a broken folder and exits with 1', async () => {
    const dir = await writeConfigFolder(BROKEN_FILES);

    const { code, out, err } = await runCamwatch('check', dir);

    const lines = err.trimEnd().split('\n');
    expect({ code, out, first: lines[0] }).toEqual({ code: 1, out: '', first: `${dir} is not valid:` });
    expect(lines).toHaveLength(48);
    expect(lines).toContain('  links.csv:3:4 far: expected device:ID or site:ID, got "pole-2"');
  });

  test('prints findings by code and the budget of the disk', async () => {
    const dir = await writeConfigFolder({
      ...replaced('devices.csv', '90,police', '90,undetermined'),
      ...replaced('camwatch.yaml', 'profiles:', 'influx: { url: "http://127.0.0.1:8086" }\nprofiles:'),
    });

    const { code, out } = await runCamwatch('check', dir);

    expect(code).toBe(0);
    expect(out).toContain(`
1 finding (worth a look, none is an error)
OWNER_UNDETERMINED: 1
  devices.csv:4 cam-1: its agency is not yet determined
`);
    expect(out).toMatch(
      /\nInfluxDB needs about \d+ MB of disk after 35 days, .* \([\d,]+ points a day, every-reading\)\n/,
    );
    expect(out).toMatch(/\n {2}reach +raw +4 +5,760 +\d+ +\d+ MB\n/);
    expect(out).toMatch(/\n\d+ series, up to \d+ values of a tag; InfluxDB does not answer now: .*\n/);
  });

  test('prints JSON for scripts', async () => {
    const sound = await runCamwatch('check', await writeConfigFolder(), '--json');
    const broken = await runCamwatch('check', await writeConfigFolder(BROKEN_FILES), '--json');

    expect(JSON.parse(sound.out)).toMatchObject({
      valid: true,
      problems: [],
      counts: { devices: 4 },
      findings: [],
    });
    expect(broken.code).toBe(1);
    expect(JSON.parse(broken.out)).toMatchObject({ valid: false });
    expect(JSON.parse(broken.out).problems).toContainEqual({
      file: 'camwatch.yaml',
      line: 2,
      col: 1,
      path: 'colector',
      message: 'expected a known key, got "colector"',
    });
  });

  test('says that there is no folder, rather than which files are not in it', async () => {
    const { code, err } = await runCamwatch('check', '/no/such/folder');

    expect(code).toBe(1);
    expect(err).toContain(
      '.:1:1 the folder: expected a folder with the files of a configuration, got ENOENT',
    );
  });
});
