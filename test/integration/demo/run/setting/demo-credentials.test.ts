import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { resolveCredentials } from '#config/settings/credentials.ts';
import { writeDemoCredentials } from '#demo/run/setting/demo-credentials.ts';

const REFERENCES = ['credential:camera', 'credential:recorder', 'credential:snmp', 'credential:snmp-v3'];

async function write() {
  const base = await mkdtemp(join(tmpdir(), 'camwatch-secrets-'));
  onTestFinished(() => rm(base, { recursive: true }));
  const dir = join(base, 'secrets');
  return { dir, secrets: await writeDemoCredentials(dir, REFERENCES) };
}

describe('writeDemoCredentials', () => {
  test('what the collector reads opens what the devices let in', async () => {
    const { secrets } = await write();

    for (const reference of REFERENCES) {
      const credentials = secrets.referTo(reference);
      const { login, snmp } = await resolveCredentials(credentials, {});
      const access = secrets.accessOf({ credentials });

      expect(login?.password.reveal()).toBe(access.login?.password);
      expect(snmp?.version).toBe(access.snmp?.version);
      if (snmp?.version === '2c' && access.snmp?.version === '2c') {
        expect(snmp.community.reveal()).toBe(access.snmp.community);
      }
      if (snmp?.version === '3' && access.snmp?.version === '3') {
        expect(snmp.auth?.password.reveal()).toBe(access.snmp.auth?.password);
        expect(snmp.privacy?.password.reveal()).toBe(access.snmp.privacy?.password);
      }
    }
  });

  test('nobody else may read them, and no two demos have the same', async () => {
    const [one, other] = [await write(), await write()];

    const path = (dir: string) => join(dir, 'camera.yaml');
    expect((await stat(path(one.dir))).mode & 0o777).toBe(0o600);
    expect((await stat(one.dir)).mode & 0o777).toBe(0o700);
    expect(await readFile(path(one.dir), 'utf8')).not.toBe(await readFile(path(other.dir), 'utf8'));
  });

  test('a device without a reference is open to nobody', async () => {
    const { secrets } = await write();

    expect(secrets.accessOf({})).toEqual({});
  });
});
