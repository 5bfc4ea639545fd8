import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { buildAlertFiles, buildDashboardFiles } from '#grafana/provisioning/build-files.ts';
import { EMPTY_MANIFEST, parseFilesManifest } from '#grafana/provisioning/manifest.ts';
import { writeFiles } from '#server/grafana/files-folder.ts';
import { aSmallContent } from '#test/support/grafana-content.ts';

test('files of somebody else are not taken away from a folder where we never wrote', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'camwatch-files-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const theirs = ['provisioning/datasources/theirs.yaml', 'provisioning/alerting/theirs.json'];
  for (const path of theirs) {
    await mkdir(join(dir, dirname(path)), { recursive: true });
    await writeFile(join(dir, path), '{}');
  }
  const dashboards = buildDashboardFiles(aSmallContent(), EMPTY_MANIFEST);
  const list = parseFilesManifest(dashboards.get('manifest.json') ?? '', 'manifest.json');

  await expect(writeFiles(dir, 'dashboards', dashboards)).rejects.toThrow(
    `${dir}: expected a folder of camwatch alone, got one with provisioning/datasources/theirs.yaml`,
  );
  await rm(join(dir, 'provisioning/datasources/theirs.yaml'));
  await writeFiles(dir, 'dashboards', dashboards);
  await expect(writeFiles(dir, 'alerts', buildAlertFiles(aSmallContent(), list))).rejects.toThrow(
    'theirs.json',
  );

  expect(await readdir(join(dir, 'provisioning/alerting'))).toEqual(['theirs.json']);
});
