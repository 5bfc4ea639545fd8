import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runCamwatch } from '../../support/camwatch.ts';

test('camwatch generate writes what is missing, and --check notices what was edited', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'camwatch-generate-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));

  const missing = await runCamwatch('generate', '--check', '--dir', dir);
  const written = await runCamwatch('generate', '--dir', dir);
  const current = await runCamwatch('generate', '--check', '--dir', dir);
  await writeFile(join(dir, 'docs/metrics.md'), 'edited');
  const edited = await runCamwatch('generate', '--check', '--dir', dir);

  expect(missing.code).toBe(1);
  expect(written).toMatchObject({ code: 0 });
  expect(written.out).toContain('wrote docs/configuration.md\n');
  expect(current).toEqual({ code: 0, out: '', err: '' });
  expect(edited).toEqual({
    code: 1,
    out: '',
    err: 'docs/metrics.md: expected what camwatch generate writes, got another text\n',
  });
});
