import { describe, expect, test } from 'vitest';
import { deviceEntity, type Entity, linkEntity } from '#core/domain/state.ts';
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

test('the page of a line leads to its incident, and to those behind it', async () => {
  const causes = await causesOn('/links/link-lang?lang=en', [deviceEntity('cam-lang-0003')]);
  const own = await causesOn('/links/link-hoang-mai?lang=en', [linkEntity('link-hoang-mai')]);

  expect(causes).toContain('cam-lang-0003');
  expect(own).toContain(`/incidents/${encodeURIComponent(LINE)}?lang=en`);
});
