import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { detectDelimiter } from '../../config/files/csv-records.ts';
import { csvFieldSpans, fieldText } from './csv-fields.ts';

/** New owners by id. */
export type NewOwners = ReadonlyMap<string, string>;

/**
 * Writes new agencies into the rows of devices.csv: a row stands for how things are after the last hand-over. Every other
 * byte stays as it is.
 */
export function changeDeviceOwners(text: string, owners: NewOwners): string {
  const records = csvFieldSpans(text, detectDelimiter(text));
  const header = (records.next().value ?? []).map((span) => fieldText(text, span));
  const [idAt, agencyAt] = [header.indexOf('id'), header.indexOf('agency')];
  const changes: Change[] = [];
  for (const spans of records) {
    const [id, agency] = [spans[idAt], spans[agencyAt]];
    const owner = id && owners.get(fieldText(text, id));
    if (owner !== undefined && agency) changes.push({ from: agency[0], to: agency[1], by: owner });
  }
  return applyChanges(text, changes);
}

/** The same in contracts.yaml, comments and layout included. */
export function changeContractOwners(text: string, owners: NewOwners): string {
  const contracts = parseDocument(text).get('contracts');
  if (!isSeq(contracts)) return text;
  const changes = contracts.items.flatMap((contract): readonly Change[] => {
    if (!isMap(contract)) return [];
    const owner = owners.get(String(contract.get('id')));
    const agency = contract.get('agency', true);
    if (owner === undefined || !isScalar(agency) || !agency.range) return [];
    return [{ from: agency.range[0], to: agency.range[1], by: owner }];
  });
  return applyChanges(text, changes);
}

interface Change {
  readonly from: number;
  readonly to: number;
  readonly by: string;
}

function applyChanges(text: string, changes: readonly Change[]): string {
  let at = 0;
  let changed = '';
  for (const { from, to, by } of changes.toSorted((a, b) => a.from - b.from)) {
    changed += text.slice(at, from) + by;
    at = to;
  }
  return changed + text.slice(at);
}
