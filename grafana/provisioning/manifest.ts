import { createHash } from 'node:crypto';
import { CamwatchError } from '../../core/errors.ts';
import { canonicalJson } from '../../core/text/canonical-json.ts';
import { parseJson } from '../../core/text/parse-json.ts';
import type { GrafanaContent } from '../content.ts';

/** Thrown where the list of what stands in the files cannot be read. */
export class FilesManifestError extends CamwatchError {
  readonly code = 'GRAFANA_FILES_MANIFEST';
}

/** What the two commands write: each leaves the other's alone. */
export type Part = 'dashboards' | 'alerts';

export interface ListedObject {
  readonly part: Part;
  readonly kind: string;
  readonly key: string;
  /** Of its canonical JSON, hexadecimal. */
  readonly sha256: string;
}

export interface FilesManifest {
  readonly objects: readonly ListedObject[];
  /** Rules, contact points, mute timings and templates that stood here once: a file must say that they go. */
  readonly removed: readonly Pick<ListedObject, 'kind' | 'key'>[];
}

export const EMPTY_MANIFEST: FilesManifest = { objects: [], removed: [] };

/** Grafana forgets a dashboard with its file, but these only when it is told to. */
const KINDS_TO_DELETE: Readonly<Record<string, string>> = {
  rule: 'deleteRules',
  'contact-point': 'deleteContactPoints',
  'mute-timing': 'deleteMuteTimes',
  template: 'deleteTemplates',
  policies: 'resetPolicies',
};

/** The list after `part` was built anew. */
export function nextManifest(
  before: FilesManifest,
  part: Part,
  content: Partial<GrafanaContent>,
): FilesManifest {
  const own = listObjects(part, content);
  const isOwn = ({ kind, key }: Pick<ListedObject, 'kind' | 'key'>) =>
    own.some((object) => object.kind === kind && object.key === key);
  const gone = before.objects.filter(
    (object) => object.part === part && object.kind in KINDS_TO_DELETE && !isOwn(object),
  );
  const removed = [...before.removed, ...gone.map(({ kind, key }) => ({ kind, key }))];
  return {
    objects: [...before.objects.filter((object) => object.part !== part), ...own].toSorted(byName),
    removed: removed.filter((object) => !isOwn(object)).toSorted(byName),
  };
}

const byName = (a: { kind: string; key: string }, b: { kind: string; key: string }): number =>
  `${a.kind} ${a.key}` < `${b.kind} ${b.key}` ? -1 : 1;

function listObjects(part: Part, content: Partial<GrafanaContent>): readonly ListedObject[] {
  const listed = (kind: string, key: string | undefined, value: unknown): ListedObject => ({
    part,
    kind,
    key: key ?? '',
    sha256: createHash('sha256')
      .update(canonicalJson(JSON.parse(JSON.stringify(value))))
      .digest('hex'),
  });
  if (part === 'dashboards') {
    const { folders = [], dataSources = [], dashboards = [] } = content;
    return [
      ...folders.map((folder) => listed('folder', folder.uid, folder)),
      ...dataSources.map((source) => listed('data-source', source.uid, source)),
      ...dashboards.map((placed) => listed('dashboard', placed.dashboard.uid, placed)),
    ];
  }
  const { contactPoints = [], muteTimings = [], templates = [], policies, ruleGroups = [] } = content;
  return [
    ...muteTimings.map((mute) => listed('mute-timing', mute.name, mute)),
    ...templates.map((template) => listed('template', template.name, template)),
    ...contactPoints.map((point) => listed('contact-point', point.uid, point)),
    ...(policies ? [listed('policies', 'root', policies)] : []),
    ...ruleGroups.flatMap(({ title = '', interval, rules = [] }) =>
      rules.map((rule) => listed('rule', rule.uid, { group: title, interval, rule })),
    ),
  ];
}

/** What a file must say for objects that are gone; `undefined` where nothing is. */
export function removalsFile({ removed }: FilesManifest): object | undefined {
  if (removed.length === 0) return undefined;
  const byKey = Map.groupBy(removed, ({ kind }) => KINDS_TO_DELETE[kind] ?? '');
  const parts = [...byKey].map(([key, objects]) => {
    if (key === 'resetPolicies') return [key, [1]];
    const isNamed = key === 'deleteMuteTimes' || key === 'deleteTemplates';
    return [key, objects.map((object) => ({ orgId: 1, [isNamed ? 'name' : 'uid']: object.key }))];
  });
  return { apiVersion: 1, ...Object.fromEntries(parts) };
}

export function renderFilesManifest(manifest: FilesManifest): string {
  return `${JSON.stringify({ version: 1, ...manifest }, undefined, 2)}\n`;
}

/** @throws GRAFANA_FILES_MANIFEST: what stood in the files before must not be guessed. */
export function parseFilesManifest(text: string, path: string): FilesManifest {
  const parsed = parseJson(text);
  if (isManifest(parsed)) return { objects: parsed.objects, removed: parsed.removed };
  throw new FilesManifestError(
    `${path}: expected the list that camwatch dashboards build writes, got something else; remove it with the files beside it and build again`,
  );
}

const isManifest = (value: unknown): value is FilesManifest & { readonly version: 1 } =>
  typeof value === 'object' &&
  value !== null &&
  'version' in value &&
  value.version === 1 &&
  'objects' in value &&
  Array.isArray(value.objects) &&
  'removed' in value &&
  Array.isArray(value.removed);
