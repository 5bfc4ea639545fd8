import { readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { createFpingProber } from '#collector/probers/fping.ts';
import { createPingProber } from '#collector/probers/ping.ts';
import { childEnvironment } from '#core/host/child-environment.ts';
import { tryPolicies } from '#demo/preview/try-policies.ts';
import { coveredWords } from '#documents/check/signed-pdf/covered-words.ts';
import { pdfDifferences } from '#reports/actions/pdf-differences.ts';
import { createRoutes } from '#simulator/faults/routes.ts';
import { startInfluxd } from '#simulator/influxd.ts';

const running = () => new AbortController().signal;

beforeEach(() => {
  vi.stubEnv('CAMERA_LOGIN', '{user: viewer, password: s3cret-of-cameras}');
  vi.stubEnv('CREDENTIALS_DIRECTORY', '/run/credentials/camwatch.service');
  vi.stubEnv('NODE_OPTIONS', '');
  vi.stubEnv('TZ', 'Asia/Ho_Chi_Minh');
});
afterEach(() => vi.unstubAllEnvs());

/** A program of this name that writes its environment down and fails; `seen` reads it back. */
async function spyProgram(name: string) {
  const folder = await mkdtemp(join(tmpdir(), 'camwatch-spy-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const program = join(folder, name);
  await writeFile(
    program,
    `#!/bin/sh\ncat >/dev/null </proc/self/fd/0\ntr '\\0' '\\n' </proc/$$/environ >"${folder}/seen"\nexit 9\n`,
  );
  await chmod(program, 0o755);
  vi.stubEnv('PATH', `${folder}:${process.env.PATH}`);
  return { folder, program, seen: () => readFile(join(folder, 'seen'), 'utf8') };
}

const POLICIES = { muteTimings: [], contactPoints: [], policies: { receiver: 'nobody' } };

test.each<[string, (spy: { program: string; folder: string }) => Promise<unknown>]>([
  [
    'fping',
    ({ program }) =>
      createFpingProber({ program, count: 1, lanes: 1 }).probe(
        [{ address: '127.0.0.1', timeoutMs: 100 }],
        running(),
      ),
  ],
  ['ping', () => createPingProber().probe({ address: '127.0.0.1', timeoutMs: 100 }, running())],
  ['pdftotext', () => coveredWords(new Uint8Array(), { page: 1, box: [0, 0, 1, 1] })],
  ['pdftotext', () => pdfDifferences(new Uint8Array(), new Uint8Array(), [])],
  ['ip', ({ program }) => createRoutes(program).block(['127.9.9.9'])],
  ['amtool', ({ folder }) => tryPolicies(POLICIES, folder, running())],
  ['influxd', ({ program, folder }) => startInfluxd({ dataDir: join(folder, 'data'), program })],
])('%s is started without a secret of ours', async (name, start) => {
  const spy = await spyProgram(name);

  await start(spy).catch(() => undefined);

  const seen = await spy.seen();
  expect(seen).toContain('TZ=Asia/Ho_Chi_Minh');
  expect(seen).toContain(`PATH=${spy.folder}:`);
  expect(seen).not.toMatch(/CAMERA_LOGIN|s3cret|CREDENTIALS_DIRECTORY/);
});

test('passes on where programs are and how people write, and nothing else', () => {
  const env = {
    PATH: '/bin',
    HOME: '/root',
    LANG: 'vi_VN.UTF-8',
    LC_TIME: 'C',
    TZ: 'UTC',
    INFLUX_PASSWORD: 'x',
    LC: 'x',
    NODE_OPTIONS: 'x',
    path: 'x',
    USER: undefined,
  };

  expect(childEnvironment(env)).toEqual({
    PATH: '/bin',
    HOME: '/root',
    LANG: 'vi_VN.UTF-8',
    LC_TIME: 'C',
    TZ: 'UTC',
  });
});

const OTHERS = ['node_modules', 'test', 'docs', 'deploy', 'verifier', 'data', 'coverage'];
const ROOT = join(import.meta.dirname, '../../../..');
/** Every room of the product: the verifier starts nothing, and imports nothing of ours. */
const PRODUCTION = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !OTHERS.includes(entry.name))
  .map(({ name }) => name)
  .sort();

test('every program that production code starts gets that environment', async () => {
  const files = (
    await Promise.all(
      PRODUCTION.map(async (folder) =>
        (await readdir(join(ROOT, folder), { recursive: true })).map((name) => join(folder, name)),
      ),
    )
  ).flat();
  const starters = files
    .filter((name) => /(?<!\.d)\.ts$/.test(name) && !name.includes('node_modules'))
    .map((name) => [name, readFileSync(join(ROOT, name), 'utf8')] as const)
    .filter(([, text]) => text.includes("from 'node:child_process'") || text.includes("from 'ping'"));

  const lacking = starters.filter(([, text]) => !/env: (?:\{ \.\.\.)?childEnvironment\(\)/.test(text));

  expect(starters.map(([name]) => name).toSorted()).toEqual([
    'collector/fping/launcher-shell.ts',
    'collector/probers/ping.ts',
    'demo/cluster/missing-for-cluster.ts',
    'demo/cluster/watch-pulse.ts',
    'demo/preview/draw-pictures.ts',
    'demo/preview/try-policies.ts',
    'documents/check/signed-pdf/covered-words.ts',
    'reports/actions/pdf-differences.ts',
    'simulator/cluster/machine-process.ts',
    'simulator/cluster/run-here.ts',
    'simulator/cluster/run-in-namespaces.ts',
    'simulator/cluster/start-cluster.ts',
    'simulator/cluster/write-cluster-files.ts',
    'simulator/faults/routes.ts',
    'simulator/influxd.ts',
  ]);
  expect(lacking.map(([name]) => name)).toEqual([]);
});
