import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { manifestPath, openManifest } from '#server/grafana/push-manifest.ts';

async function newPath(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'camwatch-manifest-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return join(dir, 'data', 'grafana-x.json');
}

const ENTRY = { kind: 'dashboard', key: 'camwatch-city', wantedHash: 'a', foundHash: 'b' } as const;

test('it stands beside the ledger, one for each Grafana', () => {
  const path = manifestPath('/var/lib/camwatch/ledger.sqlite', 'https://grafana.example.org');

  expect(path).toMatch(/^\/var\/lib\/camwatch\/grafana-grafana-example-org-[0-9a-f]{8}\.json$/);
  expect(manifestPath('/var/lib/camwatch/ledger.sqlite', 'https://example.org/grafana')).not.toBe(path);
});

test('what was saved is read again, by nobody else', async () => {
  const path = await newPath();
  const file = await openManifest(path);

  await file.save({ ...file.manifest, objects: [ENTRY] });

  expect((await openManifest(path)).manifest).toEqual({ salt: file.manifest.salt, objects: [ENTRY] });
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('of two pushes at the same time neither loses what the other wrote', async () => {
  const path = await newPath();
  const [one, other] = [await openManifest(path), await openManifest(path)];
  await one.save({ ...one.manifest, objects: [ENTRY] });

  await expect(other.save(other.manifest)).rejects.toThrow(
    `${path}: another push wrote this file meanwhile; run it again`,
  );
});

test.each([
  '',
  '{}',
  '{"version":1,"salt":"00","objects":[{"kind":"unknown"}]}',
  '{"version":2,"salt":"00","objects":[]}',
])('a file that is none is not guessed at: %s', async (text) => {
  const dir = await mkdtemp(join(tmpdir(), 'camwatch-manifest-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const path = join(dir, 'grafana-x.json');
  await writeFile(path, text);

  await expect(openManifest(path)).rejects.toThrow(
    `${path}: expected the list of what camwatch wrote to Grafana`,
  );
});
