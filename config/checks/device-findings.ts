import type { Device } from '../../core/domain/inventory.ts';
import { type Unwatched, unwatchedBy } from '../../core/domain/unwatched.ts';
import type { Draft, Report } from '../draft/draft.ts';
import type { FindingCode } from '../draft/finding.ts';
import type { Settings } from '../settings/settings-schema.ts';

/** What deserves a look about single devices and links in use. */
export function findDeviceFindings(draft: Draft, report: Report): void {
  const { devices, contracts, present, zone, nowMs, settings } = draft;
  for (const device of devices.items) {
    const { isWatched, ownership } = present.get(device) ?? {};
    if (!isWatched) findNotWatched(device, draft, report);
    if (!isWatched || !ownership) continue;
    const find = (code: FindingCode, message: string) =>
      report.finding({
        code,
        file: devices.file,
        line: devices.lineOf(device),
        message: `${device.id}: ${message}`,
      });
    const { agency, contracts: inForce } = ownership;
    if (agency === undefined) find('OWNER_UNDETERMINED', 'its agency is not yet determined');
    const { certificate, address, channelOf } = device;
    if (certificate?.validToMs !== undefined && certificate.validToMs <= nowMs) {
      const ended = zone.renderInstant(certificate.validToMs);
      find('CERTIFICATE_EXPIRED', `its certificate ${certificate.number} is no longer valid since ${ended}`);
    }
    if (address === undefined && channelOf === undefined) {
      find('NO_ADDRESS', 'it has no address and is no channel of a recorder, so it cannot be measured');
    }
    if (device.tlsPins && settings && !speaksTls(device, settings)) {
      find(
        'PIN_UNUSED',
        `no check of its profile ${device.profile} speaks TLS, so that its tls_pin holds nothing`,
      );
    }
    for (const id of inForce) {
      const toMs = contracts.byId.get(id)?.toMs;
      if (toMs !== undefined && toMs <= nowMs)
        find('CONTRACT_ENDED', `its contract ${id} ended on ${zone.renderInstant(toMs)}`);
    }
  }
  findEndedLinkContracts(draft, report);
}

const speaksTls = ({ profile }: Device, { profiles }: Settings): boolean =>
  Object.values(profiles[profile] ?? {}).some((check) => check?.transport === 'tls');

/** What is retired is not watched because somebody said so. */
function findNotWatched(device: Device, { devices, zone, nowMs }: Draft, report: Report): void {
  const unwatched = unwatchedBy(device, nowMs);
  if (unwatched === undefined || unwatched.why === 'retired') return;
  const text = whyNotWatched(unwatched, zone);
  const message = `${device.id}: nothing of it is measured: ${text}`;
  report.finding({ code: 'NOT_WATCHED', file: devices.file, line: devices.lineOf(device), message });
}

function whyNotWatched(unwatched: Unwatched, zone: Draft['zone']): string {
  switch (unwatched.why) {
    case 'no-step':
      return 'it has no date of installed, accepted or in_service';
    case 'later':
      return `it is installed only on ${zone.renderInstant(unwatched.atMs)}`;
    case 'not-installed':
      return `it is ${unwatched.stage} since ${zone.renderInstant(unwatched.sinceMs)}, and not installed yet`;
    case 'paused':
    case 'retired':
      return `it is ${unwatched.why} since ${zone.renderInstant(unwatched.sinceMs)}`;
  }
}

function findEndedLinkContracts({ links, contracts, zone, nowMs }: Draft, report: Report): void {
  for (const link of links.items) {
    for (const id of link.contracts) {
      const toMs = contracts.byId.get(id)?.toMs;
      if (toMs === undefined || toMs > nowMs) continue;
      const message = `${link.id}: its contract ${id} ended on ${zone.renderInstant(toMs)}`;
      report.finding({ code: 'CONTRACT_ENDED', file: links.file, line: links.lineOf(link), message });
    }
  }
}

export function findNoCanaries({ settings, settingsYaml }: Draft, report: Report): void {
  if (!settings || settings.collector.canaries.some(({ expect }) => expect === 'answer')) return;
  report.finding({
    code: 'NO_CANARIES',
    file: settingsYaml.file,
    line: settingsYaml.lineOf(['collector', 'canaries']),
    message: 'no canary that must answer: the collector cannot tell its own blindness from outages',
  });
}
