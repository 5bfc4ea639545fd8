import type { Worksheet } from 'exceljs';

/** Against slips, not against people: without a password, so that whoever needs more rows may lift it. */
export async function protectSheet(worksheet: Worksheet): Promise<void> {
  await worksheet.protect('', {
    selectLockedCells: true,
    selectUnlockedCells: true,
    formatColumns: true,
    formatRows: true,
    sort: true,
    autoFilter: true,
  });
}
