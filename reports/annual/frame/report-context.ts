import { annexLabel } from '../../../documents/model/annex-label.ts';
import type { Block } from '../../../documents/model/block.ts';
import type { RichText } from '../../../documents/model/rich-text.ts';
import type { FiguresDocument, FiguresSections } from '../../figures/document/annual-figures.ts';
import { isMissing, type Missing } from '../../figures/document/figure-parts.ts';
import { createFigurePrinter, type FigurePrinter } from './figure-printer.ts';
import { MISSING_SENTENCES } from './missing-sentences.ts';
import { type PlanRecord, readPlanRecord } from './plan-record.ts';
import { frameOf } from './report-frame.ts';
import { nameOf, shortName } from './words.ts';

/** What a section of a report is written from: sealed figures alone. */
export interface ReportContext {
  readonly document: FiguresDocument;
  readonly sections: FiguresSections;
  readonly plan: PlanRecord | Missing;
  readonly print: FigurePrinter;
  /** `Phụ lục III`; empty where the report has no such annex. */
  readonly refer: (annex: string) => string;
  /** Of an agency, as far as figures name it; of one that has ended with those that took its place. */
  readonly agencyName: (id: string) => string;
  /** Who reports, and to whom; absent without a plan. */
  readonly reporter?: string;
  readonly addressees: readonly string[];
}

export function createReportContext(document: FiguresDocument, annexNames: readonly string[]): ReportContext {
  const { sections } = document;
  const plan = readPlanRecord(sections.plan);
  const names = agencyNames(sections, plan);
  const name = (id: string) => names.get(id) ?? nameOf({ id });
  return {
    document,
    sections,
    plan,
    print: createFigurePrinter(sections),
    refer: (annex) => {
      const index = annexNames.indexOf(annex);
      return index < 0 ? '' : annexLabel(index + 1, annexNames.length);
    },
    agencyName: (id) =>
      withSuccessors(
        name(id),
        successorsOf(plan, id).map((one) => shortName(name(one))),
      ),
    ...reporting(document, plan, names),
  };
}

const successorsOf = (plan: PlanRecord | Missing, id: string): readonly string[] =>
  isMissing(plan) ? [] : (plan.successors[id] ?? []);

function withSuccessors(name: string, successors: readonly string[]): string {
  if (successors.length === 0) return name;
  const others = successors.slice(0, -1).join(', ');
  const last = successors.at(-1);
  return `${name} (nay là ${others === '' ? last : `${others} và ${last}`})`;
}

function reporting(
  document: FiguresDocument,
  plan: PlanRecord | Missing,
  names: ReadonlyMap<string, string>,
): Pick<ReportContext, 'reporter' | 'addressees'> {
  if (isMissing(plan)) return { addressees: [] };
  const { scope } = document;
  const id = scope.kind === 'agency' ? scope.agency : plan.definition.report.agency;
  return {
    reporter: names.get(id) ?? nameOf({ id }),
    addressees: frameOf(plan, document).addressees ?? [],
  };
}

function agencyNames(
  { movement, counts }: FiguresSections,
  plan: PlanRecord | Missing,
): ReadonlyMap<string, string> {
  const rows = [...(isMissing(movement) ? [] : movement.agency), ...(isMissing(counts) ? [] : counts.agency)];
  const named = rows.flatMap(({ id, name }): [string, string][] => (name === undefined ? [] : [[id, name]]));
  return new Map([...(isMissing(plan) ? [] : Object.entries(plan.agencyNames)), ...named]);
}

/**
 * A sentence; what a report is not about is left out of it later.
 * @param path Of what is missing, in the sealed data: `security.findings`.
 */
export function missingBlock(subject: string, { missing }: Missing, path = 'plan'): Block {
  const { code, why } = missing;
  if (code === 'not-in-scope') return { kind: 'missing', subject, because: why.vi, reason: code };
  const none = (text: string): RichText => [{ kind: 'figure', figure: path, text, value: '' }];
  return { kind: 'paragraph', text: MISSING_SENTENCES[code](subject, none) };
}
