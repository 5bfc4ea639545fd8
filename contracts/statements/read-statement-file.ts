import { readRegularFile } from '../../core/host/read-regular-file.ts';
import { StatementError } from './statement-error.ts';

/** @throws STATEMENT_FILE where it cannot be read. */
export const readStatementFile = (file: string): string => readStatementBytes(file).toString('utf8');

/** @throws STATEMENT_FILE where it cannot be read. */
export function readStatementBytes(file: string): Buffer {
  try {
    return readRegularFile(file);
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    throw new StatementError(
      'STATEMENT_FILE',
      {
        en: `${file}: expected a file that can be read, got: ${got}`,
        vi: `${file}: cần tệp đọc được, nhận được: ${got}`,
      },
      { cause: error },
    );
  }
}
