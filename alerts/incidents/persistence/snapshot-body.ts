import { deserialize, serialize } from 'node:v8';
import { deflateSync, inflateSync } from 'node:zlib';
import { SAVED_VERSION, type SavedEngine } from '../engine/saved-engine.ts';

/** As it is kept in the ledger: JSON has no infinity, and a city would be a hundred megabytes of it. */
export const renderSnapshot = (saved: SavedEngine): Uint8Array => deflateSync(serialize(saved), { level: 1 });

/** `undefined` where another version wrote it, or something damaged it: there is another way to begin. */
export function parseSnapshot(body: Uint8Array): SavedEngine | undefined {
  try {
    const saved: SavedEngine = deserialize(inflateSync(body));
    return saved.version === SAVED_VERSION ? saved : undefined;
  } catch {
    return undefined;
  }
}
