import type { AlertRecipient, AlertSettings } from '../../core/domain/alert-settings.ts';
import { deviceEntity, linkEntity } from '../../core/domain/state.ts';
import type { Draft, Report } from '../draft/draft.ts';
import type { FindingCode } from '../draft/finding.ts';
import { createWhereabout, isWanted, type Whereabouts } from '../inventory/whereabouts.ts';

/** What is allowed, and tells nobody. */
export function findAlertFindings(draft: Draft, report: Report): void {
  const { settings, settingsYaml } = draft;
  const { alerts } = settings ?? {};
  if (!alerts) return;
  const find = (code: FindingCode, path: readonly string[], message: string) => {
    const place = { file: settingsYaml.file, line: settingsYaml.lineOf(['alerts', ...path]) };
    report.finding({ code, ...place, message });
  };
  const mailed = [...alerts.recipients.values()].filter(({ email }) => email !== undefined);
  if (!alerts.mail && mailed.length > 0)
    find(
      'NO_MAIL_SERVER',
      [],
      `no mail server is set: e-mail to ${mailed.map(({ id }) => id).join(', ')} waits`,
    );
  if (!isEverybodyHeard(alerts))
    find(
      'NO_ALERT_FALLBACK',
      [],
      'every recipient has a filter, and no fallback gets what passes none of them',
    );
  for (const { id } of findDeaf(filtered(alerts), draft))
    find(
      'ALERT_FILTER_EMPTY',
      ['recipients', id, 'filter'],
      `${id}: its filter lets nothing pass that is watched`,
    );
}

const isEverybodyHeard = ({ recipients, fallback }: AlertSettings): boolean =>
  fallback !== undefined ||
  recipients.size === 0 ||
  [...recipients.values()].some(({ filter }) => Object.keys(filter).length === 0);

/** Whoever is told of nothing but escalations has an empty list of severities. */
const filtered = ({ recipients }: AlertSettings): readonly AlertRecipient[] =>
  [...recipients.values()].filter(({ filter }) => filter.severities?.length !== 0);

/** Those whose filter holds for nothing: its lists exclude each other, or what they name is not there any more. */
function findDeaf(recipients: readonly AlertRecipient[], draft: Draft): readonly AlertRecipient[] {
  let unheld = recipients.filter(({ filter }) => !isWanted(filter, A_COLLECTOR));
  let withoutActor = recipients.filter(({ filter }) => filter.contractors !== undefined);
  const seen = new Set<string>();
  for (const there of watched(draft)) {
    if (unheld.length === 0 && withoutActor.length === 0) break;
    // Most devices stand beside others of the same kind and parties.
    const key = `${there.kind} ${there.area} ${there.agencies} ${there.contractors}`;
    if (seen.has(key)) continue;
    seen.add(key);
    unheld = unheld.filter(({ filter }) => !isWanted(filter, there));
    withoutActor = withoutActor.filter(
      ({ filter }) => !there.contractors.some((id) => filter.contractors?.includes(id)),
    );
  }
  return recipients.filter((recipient) => unheld.includes(recipient) || withoutActor.includes(recipient));
}

/** Nobody owns it, and it stands nowhere. */
const A_COLLECTOR = { kind: 'collector', agencies: [] } as const;

function* watched(draft: Draft): Generator<Whereabouts> {
  const { devices, links, sites, areas, contracts, handovers, present, nowMs } = draft;
  const whereabout = createWhereabout({
    devices: devices.byId,
    links: links.byId,
    sites: sites.byId,
    areas: areas.byId,
    contracts: contracts.byId,
    handovers: handovers.items,
  });
  for (const device of devices.items) {
    const there = present.get(device)?.isWatched ? whereabout(deviceEntity(device.id), nowMs) : undefined;
    if (there) yield there;
  }
  for (const { id } of links.items) {
    const there = whereabout(linkEntity(id), nowMs);
    if (there) yield there;
  }
}
