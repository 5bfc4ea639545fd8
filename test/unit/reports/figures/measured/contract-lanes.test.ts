import { describe, expect, it } from 'vitest';
import { buildContractLanes } from '#reports/figures/measured/contract-lanes.ts';
import { steadyHistory } from '../../../../support/recorded-history.ts';
import { contract } from '../../../../support/settled-city.ts';

/** `03-05` of 2025 in Hanoi. */
const at = (date: string): number => Date.parse(`2025-${date}T00:00+07:00`);
const WINDOW = { fromMs: at('02-10'), toMs: at('05-01') };
const lanesOf = (...contracts: Parameters<typeof contract>[0][]) =>
  buildContractLanes(steadyHistory({ contracts: contracts.map(contract) }), WINDOW, 'Asia/Ho_Chi_Minh');

describe('the periods of a contract', () => {
  it('are its own, and reach out of the window where it begins within one', () => {
    const [lane] = lanesOf({ id: 'a', contractor: 'x', fromMs: at('01-01') });
    expect(lane?.periods.map(({ period, extent }) => `${period.label} ${extent}`)).toEqual([
      '2025-02 crossing',
      '2025-03 whole',
      '2025-04 whole',
    ]);
    const terms = { indicator: 'reach', period: 'quarter' };
    const [quarterly] = lanesOf({ id: 'a', contractor: 'x', fromMs: at('01-01'), terms });
    expect(quarterly?.periods.map(({ period }) => period.label)).toEqual(['2025-Q1', '2025-Q2']);
  });

  it('are those in which it is in force', () => {
    const lanes = lanesOf(
      { id: 'new', contractor: 'x', fromMs: at('03-10') },
      { id: 'over', contractor: 'x', fromMs: at('01-01'), toMs: at('02-10') },
    );
    expect(lanes.map(({ id }) => id)).toEqual(['new']);
    expect(lanes[0]?.periods.map(({ period }) => period.label)).toEqual(['2025-03', '2025-04']);
    expect(lanes[0]?.counting.get('reach')?.inForce).toEqual([{ fromMs: at('03-10'), toMs: at('05-01') }]);
  });

  it('have no terms, and count nothing, where there are none to settle by', () => {
    const [lane] = lanesOf({ id: 'a', contractor: 'x', fromMs: at('01-01'), terms: {} });
    expect(lane?.periods.map(({ terms }) => terms)).toEqual([undefined, undefined, undefined]);
    expect([...(lane?.counting ?? [])]).toEqual([]);
  });

  it('count the hours of service, and what is outside of them', () => {
    const terms = { indicator: 'reach', service_hours: '06:00-18:00' };
    const [lane] = lanesOf({ id: 'a', contractor: 'x', fromMs: at('04-29'), terms });
    const hour = (text: string) => Date.parse(`2025-04-${text}+07:00`);
    expect(lane?.counting.get('reach')).toEqual({
      inForce: [{ fromMs: at('04-29'), toMs: at('05-01') }],
      hours: [
        { fromMs: hour('29T06:00'), toMs: hour('29T18:00') },
        { fromMs: hour('30T06:00'), toMs: hour('30T18:00') },
      ],
      outside: [
        { fromMs: hour('29T00:00'), toMs: hour('29T06:00') },
        { fromMs: hour('29T18:00'), toMs: hour('30T06:00') },
        { fromMs: hour('30T18:00'), toMs: at('05-01') },
      ],
    });
  });
});
