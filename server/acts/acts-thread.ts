import { parentPort, workerData } from 'node:worker_threads';
import { CamwatchError } from '../../core/errors.ts';
import { followClock } from '../../core/time/clock.ts';
import { createZone } from '../../core/time/zone.ts';
import { openCityRecord } from '../../ledger/history/city-record.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import type { Act, ActReply, ActRequest, ActsStart } from './acts-messages.ts';
import { performAct } from './perform-act.ts';

/** Entry of the thread that puts on record what people do: it waits while a storm is written, and probes and pages must not. */
const { path, timeZone, clock }: ActsStart = workerData;
const nowMs = followClock(clock);
const store = recordStore(path);

parentPort?.on('message', ({ number, act }: ActRequest) => {
  parentPort?.postMessage({ number, ...attempt(act) } satisfies ActReply);
});

function attempt(act: Act): Pick<ActReply, 'refused'> {
  try {
    perform(act);
    return {};
  } catch (error) {
    if (error instanceof CamwatchError && 'code' in error)
      return { refused: { code: String(error.code), said: error.said } };
    throw error;
  }
}

function perform(act: Act): void {
  const { author } = act;
  if (act.kind === 'audit') {
    store.noteAudit({ ...act.entry, author, recordedMs: nowMs() });
    return;
  }
  using record = openCityRecord({ store, zone: createZone(timeZone), cityTimeZone: timeZone });
  performAct({ record, party: act.party, author, via: act.via, nowMs }, act);
}
