import { readRegularFile } from '../../core/host/read-regular-file.ts';
import { ReportError } from './report-error.ts';

/** Of a document, whatever is in it. */
const MOST_BYTES = 100_000_000;

/** @throws REPORT_FILE */
export function readReportFile(file: string): Buffer {
  try {
    return readRegularFile(file, MOST_BYTES);
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    throw new ReportError('REPORT_FILE', `${file}: expected a file that can be read, got: ${got}`, {
      cause: error,
    });
  }
}
