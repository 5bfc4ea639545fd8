import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { minutes } from '#core/time/units.ts';
import { openMeasurements } from '#server/portal/open-measurements.ts';
import { loadPseudonymKey } from '#server/pseudonym-key.ts';
import { loadFolder, SOUND_FILES } from '../../../support/config-folder.ts';
import { startFilledInflux } from '../../../support/filled-influx.ts';
import { temporaryDir } from '../../../support/influx.ts';

test('charts of a device are drawn from the InfluxDB of its network zone', async () => {
  const nowMs = Date.now();
  const tags = 'agency=police,area=ngoc-ha,device=cam-1,district=ba-dinh,kind=camera';
  const measured = (rttMs: number) => [
    { policy: 'raw', lines: [`reach,${tags} up=1i,probes=1i,rtt_avg_ms=${rttMs} ${nowMs - minutes(5)}`] },
  ];
  const centre = await startFilledInflux(measured(99));
  const zone = await startFilledInflux(measured(4));
  const dir = await temporaryDir();
  await mkdir(join(dir, 'data'));
  const ledgerPath = join(dir, 'data/ledger.sqlite');
  loadPseudonymKey(ledgerPath);
  const rttOf = async (zones: string) => {
    const config = await loadFolder({
      'camwatch.yaml': `${SOUND_FILES['camwatch.yaml']}influx:\n  url: ${centre.url}\n  zones: ${zones}\n`,
    });
    const reader = openMeasurements({
      ...{ config: () => config, ledgerPath, env: {}, logger: pino({ level: 'silent' }) },
    });
    const answer = await reader?.read({
      subjects: [{ kind: 'reach', device: 'cam-1' }],
      period: { fromMs: nowMs - minutes(60), toMs: nowMs },
      leastStepMs: minutes(1),
    });
    return answer?.ok ? answer.series[0]?.points.map(({ values }) => values.rttMs) : answer;
  };

  expect(await rttOf(`{ default: { url: "http://127.0.0.1:9", read_url: "${zone.url}" } }`)).toEqual([4]);
  expect(await rttOf('{}')).toEqual([99]);
});
