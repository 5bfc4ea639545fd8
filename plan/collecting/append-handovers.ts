import { detectDelimiter } from '../../config/files/csv-records.ts';
import { HANDOVER_COLUMNS } from '../../config/inventory/handover-table.ts';
import type { Zone } from '../../core/time/zone.ts';
import { csvField, csvFieldSpans, fieldText } from './csv-fields.ts';
import { FormsError } from './forms-error.ts';
import type { NewHandover } from './new-handover.ts';

const NAMES = Object.keys(HANDOVER_COLUMNS);

/** handovers.csv with these at its end, in the columns, delimiter and line ends that it has. @throws FORMS_REFUSED */
export function appendHandovers(text: string, handovers: readonly NewHandover[], zone: Zone): string {
  const before = text.trim() === '' ? `${NAMES.join(',')}\n` : text;
  const delimiter = detectDelimiter(before);
  const first = csvFieldSpans(before, delimiter).next().value ?? [];
  const header = first.map((span) => fieldText(before, span));
  const missing = NAMES.filter((name) => !header.includes(name));
  if (missing.length > 0)
    throw new FormsError('FORMS_REFUSED', {
      en: `handovers.csv: expected the columns ${NAMES.join(',')}, got none of the name ${missing.join(', ')}`,
      vi: `handovers.csv: cần các cột ${NAMES.join(',')}, không có cột tên ${missing.join(', ')}`,
    });
  const lineEnd = before.includes('\r\n') ? '\r\n' : '\n';
  const lines = handovers.map((handover) => {
    const fields: Readonly<Record<string, string>> = {
      at: zone.renderInstant(handover.atMs),
      kind: handover.kind,
      id: handover.id,
      field: handover.field,
      from: handover.from,
      to: handover.to,
      document: handover.document,
    };
    return header.map((name) => csvField(fields[name] ?? '', delimiter)).join(delimiter) + lineEnd;
  });
  return before + (before.endsWith('\n') ? '' : lineEnd) + lines.join('');
}
