import type { ProberName } from '../../core/domain/probers.ts';

/** What only looks whether something answers: it needs no question, no credentials and no details. */
export const isBare = (prober: ProberName): boolean => prober === 'icmp' || prober === 'tcp';
