import { z } from 'zod';
import type { RevisionKind } from '../../core/domain/revision.ts';
import type { Language } from '../../core/language/language.ts';
import { nameIn } from '../../core/language/name-in.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { SlaAnswer, SlaGroup } from './answer.ts';

const KIND_OF_GROUP: Readonly<Partial<Record<SlaGroup, RevisionKind>>> = {
  agency: 'agency',
  district: 'district',
  area: 'area',
  contractor: 'contractor',
  programme: 'programme',
};

/** Gives rows the names that the inventory has for them, as it was recorded last. */
export function withNames(reader: LedgerReader, answer: SlaAnswer, language: Language): SlaAnswer {
  const kind = KIND_OF_GROUP[answer.by];
  if (kind === undefined) return answer;
  const names = new Map<string, string>();
  for (const { id, body } of reader.revisions({ kind })) {
    const named = body === undefined ? undefined : Named.safeParse(JSON.parse(body)).data;
    if (named) names.set(id, nameIn(language, named));
  }
  const rows = answer.rows.map((row) => {
    const name = names.get(row.id);
    return name === undefined ? row : { ...row, name };
  });
  return { ...answer, rows };
}

const Named = z.object({ name: z.string(), nameEn: z.string().optional() });
