import type { Comparison } from '../../simulator/faults/compare.ts';
import type { Unexpected } from './demo-result.ts';

/** What is on record and nobody did. */
export function describeUnexpected({ unexpected }: Comparison): Unexpected[] {
  return unexpected.map((one) => {
    const { entity, fromMs, toMs } = one;
    const edges = { fromMs, ...(toMs !== undefined && { toMs }) };
    if (one.shows === 'finding') return { entity, shows: one.code, state: 'finding', ...edges };
    return { entity, shows: one.indicator, state: one.state, reason: one.reason, ...edges };
  });
}
