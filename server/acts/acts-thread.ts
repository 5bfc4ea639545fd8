import { parentPort, workerData } from 'node:worker_threads';
import { followClock } from '../../core/time/clock.ts';
import { createZone } from '../../core/time/zone.ts';
import { openCityRecord } from '../../ledger/history/city-record.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { refusalOf } from '../refusal.ts';
import type { Act, ActReply, ActRequest, ActsStart } from './acts-messages.ts';
import { performAct } from './perform-act.ts';
import { performDeed } from './perform-deed.ts';

/** Entry of the thread that puts on record what people do: it waits while a storm is written, and probes and pages must not. */
const { path, timeZone, clock }: ActsStart = workerData;
const nowMs = followClock(clock);
const store = recordStore(path);

parentPort?.on('message', ({ number, act }: ActRequest) => {
  parentPort?.postMessage({ number, ...attempt(act) } satisfies ActReply);
});

function attempt(act: Act): Omit<ActReply, 'number'> {
  try {
    return { result: perform(act) };
  } catch (error) {
    return { refused: refusalOf(error) };
  }
}

function perform(act: Act): unknown {
  const { author } = act;
  if (act.kind === 'audit') {
    store.noteAudit({ ...act.entry, author, recordedMs: nowMs() });
    return undefined;
  }
  using record = openCityRecord({ store, zone: createZone(timeZone), cityTimeZone: timeZone });
  if (act.kind === 'paper') return performDeed({ record, by: act.party, author, nowMs }, act.deed);
  performAct({ record, party: act.party, author, via: act.via, nowMs }, act);
  return undefined;
}
