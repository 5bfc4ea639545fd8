import { readCsvRecords } from '../files/csv-records.ts';
import { decodeText } from '../files/read-text.ts';
import { type ForeignTable, tidyText } from './foreign-table.ts';
import { ImportError } from './import-error.ts';

/** Reads a CSV file with comma, semicolon or tab. What stands above the header row is passed over. */
export function readForeignCsv(file: string, bytes: Buffer, headerRow: number): ForeignTable {
  const decoded = decodeText(bytes);
  if (!decoded.ok)
    throw new ImportError(file, [{ place: `${decoded.line}:1`, path: 'the file', message: decoded.message }]);
  const headerLine = decoded.text.split('\n', headerRow).at(-1) ?? '';
  const records = [...readCsvRecords(decoded.text, detectDelimiter(headerLine))];
  const header = records.find(({ line }) => line >= headerRow);
  return {
    header: header?.fields.map(tidyText) ?? [],
    rows: records
      .filter((record) => header && record.line > header.line)
      .map(({ line, fields, flaw }) => ({
        line,
        cells: flaw
          ? (header?.fields.map(() => ({ text: '', flaw: flaw.message })) ?? [])
          : fields.map((field) => ({ text: tidyText(field) })),
      })),
    placeOf: (line, column) => `${line}:${column + 1}`,
  };
}

function detectDelimiter(headerLine: string): string {
  const unquoted = headerLine.replaceAll(/"[^"]*"/g, '');
  const counts = [',', ';', '\t'].map((delimiter) => ({
    delimiter,
    count: unquoted.split(delimiter).length,
  }));
  return counts.sort((a, b) => b.count - a.count)[0]?.delimiter ?? ',';
}
