import { deviceEntity, type Entity, linkEntity, parseEntity } from '../../core/domain/state.ts';
import { LedgerError } from '../record/ledger-error.ts';
import type { LedgerReader } from '../record/ledger-reader.ts';

/** What the ledger knows under a name people type: `cam-1`, or `device:cam-1` where a link has the same id. */
export interface FoundEntity {
  readonly entity: Entity;
  /** Its name for people, where its revisions have one. */
  readonly name?: string;
}

/** @throws LEDGER_UNKNOWN */
export function findEntity(reader: LedgerReader, text: string): FoundEntity {
  const parsed = parseEntity(text);
  const candidates = parsed
    ? [parsed]
    : ([
        { kind: 'device', id: text },
        { kind: 'link', id: text },
      ] as const);
  for (const { kind, id } of candidates) {
    const entity = kind === 'device' ? deviceEntity(id) : linkEntity(id);
    const revisions = [...reader.revisions({ kind, id })];
    const name = nameIn(revisions.findLast(({ body }) => body !== undefined)?.body);
    const [change] = reader.latestChanges({ entity });
    if (change || revisions.length > 0) return { entity, ...(name !== undefined && { name }) };
  }
  throw new LedgerError(
    'LEDGER_UNKNOWN',
    `expected a device or link, found nothing in the ledger about "${text}"`,
  );
}

function nameIn(body: string | undefined): string | undefined {
  const value: unknown = body === undefined ? undefined : JSON.parse(body);
  if (typeof value !== 'object' || value === null || !('name' in value)) return undefined;
  return typeof value.name === 'string' ? value.name : undefined;
}
