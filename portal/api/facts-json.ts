import type { RecordedFacts } from '../../ledger/record/devices.ts';
import { hideAddresses } from '../city/hide-addresses.ts';
import type { WriteTime } from './time-writer.ts';

/** What a device said of itself, with when; addresses of streams and of time servers are left out for everybody. */
export function describeFacts(facts: RecordedFacts | undefined, time: WriteTime) {
  if (facts === undefined) return null;
  const { identity, streams = [], disks = [], networkTime, certificate, oldestRecordingMs } = facts;
  const { observedMsByPart: partMs, observedMsByStream: streamMs } = facts;
  return {
    observed: time(facts.observedMs),
    identity: identity
      ? {
          observed: time(partMs.identity),
          maker: identity.maker ?? null,
          model: identity.model ?? null,
          serial: identity.serial ?? null,
          firmware: identity.firmware ?? null,
          name: identity.name === undefined ? null : hideAddresses(identity.name),
          maker_profile: identity.makerProfile ?? null,
        }
      : null,
    streams: streams.map(({ id, name, codec, width, height, framesPerSecond, bitsPerSecond }) => ({
      observed: time(streamMs[id]),
      id,
      name: name ?? null,
      codec: codec ?? null,
      width: width ?? null,
      height: height ?? null,
      frames_per_second: framesPerSecond ?? null,
      bits_per_second: bitsPerSecond ?? null,
    })),
    disks: disks.map(({ name, state, sizeBytes, freeBytes }) => ({
      observed: time(partMs.disks),
      name,
      state,
      size_bytes: sizeBytes ?? null,
      free_bytes: freeBytes ?? null,
    })),
    network_time: networkTime
      ? {
          observed: time(partMs.networkTime),
          source: networkTime.source,
          servers: networkTime.servers.length,
        }
      : null,
    certificate: certificate
      ? {
          observed: time(partMs.certificate),
          subject: hideAddresses(certificate.subject),
          self_signed: certificate.isSelfSigned,
          valid_to: time(certificate.validToMs),
          sha256: certificate.sha256,
        }
      : null,
    oldest_recording: time(oldestRecordingMs),
  };
}
