import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { folderFlaw, makeKeyFolder } from '../../core/host/key-permissions.ts';
import { PRIVATE_FILE_MODE } from '../../core/host/private-files.ts';
import { readKeyFile } from '../../core/host/read-key-file.ts';
import type { Said } from '../../core/language/said.ts';
import { HubError, type HubErrorCode } from '../hub-error.ts';

/**
 * Reads the Ed25519 key at `path` (PKCS#8 in PEM), or makes one there that only its owner may read.
 * @throws HubError of the code where it is no such key, others may read or replace it, or it cannot be written.
 */
export function openOwnKey(path: string, code: HubErrorCode): KeyObject {
  const flaw = folderFlaw(dirname(path));
  if (flaw) throw new HubError(code, flaw);
  const refuse = (got: Said, cause?: unknown) =>
    new HubError(
      code,
      {
        en: `${path}: expected an Ed25519 key (PKCS#8 in PEM) that only its owner may read, got ${got.en}`,
        vi: `${path}: cần khóa Ed25519 (PKCS#8, PEM) chỉ chủ của nó đọc được, nhận được ${got.vi}`,
      },
      { cause },
    );
  try {
    if (!existsSync(path)) makeKey(path);
    const read = readKeyFile(path);
    if ('flaw' in read) throw refuse(read.flaw);
    const key = createPrivateKey(read.text);
    if (key.asymmetricKeyType === 'ed25519') return key;
    throw refuse({ en: `a key of ${key.asymmetricKeyType}`, vi: `khóa ${key.asymmetricKeyType}` });
  } catch (error) {
    if (error instanceof HubError) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw refuse({ en: `something else (${detail})`, vi: `thứ khác (${detail})` }, error);
  }
}

function makeKey(path: string): void {
  makeKeyFolder(dirname(path));
  const { privateKey } = generateKeyPairSync('ed25519');
  const descriptor = openSync(path, 'wx', PRIVATE_FILE_MODE);
  try {
    writeFileSync(descriptor, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
