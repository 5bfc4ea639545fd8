import type { Block } from '../../documents/model/block.ts';
import type { OfficialDocument } from '../../documents/model/document.ts';
import type { FiguresDocument } from '../figures/document/annual-figures.ts';
import { isMissing, type Missing } from '../figures/document/figure-parts.ts';
import { dropOutOfScope } from './frame/drop-out-of-scope.ts';
import { type PlanRecord, readPlanRecord } from './frame/plan-record.ts';
import type { ReportAnnex } from './frame/report-annex.ts';
import { createReportContext, type ReportContext } from './frame/report-context.ts';
import { closingOf, frameOf, letterheadOf } from './frame/report-frame.ts';

export interface ReportSection {
  /** Absent: text before the first title, or after the last section. */
  readonly title?: string;
  readonly build: (context: ReportContext) => readonly Block[];
}

export interface ReportShape {
  /** Of the sealed figures: the document names it, so that the two can be held to each other. */
  readonly sha256: string;
  readonly subject: string;
  readonly sections: readonly ReportSection[];
  readonly annexes: readonly ReportAnnex[];
}

/** Names of the properties that tie a document to its figures. */
export const FIGURES_PROPERTY = 'camwatch-figures';
export const SHA256_PROPERTY = 'camwatch-figures-sha256';

/** A report as Decree 30/2020 wants it, from sealed figures alone: the same figures give the same document. */
export function buildReport(document: FiguresDocument, shape: ReportShape): OfficialDocument {
  const plan = readPlanRecord(document.sections.plan);
  const annexes = shape.annexes.filter(({ isIn }) => isIn({ sections: document.sections, plan, document }));
  const context = createReportContext(
    document,
    annexes.map(({ name }) => name),
  );
  const report = isMissing(plan) ? undefined : plan.definition.report;
  const frame = frameOf(plan, document);
  const sections = shape.sections.map((section) => ({
    section,
    blocks: withoutLoneClause(dropOutOfScope(section.build(context))),
  }));
  return {
    kind: 'report',
    typeName: 'Báo cáo',
    subject: shape.subject,
    info: {
      title: `Báo cáo ${shape.subject}`,
      creator: frame.issuingBody?.replaceAll('\n', ' ') ?? 'camwatch',
      createdMs: document.recordedBeforeMs,
      properties: { [FIGURES_PROPERTY]: document.id, [SHA256_PROPERTY]: shape.sha256 },
    },
    variant: report?.variant ?? 'electronic',
    letterhead: letterheadOf(frame, document),
    addressees: frame.addressees ?? [],
    legalBases: legalBasesOf(plan, document),
    body: sections.flatMap(({ section: { title }, blocks }): readonly Block[] =>
      blocks.length === 0
        ? []
        : [...(title === undefined ? [] : [{ kind: 'section', title } as const]), ...blocks],
    ),
    annexes: annexes.map(({ title, orientation, namesPlaces, blocks }) => ({
      title,
      orientation,
      secret: namesPlaces && document.given.secretSites === 'include',
      blocks: blocks(context),
    })),
    closing: closingOf(frame),
  };
}

/** Where there is a first clause and no second one there is nothing to number. */
function withoutLoneClause(blocks: readonly Block[]): readonly Block[] {
  const [first, ...rest] = blocks;
  const isLone =
    first?.kind === 'clause' && rest.every(({ kind }) => kind !== 'clause' && kind !== 'numbered');
  return isLone ? rest : blocks;
}

/** All that are set; a month rests on the plan alone. */
function legalBasesOf(plan: PlanRecord | Missing, { scope }: FiguresDocument): readonly string[] {
  if (isMissing(plan)) return [];
  const { document: decided, report } = plan.definition;
  return report.legalBases
    .filter((basis) => scope.kind !== 'month' || (decided !== undefined && basis.includes(decided.number)))
    .map((basis) => basis.replace(/[;.\s]+$/u, ''));
}
