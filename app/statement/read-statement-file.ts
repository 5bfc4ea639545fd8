import { StatementError } from '../../settlement/statement-error.ts';
import { readRegularFile } from '../read-regular-file.ts';

/** @throws STATEMENT_FILE where it cannot be read. */
export function readStatementFile(file: string): string {
  try {
    return readRegularFile(file).toString('utf8');
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    throw new StatementError('STATEMENT_FILE', `${file}: expected a file that can be read, got: ${got}`, {
      cause: error,
    });
  }
}
