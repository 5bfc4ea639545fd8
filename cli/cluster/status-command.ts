import { loadConfig } from '../../config/load-config.ts';
import { recordPlaceOf } from '../../config/settings/ledger-place.ts';
import type { ClusterStatus } from '../../core/domain/cluster-status.ts';
import { createFormats } from '../../core/language/formats.ts';
import { alignRows } from '../../core/text/align-rows.ts';
import { renderTime } from '../../core/time/render-time.ts';
import { tellCluster } from '../../core/words/cluster-tables.ts';
import { clusterWords } from '../../core/words/cluster-words-in.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { readCluster } from '../../server/cluster/read-cluster.ts';
import { renderIso } from '../print/render-history.ts';
import { defineCommand, type OpenScope, type PlainScope } from '../shell/define-command.ts';
import { CONFIG, TOLD } from '../shell/shared-options.ts';

interface StatusScope extends PlainScope {
  readonly status: ClusterStatus;
}

const openStatus: OpenScope<StatusScope> = async (given, cli, work) => {
  const dir = String(given.config);
  const config = await loadConfig(dir);
  const { timeZone } = config.settings.city;
  const status = readCluster(recordStore(recordPlaceOf(dir, config.settings)), config);
  await work({ cli, timeZone, cityTimeZone: timeZone, status });
};

/** `camwatch cluster status`. */
export const buildStatusCommand = defineCommand({
  name: 'status',
  description:
    'Tell how it stands with all machines of the record: collectors, zones and who covers them, hubs, who works, the database.',
  options: { config: CONFIG, ...TOLD },
  help: `
Exit code 1 where devices of a zone are covered by nobody now.

Examples:
  camwatch cluster status --config /etc/camwatch
  camwatch cluster status --json | jq '.collectors[] | select(.state == "silent")'`,
  open: openStatus,
  run: ({ status }) => status,
  json: (status, { timeZone }) => toJson(status, (atMs) => renderIso(atMs, timeZone)),
  render: (status, { cli, timeZone }) => render(status, cli.language, timeZone),
  isProblem: ({ zones }) => zones.some(({ uncovered }) => uncovered > 0),
});

function render(status: ClusterStatus, language: 'vi' | 'en', timeZone: string): readonly string[] {
  const { count, decimal } = createFormats(language, timeZone);
  const at = (atMs: number) => renderTime(atMs, timeZone);
  const tables = tellCluster(status, clusterWords(language), { at, count, decimal });
  return tables.flatMap(({ title, about, head, rows, none, wide }, index) => [
    ...(index > 0 ? [''] : []),
    about === undefined ? title : `${title}: ${about}`,
    ...(rows.length > 0
      ? alignRows([head, ...rows.map(({ cells }) => cells)].map(withLast(wide)))
      : [none].filter((text) => text !== '')
    ).map((line) => `  ${line}`),
  ]);
}

/** What may be long ends a line: nothing is moved far to the right by it. */
const withLast =
  (wide: number | undefined) =>
  (cells: readonly string[]): readonly string[] =>
    wide === undefined ? cells : [...cells.filter((_, column) => column !== wide), cells[wide] ?? ''];

/** Instants as people and programs read them: what ends with `Ms` loses the unit. */
function toJson(value: unknown, iso: (atMs: number) => string): unknown {
  if (Array.isArray(value)) return value.map((one) => toJson(one, iso));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) =>
      name.endsWith('Ms') && name !== 'lagMs' ? [name.slice(0, -2), iso(one)] : [name, toJson(one, iso)],
    ),
  );
}
