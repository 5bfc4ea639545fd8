import type { DeviceFacts } from '../../../core/domain/device-facts.ts';
import { canonicalJson } from '../../../core/text/canonical-json.ts';
import { buildFactsBody, parseFactsRow } from '../reading/facts-body.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { mergeFacts } from './merge-facts.ts';

/** Keeps the working table `device_facts`: what was last learnt of every device. */
export interface FactsWriter {
  readonly learn: (facts: readonly DeviceFacts[]) => void;
}

export function createFactsWriter(database: SqlDatabase): FactsWriter {
  const select = database.prepare('SELECT * FROM device_facts WHERE device = ?');
  const upsert = database.prepare(`
    INSERT INTO device_facts (device, observed_ms, body) VALUES (?, ?, ?)
    ON CONFLICT (device) DO UPDATE SET observed_ms = excluded.observed_ms, body = excluded.body
  `);
  return {
    learn: (facts) => {
      for (const news of facts) {
        const row = select.get(news.deviceId);
        const merged = mergeFacts(row && parseFactsRow(row), news);
        upsert.run(merged.deviceId, merged.observedMs, canonicalJson(buildFactsBody(merged)));
      }
    },
  };
}
