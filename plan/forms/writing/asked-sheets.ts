import type { UnitForm } from '../form.ts';
import type { FormSheet } from '../form-sheet.ts';
import { FORM_SHEETS } from '../form-sheets.ts';

/** The sheets that have something to ask of the unit. */
export const askedSheets = ({ rows }: Pick<UnitForm, 'rows'>): readonly FormSheet[] =>
  FORM_SHEETS.filter(({ name }) => rows[name].length > 0);
