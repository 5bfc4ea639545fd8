import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach } from 'vitest';
import { shownPlace } from '#core/domain/record-place.ts';
import { usePostgres } from '#test/support/postgres.ts';
import { describeRecordStore } from './describe-record-store.ts';

const server = usePostgres();
const PSQL = '/usr/lib/postgresql/17/bin/psql';

/** A test asks for a place without waiting: so many are made before each. */
const AHEAD = 3;
const ready: string[] = [];
const used: string[] = [];

beforeEach(async () => {
  while (ready.length < AHEAD) ready.push(await server().newPlace());
});
afterEach(async () => {
  for (const place of used.splice(0)) await server().dropPlace(place);
});

describeRecordStore({
  engine: 'postgresql',
  tempPlace: () => {
    const place = ready.pop();
    if (place === undefined) throw new Error(`expected a test to need at most ${AHEAD} places`);
    used.push(place);
    return place;
  },
  tamper: (place, sql) => {
    // As whoever runs the server may: a replica fires no triggers.
    const statements = ['SET search_path = camwatch', 'SET session_replication_role = replica', sql];
    const asked = statements.flatMap((statement) => ['-c', statement]);
    execFileSync(PSQL, ['-XqAt', '-v', 'ON_ERROR_STOP=1', '-d', shownPlace(place), ...asked], {
      stdio: 'pipe',
    });
  },
});
