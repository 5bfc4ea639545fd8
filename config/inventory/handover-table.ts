import type { Handover } from '../../core/domain/inventory.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { optional, required } from '../files/columns.ts';
import type { CsvTableFormat, Row } from '../files/csv-table-format.ts';
import { instant, oneOf, slugField, text } from '../files/field-formats.ts';

export const HANDOVER_COLUMNS = {
  at: required('at', instant, 'From when the new party is in charge.'),
  kind: required('kind', oneOf(['device', 'contract']), 'What changes hands.'),
  id: required('id', slugField, 'Its id in devices.csv or contracts.yaml.'),
  field: required('field', oneOf(['agency', 'contractor', 'contract']), 'Which of its parties changes.'),
  from: optional('from', slugField, 'The party until then; empty or `undetermined` where there was none.'),
  to: optional('to', slugField, 'The party from then on; empty or `undetermined` where it is not yet known.'),
  document: optional('document', text, 'Number of the document that decided it.'),
} as const;

export const HANDOVER_TABLE: CsvTableFormat<Handover> = {
  columns: HANDOVER_COLUMNS,
  parseRow: parseHandover,
};

export const UNDETERMINED = 'undetermined';

function parseHandover(row: Row): Handover | undefined {
  const atMs = row.read(HANDOVER_COLUMNS.at);
  const kind = row.read(HANDOVER_COLUMNS.kind);
  const id = row.read(HANDOVER_COLUMNS.id);
  const field = row.read(HANDOVER_COLUMNS.field);
  const from = determined(row.read(HANDOVER_COLUMNS.from));
  const to = determined(row.read(HANDOVER_COLUMNS.to));
  const document = row.read(HANDOVER_COLUMNS.document);
  if (atMs === undefined || !kind || !id || !field) return undefined;
  if (kind === 'contract' && field === 'contract') {
    row.refuse(HANDOVER_COLUMNS.field, 'expected agency or contractor for a contract, got "contract"');
  }
  if (from === to)
    row.refuse(
      HANDOVER_COLUMNS.to,
      `expected another party than from, got ${JSON.stringify(to ?? UNDETERMINED)}`,
    );
  return omitUndefined({ atMs, kind, id, field, from, to, document });
}

function determined(party: string | undefined): string | undefined {
  return party === UNDETERMINED ? undefined : party;
}
