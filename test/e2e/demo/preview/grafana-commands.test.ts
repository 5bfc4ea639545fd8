import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '#config/load-config.ts';
import { checkPart } from '#demo/preview/check-grafana.ts';
import { rowsOf, synthesizePoints } from '#demo/preview/synthetic-points.ts';
import { withSyntheticInflux } from '#demo/preview/temporary-influx.ts';
import { buildCityContent } from '#server/grafana/city-content.ts';
import { HANOI_DIR } from '#test/support/hanoi.ts';
import { runCamwatch } from '../../../support/camwatch.ts';
import { loadFolder, writeConfigFolder } from '../../../support/config-folder.ts';
import { startFilledInflux } from '../../../support/filled-influx.ts';

async function temporaryFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'camwatch-grafana-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

/** Paths below `deploy/grafana/`, but for dashboards of other agencies than the example, which somebody may have built there. */
async function keptFiles(): Promise<readonly string[]> {
  const entries = await readdir('deploy/grafana', { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice('deploy/grafana/'.length));
  return paths.filter(
    (path) => !path.includes('camwatch-folder-') || path.includes('so-khoa-hoc-va-cong-nghe'),
  );
}

describe('camwatch dashboards build and alerts build', () => {
  test('write the files that are kept for the sample city and those of its other agencies, and nothing the second time', async () => {
    const dir = await temporaryFolder();

    const dashboards = await runCamwatch('dashboards', 'build', '--out', dir);
    const alerts = await runCamwatch('alerts', 'build', '--out', dir);
    const again = await runCamwatch('dashboards', 'build', '--out', dir);

    expect([dashboards.err, alerts.err, again.err]).toEqual(['', '', '']);
    expect(again.out).toMatch(/: \d+ files, 0 of them changed\n$/);
    const agencies = (await readdir(join(dir, 'dashboards'))).filter((name) =>
      name.startsWith('camwatch-folder-'),
    );
    expect(agencies).toHaveLength(21);
    const kept = await keptFiles();
    expect(kept).toHaveLength(21);
    for (const path of kept)
      expect(await readFile(join(dir, path), 'utf8')).toBe(
        await readFile(join('deploy/grafana', path), 'utf8'),
      );
    const manifest = 'manifest.json';
    expect(await readFile(join(dir, manifest), 'utf8')).toBe(
      await readFile(join('deploy/grafana', manifest), 'utf8'),
    );
  });

  test('take away what is built no more, and tell Grafana of rules that are gone', async () => {
    const dir = await temporaryFolder();
    await runCamwatch('dashboards', 'build', '--out', dir);
    await writeFile(join(dir, 'dashboards/camwatch/camwatch-old.json'), '{}');

    const { out } = await runCamwatch('dashboards', 'build', '--out', dir);

    expect(out).toContain('removed dashboards/camwatch/camwatch-old.json\n');
  });
});

describe('camwatch dashboards check and alerts check', () => {
  test('find nothing wrong with a city, each on an InfluxDB of its own', async () => {
    const config = await writeConfigFolder();

    const dashboards = await runCamwatch('dashboards', 'check', '--config', config);
    const alerts = await runCamwatch('alerts', 'check', '--config', config);

    expect(dashboards).toMatchObject({ code: 0, err: '' });
    expect(dashboards.out).toMatch(/^\d+ dashboards, \d+ different queries: no problem\n/);
    expect(alerts).toMatchObject({ code: 0, err: '' });
    expect(alerts.out).toMatch(/^\d+ rules, \d+ different queries: no problem\n/);
  });

  // As the commands do it, but that both look at one InfluxDB: to fill it takes longest.
  test('find nothing wrong with the sample city', async () => {
    const stop = new AbortController().signal;
    const searchPath = process.env.PATH ?? '';
    const config = await loadConfig(HANOI_DIR);
    const content = buildCityContent(config, { language: config.settings.page.language });
    const nowMs = Date.now();
    const { leastIntervalMs } = content.dataSources[0];

    const [dashboards, alerts] = await withSyntheticInflux(
      { inventory: config.inventory, nowMs, searchPath },
      stop,
      async (ask) => {
        const options = { ask, empty: 'fault', nowMs, leastIntervalMs, searchPath } as const;
        return [
          await checkPart('dashboards', content, options, stop),
          await checkPart('alerts', content, options, stop),
        ];
      },
    );

    expect(dashboards.problems).toEqual([]);
    expect(dashboards.queryCount).toBeGreaterThan(100);
    expect(alerts.problems).toEqual([]);
    expect(alerts.queryCount).toBeGreaterThan(10);
  }, 600_000);
});

describe('camwatch alerts check --influx', () => {
  test('says of each rule what it comes to over the data of a city', async () => {
    const { inventory } = await loadFolder();
    const { url } = await startFilledInflux(synthesizePoints(rowsOf(inventory), Date.now()));
    const config = await writeConfigFolder();

    const checked = await runCamwatch('alerts', 'check', '--config', config, '--influx', url, '--json');
    const told = await runCamwatch('alerts', 'check', '--config', config, '--influx', url, '--lang', 'en');

    expect(checked).toMatchObject({ code: 0, err: '' });
    const { data, problems, alerts } = JSON.parse(checked.out);
    expect({ data, problems }).toEqual({ data: 'of a city', problems: [] });
    const drift = alerts.find(({ uid }: { uid: string }) => uid === 'camwatch-clock-drift');
    expect(drift.alerts[0].labels).toMatchObject({ managed_by: 'camwatch', agency: expect.any(String) });
    expect(told.out).toMatch(/\n\d+ of \d+ rules have nothing to tell\n$/);
  });

  test('lists what finds nothing, and fails where nothing answers', async () => {
    const { url } = await startFilledInflux([]);
    const config = await writeConfigFolder();

    const empty = await runCamwatch('alerts', 'check', '--config', config, '--influx', url);
    const silent = await runCamwatch('alerts', 'check', '--config', config, '--influx', 'http://127.0.0.1:1');
    const wrong = await runCamwatch('alerts', 'check', '--influx', 'nowhere');

    expect(empty.code).toBe(0);
    expect(empty.out).toMatch(/^\d+ found nothing:$/m);
    expect(empty.out).toMatch(/^camwatch-collector-silent: (firing|pending)/m);
    expect(silent.code).toBe(1);
    expect(silent.out).toMatch(/: query: expected an answer, got .*(ECONNREFUSED|bad port)/);
    expect(wrong).toMatchObject({
      code: 2,
      err: expect.stringContaining('expected an address such as http://127.0.0.1:8086'),
    });
  });
});
