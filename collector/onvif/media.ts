import type { StreamSettings } from '../../core/domain/device-report.ts';
import { ProbeError } from '../probing/prober.ts';
import { parseProfiles, parseProfiles2, parseUri } from './media-profiles.ts';
import type { OnvifClient } from './onvif-client.ts';
import type { Quirks } from './quirks.ts';
import type { Endpoint, Services } from './services.ts';
import { escapeXml } from './xml.ts';

/** Addresses are asked one by one: of a recorder's many streams only of the first. */
const MOST_ADDRESSES = 8;

/**
 * Asks how the streams are set, of Media 1, or of Media 2 where there is no other, and where the first of them can be had.
 * @throws ProbeError
 */
export async function readStreams(
  client: OnvifClient,
  services: Services,
  preferred: Quirks['media'],
): Promise<readonly StreamSettings[]> {
  const dialect = choose(services, preferred);
  if (dialect === undefined) throw new ProbeError('unsupported', 'it has no media service');
  const { namespace, endpoint, profileQuery, parse } = dialect;
  const told = await client.call({ name: 'GetProfiles', namespace, content: profileQuery }, endpoint);
  const streams = parse(told);
  const addressed: StreamSettings[] = [];
  for (const [index, stream] of streams.entries()) {
    addressed.push(index < MOST_ADDRESSES ? await withAddresses(client, dialect, stream) : stream);
  }
  return addressed;
}

interface Dialect {
  readonly namespace: string;
  readonly endpoint: Endpoint;
  readonly profileQuery: string;
  readonly streamQuery: string;
  readonly parse: typeof parseProfiles;
}

function choose(services: Services, preferred: Quirks['media']): Dialect | undefined {
  const [first, second] = [services.get('media'), services.get('media2')];
  const media2 = second && { ...MEDIA2, endpoint: second };
  if (preferred === 'media2' && media2) return media2;
  return first ? { ...MEDIA1, endpoint: first } : media2;
}

const MEDIA1 = {
  namespace: 'http://www.onvif.org/ver10/media/wsdl',
  profileQuery: '',
  streamQuery:
    '<StreamSetup><tt:Stream>RTP-Unicast</tt:Stream>' +
    '<tt:Transport><tt:Protocol>RTSP</tt:Protocol></tt:Transport></StreamSetup>',
  parse: parseProfiles,
} as const;

const MEDIA2 = {
  namespace: 'http://www.onvif.org/ver20/media/wsdl',
  profileQuery: '<Type>VideoEncoder</Type>',
  streamQuery: '<Protocol>RTSP</Protocol>',
  parse: parseProfiles2,
} as const;

async function withAddresses(client: OnvifClient, dialect: Dialect, stream: StreamSettings) {
  const profile = `<ProfileToken>${escapeXml(stream.id)}</ProfileToken>`;
  const streamAddress = await uriOf(client, dialect, 'GetStreamUri', dialect.streamQuery + profile);
  const snapshotAddress = await uriOf(client, dialect, 'GetSnapshotUri', profile);
  return { ...stream, ...(streamAddress && { streamAddress }), ...(snapshotAddress && { snapshotAddress }) };
}

/** Absent where the device does not tell, as most do for snapshots of some profiles. */
async function uriOf(client: OnvifClient, { namespace, endpoint }: Dialect, name: string, content: string) {
  try {
    return parseUri(await client.call({ name, namespace, content }, endpoint));
  } catch (error) {
    if (error instanceof ProbeError && !STOPS.has(error.reason)) return undefined;
    throw error;
  }
}

const STOPS: ReadonlySet<string> = new Set(['credentials', 'locked']);
