import { isDatabasePlace } from '../../core/domain/record-place.ts';
import type { Granted, GrantingTerms } from '../../hub/leases/create-granting.ts';
import type { HubRecord } from '../../hub/receiving/hub-record.ts';
import { type AskRecord, openRecordThread } from './open-record-thread.ts';
import type { RecordStart } from './record-calls.ts';

export interface OpenHubRecord {
  readonly record: HubRecord;
  /** Looks whose leases are to be given to others. */
  readonly grant: (terms: GrantingTerms) => Promise<Granted>;
  readonly close: () => Promise<void>;
}

/** With a database one checks what came while the other waits for the server; a file has one writer at a time. */
const THREADS_ON_DATABASE = 2;

/** The record in threads of its own, each of which has opened it. @throws what keeps it shut */
export async function openHubRecord(start: RecordStart): Promise<OpenHubRecord> {
  const first = openRecordThread(start);
  const threads = [first];
  while (isDatabasePlace(start.place) && threads.length < THREADS_ON_DATABASE)
    threads.push(openRecordThread(start));
  const close = async () => {
    await Promise.all(threads.map((thread) => thread.close()));
  };
  try {
    for (const thread of threads) await thread.ask<'certificate'>({ name: 'certificate', ask: '' });
  } catch (error) {
    await close();
    throw error;
  }
  const ask: AskRecord = (call) =>
    threads.reduce((least, thread) => (thread.waiting() < least.waiting() ? thread : least)).ask(call);
  return {
    record: {
      certificate: (serial) => ask<'certificate'>({ name: 'certificate', ask: serial }),
      zone: (collector) => ask<'zone'>({ name: 'zone', ask: collector }),
      enrol: (enrolment) => ask<'enrol'>({ name: 'enrol', ask: enrolment }),
      renew: (collector, renewal) => ask<'renew'>({ name: 'renew', ask: { collector, renewal } }),
      head: (collector) => ask<'head'>({ name: 'head', ask: collector }),
      receive: (rows) => ask<'receive'>({ name: 'receive', ask: rows }),
      beat: (beat) => ask<'beat'>({ name: 'beat', ask: beat }),
    },
    // Who speaks is followed by the clock of one thread.
    grant: (terms) => first.ask<'grant'>({ name: 'grant', ask: terms }),
    close,
  };
}
