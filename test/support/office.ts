import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Opens a file with LibreOffice, which is not ours, and saves it in another format: `docx` as `pdf` to see its pages,
 * `xlsx` as `xlsx` to have its formulas calculated. The office has a profile of its own and is gone when it settles.
 */
export async function convertByOffice(
  bytes: Uint8Array,
  from: 'docx' | 'xlsx',
  to: 'pdf' | 'xlsx' | 'docx',
): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'camwatch-office-'));
  try {
    const profile = pathToFileURL(join(folder, 'profile')).href;
    await writeFile(join(folder, `file.${from}`), bytes);
    await run(
      'soffice',
      [
        '--headless',
        `-env:UserInstallation=${profile}`,
        '--convert-to',
        to,
        '--outdir',
        join(folder, 'out'),
        join(folder, `file.${from}`),
      ],
      { timeout: 90_000 },
    );
    return await readFile(join(folder, 'out', `file.${to}`));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
