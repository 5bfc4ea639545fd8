import { describe, expect, test } from 'vitest';
import { tellIncidents } from '#test/support/incident-ledger.ts';
import { acknowledged, byContractor, opened, resolved } from '#test/support/incident-steps.ts';
import { at, statementOffice } from '#test/support/statement-office.ts';

const root = { kind: 'entity', entity: 'device:cam-1' };

function officeWithIncidents() {
  const office = statementOffice({
    response: { minor: '4h', critical: '30m' },
    penalties: { per: 'incident and started hour beyond the response time', amount: '200000 VND' },
  });
  tellIncidents(office.ledger, [
    opened('i-1', at('09-05T08:02'), { severity: 'critical', root }),
    acknowledged('i-1', at('09-05T08:20'), { kind: 'agency', id: 'ward' }),
    acknowledged('i-1', at('09-05T09:42'), byContractor('a')),
    resolved('i-1', at('09-07T08:00')),
  ]);
  return office;
}

describe('a statement of a month with incidents', () => {
  test('shows their clocks and what a late answer costs, is verified, and is explained', async () => {
    const { seal, about, run, file } = officeWithIncidents();
    await seal('draft', 'draft.json');

    const shown = await about('show');
    const vietnamese = await about('show', '--lang', 'vi');
    const explained = await about('explain', 'cam-1');
    const other = await about('explain', 'cam-2');
    const verified = await run('verify', file('draft.json'));
    const offline = await run('verify', file('draft.json'), '--offline');

    expect(shown.out).toContain(
      [
        'incidents (1)',
        '  opened in the period: 1',
        '  response: 0 kept, 1 missed, 0 not decided yet at the end of the period, 0 passed on',
        '  restoration: 0 kept, 1 missed, 0 not decided yet at the end of the period, 0 passed on',
        '  i-1 · device:cam-1 · critical · opened 2025-09-05 08:02 · contractor then: a',
        '      acknowledged 2025-09-05 08:20 by agency ward; acknowledged 2025-09-05 09:42 by contractor a · over 2025-09-07 08:00',
        '      response: 1h 40m of 30m: missed',
        '      restoration: 1d 23h 58m of 1d: missed',
      ].join('\n'),
    );
    expect(shown.out).toContain('penalty · penalties · incident:i-1: 400,000 VND');
    expect(shown.out).toContain('time to respond: missed (1)');
    expect(vietnamese.out).toContain('      phản hồi: 1 giờ 40 phút trên hạn 30 phút: quá hạn');
    expect(explained.out).toContain('  i-1 · device:cam-1 · critical');
    expect(other.out).toContain('incidents (0)\n  none in the period');
    expect(verified).toMatchObject({ code: 0, out: expect.stringContaining('GREEN') });
    expect(offline.code).toBe(0);
  });

  test('can be objected to by the incident', async () => {
    const { seal, about } = officeWithIncidents();
    await seal('draft', 'draft.json');

    const objected = await about(
      'object',
      ...['--by', 'a', '--outage', 'incident:i-1', '--why', 'đã gọi điện báo nhận', '--author', 'b'],
    );

    expect(objected).toMatchObject({ code: 0 });
    expect((await about('show')).out).toContain('incident:i-1: 400,000 VND [disputed]');
  });
});
