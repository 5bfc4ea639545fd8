import { alignRows } from '../../core/text/align-rows.ts';
import { collectorState, rowsBehind } from '../../hub/actions/collector-state.ts';
import type { CollectorEntry } from '../../ledger/record/collectors.ts';
import { defineCommand } from '../shell/define-command.ts';
import { COLLECTORS, type CollectorsScope, openCollectors } from './collectors-scope.ts';

/** `camwatch collectors list`. */
export const buildListCommand = defineCommand({
  name: 'list',
  description:
    'List collectors: who is sending, who is silent, how far each is behind, when its certificate ends.',
  options: COLLECTORS,
  help: `
Examples:
  camwatch collectors list --config /etc/camwatch
  camwatch collectors list --json | jq '.collectors[] | select(.state == "silent")'`,
  open: openCollectors,
  run: ({ collectors }) => collectors.list(),
  json: (entries, scope) => ({ collectors: entries.map((entry) => toJson(entry, scope)) }),
  render: (entries, scope) =>
    entries.length === 0
      ? [scope.texts.none]
      : alignRows([scope.texts.head, ...entries.map((entry) => rowOf(entry, scope))]),
});

function rowOf(entry: CollectorEntry, { texts, at, nowMs }: CollectorsScope): readonly string[] {
  const { id, zone, seen, certificate } = entry;
  return [
    ...[id, zone, texts.states[collectorState(entry, nowMs())]],
    seen ? at(seen.seenMs) : texts.never,
    `${rowsBehind(entry)}`,
    certificate ? at(certificate.endsMs) : '',
    seen?.said.trouble ?? '',
  ];
}

function toJson(entry: CollectorEntry, { iso, nowMs }: CollectorsScope) {
  const { id, zone, addedMs, revokedMs, token, certificate, seen, receivedSeq } = entry;
  const { waitingSinceMs, ...said } = seen?.said ?? {};
  return {
    ...{ collector: id, zone, state: collectorState(entry, nowMs()), added: iso(addedMs) },
    ...(revokedMs !== undefined && { revoked: iso(revokedMs) }),
    ...(token && !token.isUsed && { token: { until: iso(token.endsMs) } }),
    ...(certificate && {
      certificate: { serial: certificate.serial, until: iso(certificate.endsMs) },
    }),
    ...{ receivedSeq, behindRows: rowsBehind(entry) },
    ...(waitingSinceMs !== undefined && { waitingSince: iso(waitingSinceMs) }),
    ...(seen && { seen: iso(seen.seenMs), ...said }),
  };
}
