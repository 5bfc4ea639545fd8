/** XML inside the SOAP body (status 200), or a reply as it goes over the wire. */
export type Scripted =
  | string
  | {
      readonly status: number;
      readonly headers?: Record<string, string | string[]>;
      readonly body?: string;
      /** The body is begun and never ended. */
      readonly hangs?: boolean;
    };

export const soap = (body: string) =>
  `<?xml version="1.0"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>${body}</s:Body></s:Envelope>`;

export function fault(code: string, reason = '', status = 400) {
  const body = soap(
    `<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>ter:${code}</s:Value></s:Subcode></s:Code>` +
      `<s:Reason><s:Text xml:lang="en">${reason}</s:Text></s:Reason></s:Fault>`,
  );
  return { status, body };
}

/** The clock as devices tell it: in whole seconds. */
export function timeAnswer(atMs: number, type: 'NTP' | 'Manual' = 'NTP'): string {
  const at = new Date(atMs);
  return (
    '<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime>' +
    `<tt:DateTimeType>${type}</tt:DateTimeType><tt:DaylightSavings>false</tt:DaylightSavings>` +
    `<tt:UTCDateTime><tt:Time><tt:Hour>${at.getUTCHours()}</tt:Hour><tt:Minute>${at.getUTCMinutes()}</tt:Minute>` +
    `<tt:Second>${at.getUTCSeconds()}</tt:Second></tt:Time><tt:Date><tt:Year>${at.getUTCFullYear()}</tt:Year>` +
    `<tt:Month>${at.getUTCMonth() + 1}</tt:Month><tt:Day>${at.getUTCDate()}</tt:Day></tt:Date></tt:UTCDateTime>` +
    '</tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>'
  );
}

/** A camera with one stream: the XML inside the answer to each operation. */
export const CAMERA: Readonly<Record<string, string>> = {
  GetServices:
    '<tds:GetServicesResponse>' +
    ['device', 'media']
      .map(
        (name) =>
          `<tds:Service><tds:Namespace>http://www.onvif.org/ver10/${name}/wsdl</tds:Namespace>` +
          `<tds:XAddr>http://127.0.0.66/onvif/${name}_service</tds:XAddr></tds:Service>`,
      )
      .join('') +
    '</tds:GetServicesResponse>',
  GetDeviceInformation:
    '<tds:GetDeviceInformationResponse><tds:Manufacturer>Acme</tds:Manufacturer><tds:Model>A1</tds:Model>' +
    '<tds:FirmwareVersion>5.6</tds:FirmwareVersion><tds:SerialNumber>SN-1</tds:SerialNumber></tds:GetDeviceInformationResponse>',
  GetNTP:
    '<tds:GetNTPResponse><tds:NTPInformation><tt:FromDHCP>false</tt:FromDHCP><tt:NTPManual><tt:Type>DNS</tt:Type>' +
    '<tt:DNSname>ntp.invalid</tt:DNSname></tt:NTPManual></tds:NTPInformation></tds:GetNTPResponse>',
  GetProfiles:
    '<trt:GetProfilesResponse><trt:Profiles token="main"><tt:Name>Main</tt:Name><tt:VideoEncoderConfiguration>' +
    '<tt:Encoding>H264</tt:Encoding><tt:Resolution><tt:Width>1920</tt:Width><tt:Height>1080</tt:Height></tt:Resolution>' +
    '<tt:RateControl><tt:FrameRateLimit>25</tt:FrameRateLimit><tt:BitrateLimit>4096</tt:BitrateLimit></tt:RateControl>' +
    '</tt:VideoEncoderConfiguration></trt:Profiles></trt:GetProfilesResponse>',
  GetStreamUri:
    '<trt:GetStreamUriResponse><trt:MediaUri><tt:Uri>rtsp://127.0.0.66/main</tt:Uri></trt:MediaUri></trt:GetStreamUriResponse>',
  GetSnapshotUri:
    '<trt:GetSnapshotUriResponse><trt:MediaUri><tt:Uri>http://127.0.0.66/main.jpg</tt:Uri></trt:MediaUri></trt:GetSnapshotUriResponse>',
};

export const CAMERA_REPORT = {
  identity: { maker: 'Acme', model: 'A1', firmware: '5.6', serial: 'SN-1' },
  networkTime: { source: 'ntp', servers: ['ntp.invalid'] },
  streams: [
    {
      id: 'main',
      name: 'Main',
      codec: 'H264',
      width: 1_920,
      height: 1_080,
      framesPerSecond: 25,
      bitsPerSecond: 4_096_000,
      streamAddress: 'rtsp://127.0.0.66/main',
      snapshotAddress: 'http://127.0.0.66/main.jpg',
    },
  ],
} as const;
