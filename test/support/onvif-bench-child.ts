// An ONVIF camera of the benchmark, in a process of its own so that its work is not counted as ours: the same answers to all.
import { createServer } from 'node:http';
import { CAMERA, fault, soap, timeAnswer } from './onvif-answers.ts';

const refused = fault('NotAuthorized', 'Sender not authorized');

/** The package asks for video sources when it connects. */
const ANSWERS: Readonly<Record<string, string>> = {
  ...CAMERA,
  GetProfiles: (CAMERA.GetProfiles ?? '').replace(
    '<tt:VideoEncoderConfiguration>',
    '<tt:VideoSourceConfiguration token="v"><tt:SourceToken>source</tt:SourceToken></tt:VideoSourceConfiguration>$&',
  ),
  GetVideoSources:
    '<trt:GetVideoSourcesResponse><trt:VideoSources token="source"><tt:Framerate>25</tt:Framerate><tt:Resolution>' +
    '<tt:Width>1920</tt:Width><tt:Height>1080</tt:Height></tt:Resolution></trt:VideoSources></trt:GetVideoSourcesResponse>',
};

const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => {
    const [, operation = ''] = /Body[^>]*><(\w+)/.exec(body) ?? [];
    if (operation === 'GetSystemDateAndTime') response.end(soap(timeAnswer(Date.now())));
    else if (body.includes('UsernameToken') || operation === 'GetServices') {
      response.end(soap(ANSWERS[operation] ?? ''));
    } else response.writeHead(refused.status).end(refused.body);
  });
});
server.listen(0, '127.0.0.1', 1_024, () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
process.stdin.on('end', () => process.exit(0)).resume();
