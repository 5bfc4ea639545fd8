import { describe, expect, test } from 'vitest';
import { deviceEntity, type Entity, linkEntity } from '#core/domain/state.ts';
import { textOf } from '#test/support/page-text.ts';
import { openIncidentSource, sampleIncidentLedger } from '#test/support/portal-incidents.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';

const LINE = `link:link-hoang-mai@${SAMPLE_NOW_MS - 3_600_000}`;

/** What the page says of why, with these lost. */
async function causesOn(path: string, lost: readonly Entity[]) {
  const { get } = await startSamplePortal({
    incidents: openIncidentSource(sampleIncidentLedger()),
    prepare: (live) => {
      for (const entity of lost) live.set(entity, { state: 'down', reason: 'timeout' });
    },
  });
  const text = await (await get(path)).text();
  return /<section class="panel causes"[\s\S]*?<\/section>/.exec(text)?.[0];
}

describe('the page of a device that is lost', () => {
  const camera = deviceEntity('cam-hoang-mai-0001');

  test('leads to the incident of the line that took it, and names whom to call about that', async () => {
    const causes = await causesOn('/devices/cam-hoang-mai-0001?lang=en', [camera]);

    expect(causes).toContain(`/incidents/${encodeURIComponent(LINE)}?lang=en`);
    expect(causes).toContain('<a href="tel:19000006">');
    expect(causes).toContain('acknowledged by');
  });

  test('says that its cause is not settled where it fell a moment ago', async () => {
    const causes = await causesOn('/devices/cam-lang-0002?lang=en', [deviceEntity('cam-lang-0002')]);

    expect(causes).toContain('Lost just now, in no incident yet');
    expect(causes).not.toContain('/incidents/');
  });

  test('names no cause that is withheld', async () => {
    const causes = await causesOn('/devices/cam-han-che?lang=en', [deviceEntity('cam-han-che')]);

    expect(causes).toContain('not public');
    expect(causes).not.toContain('/incidents/');
  });

  test('has nothing of it where all is well', async () => {
    expect(await causesOn('/devices/cam-lang-0002?lang=en', [])).toBeUndefined();
  });
});

describe('whom to call', () => {
  const page = async (path: string, lost: readonly Entity[]) => {
    const { get } = await startSamplePortal({
      incidents: openIncidentSource(sampleIncidentLedger()),
      prepare: (live) => {
        for (const entity of lost) live.set(entity, { state: 'down', reason: 'timeout' });
      },
    });
    return await (await get(path)).text();
  };
  const part = (text: string, name: string) =>
    textOf(
      new RegExp(`<section class="panel [^"]*" data-part="${name}"[\\s\\S]*?</section>`).exec(text)?.[0] ??
        '',
    );
  const LOST = '/devices/cam-hoang-mai-0001';

  test('begins with the carrier where the line is the cause, each with a role and the circuit', async () => {
    const text = await page(LOST, [deviceEntity('cam-hoang-mai-0001')]);

    const calling = part(text, 'calling');
    expect(calling).toMatch(
      /Viễn thông mẫu 1 nhà mạng \(mã kênh [^)]+\) ☎ 1900 0006 \(mẫu\) Nhà thầu mẫu A nhà thầu bảo trì/,
    );
    expect(text).toMatch(/<ol class="called"><li>/);
    expect(part(text, 'lines')).toMatch(/Viễn thông mẫu 1 HN-00331-01 ☎ 1900 0006/);
  });

  test('begins with the contractor where the line is well', async () => {
    const calling = part(await page('/devices/cam-lang-0003', [deviceEntity('cam-lang-0003')]), 'calling');

    expect(calling).toMatch(/Gọi ai Nhà thầu mẫu A nhà thầu bảo trì .*nhà mạng/);
  });

  test('a lost camera is headed by the cause, with its number, which leads to the incident', async () => {
    const lost = [deviceEntity('cam-hoang-mai-0001')];
    const text = await page(LOST, lost);

    expect(part(text, 'facts')).toMatch(/mất do đường truyền Hoàng Mai 1 \(\d{4}-\d\d\)/i);
    expect(part(await page(`${LOST}?lang=en`, lost), 'facts')).toMatch(/down by link .*\(\d{4}-\d\d\)/i);
    expect(/<p class="verdict[\s\S]*?<\/p>/.exec(text)?.[0]).toContain(
      `href="/incidents/${encodeURIComponent(LINE)}"`,
    );
  });

  test('is said by role in the rows of causes too', async () => {
    expect(textOf(await page('/incidents', []))).toMatch(
      /Viễn thông mẫu 1 nhà mạng \(mã kênh [^)]+\) ☎ 1900 0006/,
    );
  });
});

test('the page of a line leads to its incident, and to those behind it', async () => {
  const causes = await causesOn('/links/link-lang?lang=en', [deviceEntity('cam-lang-0003')]);
  const own = await causesOn('/links/link-hoang-mai?lang=en', [linkEntity('link-hoang-mai')]);

  expect(causes).toContain('cam-lang-0003');
  expect(own).toContain(`/incidents/${encodeURIComponent(LINE)}?lang=en`);
});
