import { createHash } from 'node:crypto';
import { canonicalJson } from '../../core/text/canonical-json.ts';
import { GrafanaError } from '../api/grafana-error.ts';
import { asObject, isObject, type JsonObject, textOf } from '../api/json.ts';
import { KIND_NAMES, type KindName } from '../api/kind.ts';

/** What we wrote to one Grafana. Only what stands here is ever removed. */
export interface Manifest {
  /** Of the fingerprints of secrets, hexadecimal. */
  readonly salt: string;
  readonly objects: readonly ManifestEntry[];
}

export interface ManifestEntry {
  readonly kind: KindName;
  readonly key: string;
  /** Of what we asked for. */
  readonly wantedHash: string;
  /** Of what the server gave back afterwards: its defaults need not be known to see that nothing was touched. */
  readonly foundHash: string;
}

export function hashOf(body: JsonObject): string {
  return createHash('sha256').update(canonicalJson(body)).digest('hex');
}

export function entryOf(manifest: Manifest, kind: KindName, key: string): ManifestEntry | undefined {
  return manifest.objects.find((entry) => entry.kind === kind && entry.key === key);
}

export function withEntry(manifest: Manifest, entry: ManifestEntry): Manifest {
  return {
    ...manifest,
    objects: [...withoutEntry(manifest, entry.kind, entry.key).objects, entry].sort(byKindAndKey),
  };
}

export function withoutEntry(manifest: Manifest, kind: KindName, key: string): Manifest {
  return {
    ...manifest,
    objects: manifest.objects.filter((entry) => entry.kind !== kind || entry.key !== key),
  };
}

function byKindAndKey(a: ManifestEntry, b: ManifestEntry): number {
  return KIND_NAMES.indexOf(a.kind) - KIND_NAMES.indexOf(b.kind) || (a.key < b.key ? -1 : 1);
}

/**
 * Reads the manifest of a file.
 * @throws GRAFANA_MANIFEST where the file is not one: what is ours must not be guessed.
 */
export function parseManifest(text: string, path: string): Manifest {
  try {
    const { version, salt, objects } = asObject(JSON.parse(text));
    if (version === 1 && textOf(salt) !== '' && Array.isArray(objects))
      return { salt: textOf(salt), objects: objects.map(parseEntry) };
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  throw new GrafanaError(
    'GRAFANA_MANIFEST',
    `${path}: expected the list of what camwatch wrote to Grafana, got something else; put it back from a backup, or remove it: what bears our mark is found again`,
  );
}

function parseEntry(value: unknown): ManifestEntry {
  const entry = asObject(value);
  const kind = KIND_NAMES.find((name) => name === entry.kind);
  if (!isObject(value) || kind === undefined) throw new SyntaxError('no entry');
  return {
    kind,
    key: textOf(entry.key),
    wantedHash: textOf(entry.wantedHash),
    foundHash: textOf(entry.foundHash),
  };
}

export function renderManifest(manifest: Manifest): string {
  return `${JSON.stringify({ version: 1, ...manifest }, undefined, 2)}\n`;
}
