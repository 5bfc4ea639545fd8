import type { Indicator } from '../../../core/domain/state.ts';
import type { FiguresSections } from '../../figures/document/annual-figures.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';

/** The indicator that sentences and charts tell: the one that causes were looked for, else whether cameras answer. */
export function headlineIndicator({ causes, rankings }: FiguresSections): Indicator {
  if (!isMissing(causes)) return causes.indicator;
  return isMissing(rankings) ? 'reach' : rankings.indicator;
}
