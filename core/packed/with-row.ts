interface Column<Self> {
  readonly length: number;
  readonly set: (from: Self) => void;
}

/** A quarter more than is needed: columns grow while devices are heard for the first time, and hardly later. */
const SPARE = 1.25;

/** `column` itself where it has a place for the row, else a longer copy of it, the new places as `make` makes them. */
export function withRow<Numbers extends Column<Numbers>>(
  column: Numbers,
  row: number,
  make: (length: number) => Numbers,
): Numbers {
  if (row < column.length) return column;
  const longer = make(Math.ceil((row + 1) * SPARE) + 15);
  longer.set(column);
  return longer;
}
