import { basename } from 'node:path';
import { readRegularFile } from '../../core/host/read-regular-file.ts';
import { ImportError } from './import-error.ts';

/** The bytes of a file that is to be taken over. @throws IMPORT_INVALID where it is none that can be read. */
export function readForeignFile(path: string, mostBytes: number): Buffer {
  try {
    return readRegularFile(path, mostBytes);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const got = 'code' in error ? String(error.code) : error.message;
    const message = `expected a file that can be read, got ${got}`;
    throw new ImportError(basename(path), [{ place: '', path: 'the file', message }]);
  }
}
