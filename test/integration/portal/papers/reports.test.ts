import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { runReport } from '#server/keepers/report-thread.ts';
import { readDocx } from '#test/support/docx-reader.ts';
import { textOf } from './planned-city.ts';
import { reportedCity } from './reported-city.ts';

const MONTH = { kind: 'month', month: '2025-10', format: 'docx' };
const AGENCY = 'cong-an';

/** A thread that works until it is told to stop. */
const endless: typeof runReport = async (_start, { signal, onStep }) => {
  onStep?.({ step: 'measured: availability', done: 3, total: 4 });
  const { promise, reject } = Promise.withResolvers<never>();
  signal.addEventListener('abort', () => reject(signal.reason));
  return await promise;
};

describe('a report', () => {
  it('is made in a thread of its own, taken and verified by whoever asked', async () => {
    const { person, portal, reports, path } = await reportedCity();
    const dost = await person('dost');
    const { token } = await dost.tokens('/reports');
    expect((await dost.send('/reports', { token, ...MONTH })).status).toBe(303);
    expect((await dost.read('/reports')).text).toContain('data-part="reports" data-again');
    await expect.poll(() => reports.jobs()[0]?.state, { timeout: 60_000 }).toBe('made');

    const page = await dost.read('/reports');
    expect(page.text).not.toContain('data-part="reports" data-again');
    const files = [...page.text.matchAll(/href="(\/reports\/[^"]+\.(?:json|docx))"/g)].map(
      ([, link = '']) => link,
    );
    expect(files).toHaveLength(2);
    const docx = files.find((file) => file.endsWith('.docx')) ?? '';
    const taken = await portal.get(docx, { cookie: dost.cookie });
    expect(taken.headers.get('content-disposition')).toContain('attachment');
    expect(
      Buffer.from(await taken.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');

    const [, id = '', name = ''] = /^\/reports\/([^/]+)\/(.+)$/.exec(docx) ?? [];
    // Whoever watches over all verifies what others had made.
    const auditor = await person('auditor');
    expect((await portal.get(docx, { cookie: auditor.cookie })).status).toBe(200);
    const own = await auditor.tokens('/reports');
    await auditor.send(`/reports/${id}/verify`, { token: own.token, file: decodeURIComponent(name) });
    await expect
      .poll(() => reports.jobs()[0]?.files.find((file) => file.name.endsWith('docx'))?.verified?.is, {
        timeout: 60_000,
      })
      .toBe('good');
    expect(textOf((await dost.read('/reports')).text)).toContain('kiểm tra: đúng');
    expect(existsSync(`${path}.reports/${id}/job.json`)).toBe(true);
    expect((await dost.read(`/reports/${id}/job.json`)).status).toBe(404);
    expect((await dost.read(`/reports/${id}/..%2Fjob.json`)).status).toBe(404);
  }, 120_000);

  it('is asked for once, however often the form is sent, tells how far it is and is cancelled', async () => {
    const { person, reports } = await reportedCity({ run: endless });
    const dost = await person('dost');
    const { token } = await dost.tokens('/reports');
    await dost.send('/reports', { token, ...MONTH });
    await dost.send('/reports', { token, ...MONTH });
    await dost.send('/reports', { token, ...MONTH, month: '2025-09' });
    expect(
      reports
        .jobs()
        .map(({ state }) => state)
        .sort(),
    ).toEqual(['running', 'waiting']);
    expect(textOf((await dost.read('/reports')).text)).toContain('độ khả dụng: 75 %');
    for (const { id } of reports.jobs()) await dost.send(`/reports/${id}/cancel`, { token });
    await expect.poll(() => reports.jobs().map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
  });

  it('of an agency is its own and of DOST; of the city it gets none, whatever it sends', async () => {
    const { person, reports } = await reportedCity({ run: endless });
    const [dost, agency, other] = [
      await person('dost'),
      await person('agency', AGENCY),
      await person('agency', 'so-khcn'),
    ];
    const { token } = await agency.tokens('/reports');
    const sent = await agency.send('/reports', {
      token,
      kind: 'city',
      year: '2025',
      agency: 'so-khcn',
      format: 'pdf',
    });
    expect(sent.status).toBe(303);
    expect(reports.jobs().map(({ wish }) => wish)).toEqual([
      { kind: 'agency', year: 2025, agency: AGENCY, format: ['pdf'] },
    ]);
    const [{ id } = { id: '' }] = reports.jobs();
    expect((await agency.read('/reports')).text).toContain(id);
    expect((await dost.read('/reports')).text).toContain(id);
    expect((await other.read('/reports')).text).not.toContain(id);
    const theirs = await other.tokens('/reports');
    expect((await other.send(`/reports/${id}/cancel`, { token: theirs.token })).status).toBe(404);
    expect(reports.jobs()[0]?.state).toBe('running');
    const auditor = await person('auditor');
    const seen = await auditor.read('/reports');
    expect([seen.status, seen.text.includes('<progress'), seen.text.includes('/cancel')]).toEqual([
      200,
      true,
      false,
    ]);
    expect(seen.text).not.toContain('data-part="make-report"');
    const { token: own } = await auditor.tokens('/reports');
    for (const path of ['/reports', `/reports/${id}/cancel`])
      expect((await auditor.send(path, { token: own, ...MONTH })).status).toBe(403);
    for (const role of ['noc', 'admin'] as const)
      expect((await (await person(role)).read('/reports')).status).toBe(403);
    expect((await (await person('contractor', 'a')).read('/reports')).status).toBe(403);
  });

  it('of an agency names no device, place or entry of others', async () => {
    const { person, portal, reports } = await reportedCity();
    const agency = await person('agency', 'ubnd-phuong-a');
    const { token } = await agency.tokens('/reports');
    expect((await agency.send('/reports', { token, year: '2025', format: 'docx' })).status).toBe(303);
    await expect.poll(() => reports.jobs()[0]?.state, { timeout: 60_000 }).toBe('made');

    const { text } = await agency.read('/reports');
    const take = async (ending: string) => {
      const [, path = ''] = new RegExp(`href="(/reports/[^"]+\\.${ending})"`).exec(text) ?? [];
      const taken = await portal.get(path, { cookie: agency.cookie });
      expect([ending, taken.status]).toEqual([ending, 200]);
      return Buffer.from(await taken.arrayBuffer());
    };
    const docx = readDocx(await take('docx'));
    const said = `${JSON.stringify(docx)}${(await take('json')).toString()}`;
    expect(said).toContain('phường A');
    for (const own of ['Camera A2', 'Switch A', 'ups-1']) expect(said).toContain(own);
    for (const others of ['cam-a1', 'Camera A1', 'cam-b1', 'Camera B1', 'Chợ B', 'Mục tiêu S', 'tại xã B'])
      expect([others, said.includes(others)]).toEqual([others, false]);
  }, 120_000);

  it('that cannot be is refused in words, and keeps what was chosen', async () => {
    const { person, reports } = await reportedCity({ run: endless });
    const dost = await person('dost');
    const { token } = await dost.tokens('/reports');
    const none = await dost.send('/reports', { token, kind: 'agency', year: '2025', month: '2025-03' });
    expect([none.status, textOf(none.text).includes('cần ít nhất một định dạng')]).toEqual([409, true]);
    expect(none.text).toContain('value="2025-03"');
    expect(none.text).toContain('<option value="agency" selected>');
    const nobody = await dost.send('/reports', {
      token,
      kind: 'agency',
      year: '2025',
      agency: '../x',
      format: 'pdf',
    });
    expect(textOf(nobody.text)).toContain('cần chọn đơn vị');
    const year = await dost.send('/reports', { token, kind: 'city', year: '1999', format: 'pdf' });
    expect(textOf(year.text)).toContain('cần một năm báo cáo');
    expect((await dost.send('/reports', { token: 'x', ...MONTH })).status).toBe(403);
    expect(reports.jobs()).toEqual([]);
  });

  it('that was under way when the server ended is told so, and what is old goes', async () => {
    let nowMs = Date.now();
    const { reports, start, path } = await reportedCity({ run: endless, nowMs: () => nowMs });
    const { id } = reports.ask({ kind: 'month', month: '2025-10', format: ['pdf'] }, 'an');
    const again = start();
    expect(again.jobs().map(({ state, failure }) => [state, failure?.en])).toEqual([
      ['failed', 'the server was started anew before it was made: ask for it again'],
    ]);
    expect(JSON.parse(readFileSync(`${path}.reports/${id}/job.json`, 'utf8')).state).toBe('running');
    nowMs += 15 * 86_400_000;
    again.sweep();
    expect([again.jobs().length, existsSync(`${path}.reports/${id}`)]).toEqual([0, false]);
  });
});
