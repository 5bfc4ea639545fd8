/** A label and its value, one a line, values under each other. */
export function alignRows(rows: readonly (readonly [string, string])[]): readonly string[] {
  return alignColumns(rows).map((row) => `  ${row}`);
}

/** Columns as wide as their longest text. */
export function alignColumns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
