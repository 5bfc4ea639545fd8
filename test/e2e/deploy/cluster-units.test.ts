import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runProgram } from '#test/support/run-program.ts';

const UNITS = 'deploy/cluster/systemd';
const FENCE = `${UNITS}/camwatch-.service.d/fence.conf`;

const settingsOf = (text: string): string[] => text.split('\n').filter((line) => /^[A-Z]\w+=/.test(line));

test('what no service of a cluster may do is what camwatch on one machine may not', async () => {
  const fence = settingsOf(await readFile(FENCE, 'utf8'));
  const alone = settingsOf(await readFile('deploy/systemd/camwatch.service', 'utf8'));

  expect(fence.filter((setting) => !alone.includes(setting))).toEqual([]);
  const isOfFence = (setting: string) =>
    /^(NoNew|Protect|Private|Restrict[A-Z]|Lock|RemoveIPC|SystemCall|UMask|LimitNOFILE)/.test(setting);
  expect(alone.filter(isOfFence).filter((setting) => !fence.includes(setting))).toEqual([]);
});

const services = (await readdir(UNITS)).filter((name) => name.endsWith('.service'));

test('libpq gets its password from a file that is its own: it takes none that a group may read, as those of systemd', async () => {
  const texts = await Promise.all(services.map((name) => readFile(join(UNITS, name), 'utf8')));
  const files = texts.flatMap((text) => /^Environment=PGPASSFILE=(\S+)$/m.exec(text)?.slice(1) ?? []);

  expect(files).toEqual(['/etc/camwatch-cluster/backup.pgpass', '/etc/camwatch-cluster/backup.pgpass']);
});

test.each(services)(
  '%s leaves the machine exposed to less than 3.0 of 10, as systemd counts',
  async (name) => {
    const dir = await mkdtemp(join(tmpdir(), 'camwatch-units-'));
    onTestFinished(() => rm(dir, { recursive: true, force: true }));
    const unit = join(dir, name);
    const [own, fence] = [await readFile(join(UNITS, name), 'utf8'), await readFile(FENCE, 'utf8')];
    await writeFile(unit, `${own}\n${fence}`);

    const { out } = await runProgram('systemd-analyze', ['security', '--offline=true', unit], 'systemd');

    const [, exposure] = /Overall exposure level for \S+: (\d+\.\d)/.exec(out) ?? [];
    expect(Number(exposure)).toBeLessThan(3);
  },
);

test('whoever takes every place of HAProxy that is open to the outside leaves a thousand to the record', async () => {
  const [own, front] = await Promise.all(
    ['haproxy.cfg', 'haproxy-front.cfg'].map((name) => readFile(`deploy/cluster/templates/${name}`, 'utf8')),
  );
  const placesIn = (text = '') =>
    [...text.matchAll(/^ +maxconn (\d+)$/gm)].map(([, places]) => Number(places));
  const sections = front?.split(/^listen /m).slice(1) ?? [];

  expect(sections.map((section) => placesIn(section).length)).toEqual([1, 1]);
  expect(placesIn(front).reduce((sum, places) => sum + places, 0)).toBeLessThanOrEqual(
    (placesIn(own)[0] ?? 0) - 1_000,
  );
  // Who does not end its side of a connection would keep its place for as long as a session may be idle.
  expect(sections.filter((section) => !/^ +timeout client-fin 10s$/m.test(section))).toEqual([]);
});
