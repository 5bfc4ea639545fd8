import { z } from 'zod';
import type { Json } from '../../../core/text/canonical-json.ts';
import { orMissing } from './figure-parts.ts';
import { FiguresHeader } from './figures-header.ts';
import {
  BlindFigures,
  CountFigures,
  MovementFigures,
  PlanFindingFigures,
  QualityFigures,
  SecurityFigures,
  StageFigures,
  TargetFigures,
} from './inventory-figures.ts';
import { MEASURED_SECTIONS } from './measured-figures.ts';
import { SelfReportFigures } from './self-report-figures.ts';

const AnyJson: z.ZodType<Json> = z.json();

/** The plan's tasks and registers as they stood; what is in it is the plan tracker's business. */
const PlanSection = z.strictObject({ state: z.record(z.string(), AnyJson) });

/**
 * All figures that a report prints, by section: what was counted, in counts and milliseconds; percentages are rendered from
 * them at the end. The id of a figure is the way to it, such as `movement.city.camera.closing`: of a list by the `id` of
 * its members.
 */
export const FiguresSections = z.strictObject({
  movement: orMissing(MovementFigures),
  counts: orMissing(CountFigures),
  targets: orMissing(TargetFigures),
  stages: orMissing(StageFigures),
  security: orMissing(SecurityFigures),
  blind: orMissing(BlindFigures),
  quality: orMissing(QualityFigures),
  planFindings: orMissing(PlanFindingFigures),
  /** A file of format 1 has none. */
  selfReports: orMissing(SelfReportFigures).optional(),
  ...MEASURED_SECTIONS,
  plan: orMissing(PlanSection),
});

/** What is sealed: canonical JSON of exactly this is what is hashed and signed. */
export const FiguresDocument = z.strictObject({ ...FiguresHeader, sections: FiguresSections });

export const SealedFigures = z.strictObject({
  document: FiguresDocument,
  seal: z.strictObject({ algorithm: z.literal('Ed25519'), sha256: z.string(), signature: z.string() }),
});

export type FiguresSections = z.infer<typeof FiguresSections>;
export type FiguresDocument = z.infer<typeof FiguresDocument>;
export type SealedFigures = z.infer<typeof SealedFigures>;
