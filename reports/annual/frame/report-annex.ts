import type { Block } from '../../../documents/model/block.ts';
import type { ReportContext } from './report-context.ts';

/** An annex of a report: whether these figures have it is asked before, since the text must name it by its number. */
export interface ReportAnnex {
  readonly name: string;
  readonly title: string;
  readonly orientation: 'portrait' | 'landscape';
  /** Whether it names places that are secret, where the figures name them. */
  readonly namesPlaces: boolean;
  readonly isIn: (context: Pick<ReportContext, 'sections' | 'plan' | 'document'>) => boolean;
  readonly blocks: (context: ReportContext) => readonly Block[];
}
