import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resolveSecret } from '#core/host/resolve-secret.ts';
import { writeConfigFolder } from '../../../support/config-folder.ts';

describe('resolveSecret', () => {
  test('fetches from the environment, a file and systemd', async () => {
    const dir = await writeConfigFolder();
    await writeFile(join(dir, 'cam'), 'from file\n');

    const secrets = await Promise.all([
      resolveSecret('env:CAM', { CAM: 'from env' }),
      resolveSecret(`file:${dir}/cam`, {}),
      resolveSecret('credential:cam', { CREDENTIALS_DIRECTORY: dir }),
    ]);

    expect(secrets.map((secret) => secret.reveal())).toEqual(['from env', 'from file', 'from file']);
    expect(String(secrets[0])).toBe('[redacted]');
  });

  test.each([
    ['env:CAM', {}, 'env:CAM: expected a value in the environment variable CAM, got none'],
    ['env:CAM', { CAM: '' }, 'env:CAM: expected a value in the environment variable CAM, got an empty one'],
    ['file:/no/such/file', {}, 'file:/no/such/file: expected a readable file /no/such/file, got ENOENT'],
    [
      'credential:cam',
      {},
      'credential:cam: expected CREDENTIALS_DIRECTORY, which systemd sets for LoadCredential=, got none',
    ],
    ['hunter2', {}, 'expected a reference such as env:NAME, file:/path or credential:NAME, got [redacted]'],
    [
      'pass:hunter2',
      {},
      'expected a reference such as env:NAME, file:/path or credential:NAME, got [redacted]',
    ],
  ])('says where %s was missed', async (reference, env, expected) => {
    await expect(resolveSecret(reference, env)).rejects.toThrow(
      expect.objectContaining({ code: 'SECRET_MISSING', message: expected }),
    );
  });
});
