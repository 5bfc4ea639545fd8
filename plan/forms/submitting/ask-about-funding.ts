import { isSameJson, type Json } from '../../../core/text/canonical-json.ts';
import { type FundingDoubt, fundingDoubts } from '../../definition/funding-doubts.ts';
import { FundingValues } from '../../definition/registers.ts';
import type { FormFlaw } from '../reading/form-flaw.ts';
import type { ReadRow, ReadTable } from '../reading/read-table.ts';

export interface AskedFunding {
  /** Questions that are not answered yet. */
  readonly flaws: readonly FormFlaw[];
  /** Goes on record: somebody was asked, and stands by it. */
  readonly confirmed?: 'yes' | undefined;
}

/**
 * Amounts that are hard to believe are asked about: a yes in the column beside them lets them pass, and so do the same amounts
 * once they were confirmed. A form of before has no such column, and is not asked.
 */
export function askAboutFunding(
  row: ReadRow,
  table: ReadTable,
  { before, year }: { readonly before: Json | undefined; readonly year: number },
): AskedFunding {
  const amounts = amountsOf(row);
  const twice = rowWithSame(amounts, row, { table, year });
  const flaws = [
    ...fundingDoubts(amounts).map((doubt) => questionOf(doubt, row, table)),
    ...(twice ? [sameAmounts(twice, row, table)] : []),
  ];
  if (flaws.length === 0 || !table.hasColumn('confirmed')) return { flaws: [] };
  if (row.cells.confirmed?.value === 'yes' || wasConfirmed(amounts, before))
    return { flaws: [], confirmed: 'yes' };
  return { flaws };
}

/** An earlier row with the same money, of the same year: whoever writes the row above anew counts it twice. */
function rowWithSame(
  amounts: Amounts,
  row: ReadRow,
  { table: { rows }, year }: { readonly table: ReadTable; readonly year: number },
): ReadRow | undefined {
  if (amounts.allocated === undefined && amounts.disbursed === undefined) return undefined;
  // A row without a year is of that of the form.
  const yearOf = ({ cells }: ReadRow) => String(cells.year?.value ?? year);
  return rows
    .slice(0, rows.indexOf(row))
    .find((other) => yearOf(other) === yearOf(row) && isSameJson(amountsOf(other), amounts));
}

const sameAmounts = (twice: ReadRow, row: ReadRow, table: ReadTable): FormFlaw => ({
  code: 'same-amounts',
  sheet: table.tab,
  cell: (row.cells.allocated ?? row.cells.disbursed)?.at ?? row.at,
  got: (twice.cells.allocated ?? twice.cells.disbursed)?.at ?? twice.at,
  of: table.cellAt(row, 'confirmed'),
});

type Amounts = Pick<FundingValues, 'planned' | 'allocated' | 'disbursed'>;

const amountsOf = ({ cells }: ReadRow): Amounts => ({
  planned: digitsOf(cells.planned?.value),
  allocated: digitsOf(cells.allocated?.value),
  disbursed: digitsOf(cells.disbursed?.value),
});

const digitsOf = (value: unknown): string | undefined => (value === undefined ? undefined : String(value));

function wasConfirmed({ planned, allocated, disbursed }: Amounts, before: Json | undefined): boolean {
  const { data } = FundingValues.safeParse(before);
  return (
    data?.confirmed === 'yes' &&
    data.planned === planned &&
    data.allocated === allocated &&
    data.disbursed === disbursed
  );
}

const KEYS: Readonly<Record<FundingDoubt, readonly (keyof Amounts)[]>> = {
  'disbursed-over-allocated': ['disbursed', 'allocated'],
  'allocated-over-planned': ['allocated', 'planned'],
  'under-a-million': ['disbursed', 'allocated', 'planned'],
};

const ONE_MILLION = 1_000_000n;

/** At the amount that is doubted, with the cell in which it is confirmed. */
function questionOf(doubt: FundingDoubt, row: ReadRow, table: ReadTable): FormFlaw {
  const written = KEYS[doubt].flatMap((key) => row.cells[key] ?? []);
  const isSmall = (value: unknown) => BigInt(String(value)) > 0n && BigInt(String(value)) < ONE_MILLION;
  const told = doubt === 'under-a-million' ? written.filter(({ value }) => isSmall(value)) : written;
  return {
    code: doubt,
    sheet: table.tab,
    cell: told[0]?.at ?? row.at,
    got: told.map(({ value }) => String(value)).join(' '),
    of: table.cellAt(row, 'confirmed'),
  };
}
