// A camera of the tests, by itself in a network namespace: answers WS-Discovery, RTSP and the ONVIF time at one address.
import { createSocket } from 'node:dgram';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';

const [address = '127.0.0.1'] = process.argv.slice(2);
const GROUP = '239.255.255.250';

const answerTo = (
  messageId: string,
) => `<?xml version="1.0"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"
 xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery">
<s:Header><a:RelatesTo>${messageId}</a:RelatesTo></s:Header><s:Body><d:ProbeMatches><d:ProbeMatch>
<a:EndpointReference><a:Address>urn:uuid:00000000-0000-4000-8000-000000000001</a:Address></a:EndpointReference>
<d:Types>dn:NetworkVideoTransmitter</d:Types>
<d:Scopes>onvif://www.onvif.org/name/=Hikvision%20%22C%C3%B4ng%22%1B%5D0%3Bx%07 onvif://www.onvif.org/hardware/DS-2CD2143</d:Scopes>
<d:XAddrs>http://${address}/onvif/device_service</d:XAddrs></d:ProbeMatch></d:ProbeMatches></s:Body></s:Envelope>`;

const discovery = createSocket({ type: 'udp4', reuseAddr: true });
discovery.on('message', (bytes, { address: from, port }) => {
  const [, messageId] = /MessageID>([^<]+)</.exec(bytes.toString()) ?? [];
  if (messageId === undefined) return;
  // Somebody else's answer, noise, and the true one: twice, as networks have it.
  const other = answerTo('urn:uuid:11111111-1111-4111-8111-111111111111');
  for (const text of [other, '\u0000\u0001noise', answerTo(messageId), answerTo(messageId)])
    discovery.send(text, port, from);
});

const rtsp = createServer((socket) => {
  socket.on('error', () => undefined).setEncoding('latin1');
  socket.on('data', (text) => {
    const [, cseq = ''] = /CSeq: (\d+)/.exec(String(text)) ?? [];
    socket.write(`RTSP/1.0 401 Unauthorized\r\nCSeq: ${cseq}\r\nServer: Hikvision RTSP\r\n\r\n`);
  });
});

const TIME =
  '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:t="http://www.onvif.org/ver10/device/wsdl" xmlns:tt="http://www.onvif.org/ver10/schema"><s:Body><t:GetSystemDateAndTimeResponse><t:SystemDateAndTime><tt:DateTimeType>NTP</tt:DateTimeType><tt:UTCDateTime><tt:Time><tt:Hour>1</tt:Hour><tt:Minute>2</tt:Minute><tt:Second>3</tt:Second></tt:Time><tt:Date><tt:Year>2025</tt:Year><tt:Month>1</tt:Month><tt:Day>2</tt:Day></tt:Date></tt:UTCDateTime></t:SystemDateAndTime></t:GetSystemDateAndTimeResponse></s:Body></s:Envelope>';
const http = createHttpServer((request, response) => {
  request.resume();
  response.setHeader('Content-Type', 'application/soap+xml').end(TIME);
});

discovery.bind(3_702, () => {
  discovery.addMembership(GROUP, address);
  rtsp.listen(554, address, () => {
    http.listen(80, address, () => process.stdout.write('ready\n'));
  });
});
process.stdin.on('end', () => process.exit(0)).resume();
