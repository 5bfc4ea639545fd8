import { hash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Authority } from '../authority/open-authority.ts';
import type { ConfigurationFiles, SignedConfiguration } from '../wire/configuration.ts';

/** The configuration as it goes down to collectors: signed, packed, and named by what it says. */
export interface PublishedConfiguration {
  /** Hash of its files: the same files have the same name. */
  readonly name: string;
  readonly packed: Uint8Array;
}

const pack = promisify(gzip);

/** Reads the files of a folder that was loaded and found good, and those of its makers, and signs them. */
export async function publishConfiguration(
  { dir, files }: { readonly dir: string; readonly files: readonly string[] },
  authority: Pick<Authority, 'sign'>,
): Promise<PublishedConfiguration> {
  const makers = (await readdir(join(dir, 'makers')).catch(() => []))
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  const paths = [...files.map((path) => relative(dir, path)), ...makers.map((name) => `makers/${name}`)];
  const texts = await Promise.all(
    paths.map(async (path) => [path, await readFile(join(dir, path), 'utf8')] as const),
  );
  const content = Object.fromEntries(texts);
  const name = hash('sha256', JSON.stringify(content), 'hex');
  const payload = JSON.stringify({ name, files: content } satisfies ConfigurationFiles);
  const signed: SignedConfiguration = {
    payload,
    signature: authority.sign(Buffer.from(payload)).toString('base64'),
  };
  return { name, packed: await pack(JSON.stringify(signed)) };
}
