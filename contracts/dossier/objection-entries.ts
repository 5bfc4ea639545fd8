import { z } from 'zod';
import { FilesSchema } from '../../ledger/decisions/decision-bodies.ts';
import { lineKey, linesOf, readLineKey } from '../statements/statement-disputes.ts';
import type { StatementLife } from '../statements/statement-register.ts';
import type { StatementFigures } from '../statements/statement-schema.ts';
import type { DossierClaim, DossierObjection } from './dossier-schema.ts';
import { timeLimit } from './time-limit.ts';

/** The first so many objections of a statement, with their papers and what became of what they are against. */
export function objectionEntries(
  { steps, objections }: StatementLife,
  count: number,
  { figures, claims }: { readonly figures: StatementFigures; readonly claims: readonly DossierClaim[] },
): DossierObjection[] {
  const payable = new Map(linesOf(figures).map((line) => [lineKey(line), line.payable]));
  const rows = objectionRows(steps);
  return objections.slice(0, count).map(({ number, recordedMs, lines, outages, entities }, index) => {
    const row = rows[index];
    const named = entitiesNamed(figures, { outages, entities, lines });
    return {
      number,
      seq: row?.seq ?? 0,
      files: row?.files ?? [],
      lines: lines.map((line) => {
        const now = payable.get(line);
        return { line, ...(now !== undefined && { payable: now }) };
      }),
      claims: claims
        .filter((claim) => claim.entities.some((entity) => named.has(entity)))
        .map(({ ref }) => ref),
      limits:
        row?.dueMs === undefined
          ? []
          : [timeLimit('objected', { dueMs: row.dueMs, doneMs: recordedMs, readMs: recordedMs })],
    };
  });
}

const Filed = z.object({ objectionEndsMs: z.int() });
const Papers = z.object({ files: FilesSchema });

/** Each objection with its papers, and until when the draft that it was made to could be objected to. */
function objectionRows(steps: StatementLife['steps']) {
  let dueMs: number | undefined;
  return steps.flatMap(({ seq, action, body }) => {
    if (action === 'drafted') dueMs = Filed.safeParse(body).data?.objectionEndsMs;
    return action === 'objected' ? [{ seq, dueMs, files: Papers.safeParse(body).data?.files ?? [] }] : [];
  });
}

/** Devices and lines that an objection names itself, by an outage, or by a money line. */
function entitiesNamed(
  { parts }: StatementFigures,
  named: {
    readonly outages: readonly string[];
    readonly entities: readonly string[];
    readonly lines: readonly string[];
  },
): ReadonlySet<string> {
  const [refs, entities] = [new Set(named.outages), new Set(named.entities)];
  for (const part of parts)
    for (const { entity, outages } of part.entities)
      if (outages.some(({ ref }) => refs.has(ref))) entities.add(entity);
  for (const key of named.lines) {
    const { entity } = readLineKey(key);
    if (entity !== undefined) entities.add(entity);
  }
  return entities;
}
