import { isSameJson, type Json } from '../../../core/text/canonical-json.ts';
import { toJson } from '../../../core/text/to-json.ts';
import { agencyParty } from '../../../ledger/decisions/party.ts';
import { standingValues } from '../../state/change-entry.ts';
import type { FormFlaw } from '../reading/form-flaw.ts';
import type { ReadRow, ReadTable } from '../reading/read-table.ts';
import { knownRows } from './known-rows.ts';
import type { SubmissionContext, SubmissionPart, SubmissionStep } from './submission.ts';

/** What a unit asks the two authorities for: its own request, and what it knows of their answers as a remark. */
export const submitRequests = (table: ReadTable, context: SubmissionContext): SubmissionPart =>
  submitSites(table, context, {
    counted: 'request',
    sites: context.requestSites,
    read: readRequest,
  });

/** What an authority answers: its own opinion, and no other's. */
export function submitOpinions(table: ReadTable, context: SubmissionContext): SubmissionPart {
  const { authority, sites } = context.opinions;
  return submitSites(table, context, {
    counted: 'opinion',
    sites,
    read: (row) => {
      if (authority === undefined) return {};
      const { asked } = context.state.site.find(({ site }) => site === row.key)?.[authority] ?? {};
      return { [authority]: toJson({ ...(asked !== undefined && { asked }), ...readOpinion(row) }) };
    },
  });
}

type Members = Readonly<Record<string, Json>>;

interface SitePart {
  /** By which rows are counted. */
  readonly counted: string;
  readonly sites: ReadonlySet<string>;
  /** What a row says of its site: it takes the place of these members, and of no others. */
  readonly read: (row: ReadRow, context: SubmissionContext) => Members;
}

function submitSites(
  table: ReadTable,
  context: SubmissionContext,
  { counted, sites, read }: SitePart,
): SubmissionPart {
  const { rows, flaws, notes } = knownRows(table, (key) => (sites.has(key) ? key : undefined));
  const steps: SubmissionStep[] = [];
  let told = 0;
  for (const [site, row] of rows) {
    if (row.isEmpty || row.isFlawed) continue;
    const missing = dayMissing(row, table);
    flaws.add(...missing);
    if (missing.length > 0) continue;
    told++;
    const patch = read(row, context);
    const standing = toJson(standingValues(context.state, 'site', site) ?? {});
    const values = { ...Object(standing), ...patch };
    if (isSameJson(values, standing)) continue;
    const body = { values, by: agencyParty(context.unit.id) };
    steps.push({ id: `site:${site}`, action: 'set', body, patch });
  }
  return { steps, counts: { [counted]: told }, entries: [], flaws: flaws.list(), notes: notes.list() };
}

/** A document without its day says nothing of how long somebody waits. */
function dayMissing({ cells, ...row }: ReadRow, table: ReadTable): readonly FormFlaw[] {
  const isRequest = table.hasColumn('request_date');
  const [day, others] = isRequest
    ? (['request_date', ['request_document']] as const)
    : (['date', ['document', 'place', 'technology']] as const);
  if (cells[day] || !others.some((key) => cells[key])) return [];
  const of = isRequest ? 'Ngày văn bản' : 'Ngày trả lời';
  return [{ code: 'needed', sheet: table.tab, cell: table.cellAt({ cells, ...row }, day), of }];
}

function readRequest({ cells }: ReadRow, { unit }: SubmissionContext): Members {
  const { request_document: document, request_date: date, note } = cells;
  return {
    agency: unit.id,
    ...(date && { request: { ...(document && { document: document.value }), date: date.value } }),
    ...(note && { note: note.value }),
  };
}

const readOpinion = ({ cells: { document, date, place, technology } }: ReadRow) => ({
  document: document?.value,
  date: date?.value,
  place: place?.value,
  technology: technology?.value,
});
