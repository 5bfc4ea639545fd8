import { z } from 'zod';
import { must } from '../../../core/input/parse-input.ts';
import { suggestName } from '../../../core/text/suggest-name.ts';
import type { ActingParty } from '../../../ledger/decisions/acknowledgements.ts';
import { DecisionError } from '../../../ledger/decisions/decision-error.ts';
import type { LedgerReader } from '../../../ledger/record/ledger-reader.ts';

/** As {@link parseActingParty} reads it. */
export const ActingPartyName = z
  .string()
  .superRefine(
    must(
      (text) => parseActingParty(text) !== undefined,
      'expected operator, agency:ID or contractor:ID',
      'cần operator, agency:ID hoặc contractor:ID',
    ),
  )
  .meta({ value: 'party' });

export const OPERATOR: ActingParty = { kind: 'operator' };

/** Reads `operator`, `agency:ID`, `contractor:ID`; `undefined` where it is none of these. */
export function parseActingParty(text: string): ActingParty | undefined {
  if (text === 'operator') return OPERATOR;
  const [, kind, id] = /^(agency|contractor):([\w.-]+)$/.exec(text) ?? [];
  return id !== undefined && (kind === 'agency' || kind === 'contractor') ? { kind, id } : undefined;
}

/** @throws PARTY_UNKNOWN where it is not in the inventory now. */
export function checkActingParty(reader: LedgerReader, { kind, id }: ActingParty): void {
  if (kind === 'operator' || id === undefined) return;
  const present = new Set<string>();
  for (const revision of reader.revisions({ kind })) {
    if (revision.body === undefined) present.delete(revision.id);
    else present.add(revision.id);
  }
  if (present.has(id)) return;
  const suggestion = suggestName(id, [...present]);
  throw new DecisionError('PARTY_UNKNOWN', {
    en: `expected ${kind === 'agency' ? 'an agency' : 'a contractor'} of the inventory, got "${id}"${suggestion === undefined ? '' : `; perhaps "${suggestion}"`}`,
    vi: `cần ${kind === 'agency' ? 'đơn vị' : 'nhà thầu'} có trong danh mục, nhận được "${id}"${suggestion === undefined ? '' : `; có phải "${suggestion}"`}`,
  });
}
