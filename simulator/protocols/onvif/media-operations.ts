import type { VirtualStream } from '../device/virtual-device.ts';
import { NO_SUCH_THING, type OperationContext, type Operations } from './operation.ts';
import { escapeXml } from './soap.ts';

/** The first media service (ONVIF Media §5): what nearly every camera has. */
export const MEDIA_OPERATIONS: Operations = {
  GetProfiles: ({ state: { device } }) => {
    const profiles = device.streams.map(
      (stream) =>
        `<trt:Profiles fixed="true" token="${escapeXml(stream.id)}"><tt:Name>${escapeXml(stream.name)}</tt:Name>${renderSource('tt:VideoSourceConfiguration', stream)}<tt:VideoEncoderConfiguration token="${encoderToken(stream)}">${renderEncoder(stream)}</tt:VideoEncoderConfiguration></trt:Profiles>`,
    );
    return `<trt:GetProfilesResponse>${profiles.join('')}</trt:GetProfilesResponse>`;
  },
  GetStreamUri: (context) => {
    const address = streamAddress(context);
    if (address === undefined) return NO_SUCH_THING;
    return `<trt:GetStreamUriResponse><trt:MediaUri><tt:Uri>${escapeXml(address)}</tt:Uri><tt:InvalidAfterConnect>false</tt:InvalidAfterConnect><tt:InvalidAfterReboot>false</tt:InvalidAfterReboot><tt:Timeout>PT0S</tt:Timeout></trt:MediaUri></trt:GetStreamUriResponse>`;
  },
  GetSnapshotUri: (context) => {
    const stream = findStream(context);
    if (stream === undefined) return NO_SUCH_THING;
    return `<trt:GetSnapshotUriResponse><trt:MediaUri><tt:Uri>${snapshotAddress(context, stream)}</tt:Uri><tt:InvalidAfterConnect>false</tt:InvalidAfterConnect><tt:InvalidAfterReboot>false</tt:InvalidAfterReboot><tt:Timeout>PT0S</tt:Timeout></trt:MediaUri></trt:GetSnapshotUriResponse>`;
  },
  GetVideoEncoderConfigurations: ({ state: { device } }) => {
    const encoders = device.streams.map(
      (stream) =>
        `<trt:Configurations token="${encoderToken(stream)}">${renderEncoder(stream)}</trt:Configurations>`,
    );
    return `<trt:GetVideoEncoderConfigurationsResponse>${encoders.join('')}</trt:GetVideoEncoderConfigurationsResponse>`;
  },
  GetVideoSources: ({ state: { device } }) => {
    const largest = new Map<string, VirtualStream>();
    for (const stream of device.streams) {
      if (!largest.has(sourceToken(stream))) largest.set(sourceToken(stream), stream);
    }
    const sources = [...largest].map(
      ([token, { framesPerSecond, width, height }]) =>
        `<trt:VideoSources token="${token}"><tt:Framerate>${framesPerSecond}</tt:Framerate><tt:Resolution><tt:Width>${width}</tt:Width><tt:Height>${height}</tt:Height></tt:Resolution></trt:VideoSources>`,
    );
    return `<trt:GetVideoSourcesResponse>${sources.join('')}</trt:GetVideoSourcesResponse>`;
  },
  GetServiceCapabilities: () =>
    '<trt:GetServiceCapabilitiesResponse><trt:Capabilities SnapshotUri="true" Rotation="false"><trt:ProfileCapabilities MaximumNumberOfProfiles="10"/><trt:StreamingCapabilities RTPMulticast="false" RTP_TCP="true" RTP_RTSP_TCP="true"/></trt:Capabilities></trt:GetServiceCapabilitiesResponse>',
};

/** The second media service: the one that has a word for H.265. */
export const MEDIA2_OPERATIONS: Operations = {
  GetProfiles: ({ state: { device } }) => {
    const profiles = device.streams.map(
      (stream) =>
        `<tr2:Profiles fixed="true" token="${escapeXml(stream.id)}"><tr2:Name>${escapeXml(stream.name)}</tr2:Name><tr2:Configurations>${renderSource('tr2:VideoSource', stream)}<tr2:VideoEncoder token="${encoderToken(stream)}">${renderEncoder2(stream)}</tr2:VideoEncoder></tr2:Configurations></tr2:Profiles>`,
    );
    return `<tr2:GetProfilesResponse>${profiles.join('')}</tr2:GetProfilesResponse>`;
  },
  GetStreamUri: (context) => {
    const address = streamAddress(context);
    if (address === undefined) return NO_SUCH_THING;
    return `<tr2:GetStreamUriResponse><tr2:Uri>${escapeXml(address)}</tr2:Uri></tr2:GetStreamUriResponse>`;
  },
  GetSnapshotUri: (context) => {
    const stream = findStream(context);
    if (stream === undefined) return NO_SUCH_THING;
    return `<tr2:GetSnapshotUriResponse><tr2:Uri>${snapshotAddress(context, stream)}</tr2:Uri></tr2:GetSnapshotUriResponse>`;
  },
  GetVideoEncoderConfigurations: ({ state: { device } }) => {
    const encoders = device.streams.map(
      (stream) =>
        `<tr2:Configurations token="${encoderToken(stream)}">${renderEncoder2(stream)}</tr2:Configurations>`,
    );
    return `<tr2:GetVideoEncoderConfigurationsResponse>${encoders.join('')}</tr2:GetVideoEncoderConfigurationsResponse>`;
  },
};

const encoderToken = ({ id }: VirtualStream): string => escapeXml(`encoder-${id}`);

/** Streams of one camera come from one source; of a recorder, each channel has its own. */
export const sourceToken = ({ channel = 1 }: Pick<VirtualStream, 'channel'>): string => `source-${channel}`;

function renderSource(name: string, stream: VirtualStream): string {
  const token = sourceToken(stream);
  return `<${name} token="config-${token}"><tt:Name>${token}</tt:Name><tt:UseCount>2</tt:UseCount><tt:SourceToken>${token}</tt:SourceToken><tt:Bounds x="0" y="0" width="${stream.width}" height="${stream.height}"/></${name}>`;
}

const renderSize = ({ width, height }: VirtualStream): string =>
  `<tt:Resolution><tt:Width>${width}</tt:Width><tt:Height>${height}</tt:Height></tt:Resolution>`;

/** Its schema knows no H.265; devices say it all the same. */
function renderEncoder(stream: VirtualStream): string {
  const { name, codec, framesPerSecond, bitsPerSecond } = stream;
  const detail =
    codec === 'h264'
      ? '<tt:H264><tt:GovLength>50</tt:GovLength><tt:H264Profile>Baseline</tt:H264Profile></tt:H264>'
      : '';
  return `<tt:Name>${escapeXml(name)}</tt:Name><tt:UseCount>1</tt:UseCount><tt:Encoding>${codec.toUpperCase()}</tt:Encoding>${renderSize(stream)}<tt:Quality>4</tt:Quality><tt:RateControl><tt:FrameRateLimit>${framesPerSecond}</tt:FrameRateLimit><tt:EncodingInterval>1</tt:EncodingInterval><tt:BitrateLimit>${Math.round(bitsPerSecond / 1_000)}</tt:BitrateLimit></tt:RateControl>${detail}<tt:SessionTimeout>PT60S</tt:SessionTimeout>`;
}

function renderEncoder2(stream: VirtualStream): string {
  const { name, codec, framesPerSecond, bitsPerSecond } = stream;
  return `<tt:Name>${escapeXml(name)}</tt:Name><tt:UseCount>1</tt:UseCount><tt:Encoding>${codec.toUpperCase()}</tt:Encoding>${renderSize(stream)}<tt:RateControl ConstantBitRate="true"><tt:FrameRateLimit>${framesPerSecond}</tt:FrameRateLimit><tt:BitrateLimit>${Math.round(bitsPerSecond / 1_000)}</tt:BitrateLimit></tt:RateControl><tt:Quality>4</tt:Quality>`;
}

function findStream({ state: { device }, request }: OperationContext): VirtualStream | undefined {
  const token = request.parameter('ProfileToken');
  return device.streams.find(({ id }) => id === token);
}

function streamAddress(context: OperationContext): string | undefined {
  const { rtsp } = context.state.device.endpoints;
  const stream = findStream(context);
  return rtsp && stream && `rtsp://${context.host}:${rtsp.port}${stream.path}`;
}

const snapshotAddress = ({ addressOf }: OperationContext, { id }: VirtualStream): string =>
  escapeXml(`${new URL('/onvif/snapshot', addressOf('tds'))}?profile=${encodeURIComponent(id)}`);
