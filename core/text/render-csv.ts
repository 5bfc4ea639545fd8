/**
 * A table as CSV (RFC 4180) for spreadsheets: with a byte order mark, without which Excel garbles Vietnamese, and with
 * cells that a spreadsheet would take for a formula made plain text: what they say comes from devices.
 */
export function renderCsv(rows: readonly (readonly string[])[]): string {
  return `\ufeff${renderCsvRows(rows)}`;
}

/** What follows the rows of {@link renderCsv}. */
export const renderCsvRows = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(renderCell).join(',')}\r\n`).join('');

function renderCell(text: string): string {
  const plain = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

const FORMULA = /^[=+\-@\t\r]/;
