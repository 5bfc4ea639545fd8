import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, type KeyObject } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { folderFlaw, makeKeyFolder } from '../../core/host/key-permissions.ts';
import { readKeyFile } from '../../core/host/read-key-file.ts';
import type { Said } from '../../core/language/said.ts';
import { StatementError } from './statement-error.ts';

/** The key that statements are signed with, and what others need to check them. */
export interface StatementKey {
  readonly privateKey: KeyObject;
  readonly signer: Signer;
  /** It did not exist before: its fingerprint is to be handed to the parties. */
  readonly isNew: boolean;
}

export interface Signer {
  /** SubjectPublicKeyInfo in PEM, as OpenSSL reads it. */
  readonly publicKey: string;
  /** SHA-256 of the same in DER, in hexadecimal digits: short enough to be read out and compared. */
  readonly fingerprint: string;
}

/**
 * Reads the Ed25519 key at `path` (PKCS#8 in PEM), or makes one there that only its owner may read.
 * @throws STATEMENT_KEY when it is no such key, others may read or replace it, or it cannot be written.
 */
export function loadStatementKey(path: string): StatementKey {
  const flaw = folderFlaw(dirname(path));
  if (flaw !== undefined) throw new StatementError('STATEMENT_KEY', flaw);
  if (existsSync(path)) return { ...readStatementKey(path), isNew: false };
  const { privateKey } = generateKeyPairSync('ed25519');
  writeKey(path, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  return { privateKey, signer: signerOf(privateKey), isNew: true };
}

/** @throws what Node throws when the text is no public key. */
export function fingerprintOf(publicKey: KeyObject): string {
  return hash('sha256', publicKey.export({ type: 'spki', format: 'der' }), 'hex');
}

function readStatementKey(path: string): Pick<StatementKey, 'privateKey' | 'signer'> {
  const refuse = (got: Said, cause?: unknown): never => {
    throw new StatementError(
      'STATEMENT_KEY',
      {
        en: `${path}: expected an Ed25519 key (PKCS#8 in PEM) that only its owner may read, got ${got.en}`,
        vi: `${path}: cần khóa Ed25519 (PKCS#8, PEM) chỉ chủ của nó đọc được, nhận được ${got.vi}`,
      },
      { cause },
    );
  };
  try {
    const read = readKeyFile(path);
    if ('flaw' in read) return refuse(read.flaw);
    const privateKey = createPrivateKey(read.text);
    if (privateKey.asymmetricKeyType !== 'ed25519')
      return refuse({
        en: `a key of ${privateKey.asymmetricKeyType}`,
        vi: `khóa ${privateKey.asymmetricKeyType}`,
      });
    return { privateKey, signer: signerOf(privateKey) };
  } catch (error) {
    if (error instanceof StatementError) throw error;
    if (error instanceof Error && 'code' in error && error.code === 'ELOOP')
      return refuse(
        {
          en: 'a symbolic link: name the file that it leads to',
          vi: 'liên kết tượng trưng: hãy nêu tệp mà nó dẫn đến',
        },
        error,
      );
    return refuse({ en: 'something else', vi: 'thứ khác' }, error);
  }
}

function writeKey(path: string, text: string): void {
  try {
    makeKeyFolder(dirname(path));
    writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new StatementError(
      'STATEMENT_KEY',
      {
        en: `${path}: expected a place where a new key can be written, got: ${detail}`,
        vi: `${path}: cần nơi ghi được khóa mới, nhận được: ${detail}`,
      },
      { cause: error },
    );
  }
}

function signerOf(privateKey: KeyObject): Signer {
  const publicKey = createPublicKey(privateKey);
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    fingerprint: fingerprintOf(publicKey),
  };
}
