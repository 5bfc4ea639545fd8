import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { startHttpServer } from './http.ts';

export interface PublishedPackage {
  readonly name: string;
  readonly version: string;
  /** What package.json says besides. */
  readonly manifest: Readonly<Record<string, unknown>>;
  /** Executable files by path. */
  readonly files: Readonly<Record<string, string>>;
}

/** Starts a registry of one package on loopback, which real npm installs from. */
export async function startNpmRegistry(published: PublishedPackage) {
  const { name, version } = published;
  const manifest = { name, version, ...published.manifest };
  const archive = packTar({ 'package.json': JSON.stringify(manifest), ...published.files });
  const integrity = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
  const url = await startHttpServer((request, response) => {
    if (request.url?.endsWith('.tgz')) return void response.end(archive);
    if (request.url !== `/${name}`) return void response.writeHead(404).end();
    const tarball = `http://${request.headers.host}/${name}/-/${name}-${version}.tgz`;
    const versions = { [version]: { ...manifest, dist: { tarball, integrity } } };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ name, 'dist-tags': { latest: version }, versions }));
  });
  return { url, integrity };
}

/** A ustar archive as npm packs one: everything below `package/`. */
function packTar(files: Readonly<Record<string, string>>): Buffer {
  const blocks = Object.entries(files).map(([path, content]) => {
    const body = Buffer.from(content);
    return Buffer.concat([
      buildHeader(`package/${path}`, body.length),
      body,
      Buffer.alloc((512 - (body.length % 512)) % 512),
    ]);
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1_024)]));
}

function buildHeader(path: string, sizeBytes: number): Buffer {
  const header = Buffer.alloc(512);
  header.write(path, 0);
  header.write('0000755\0', 100);
  header.write(`${sizeBytes.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write('        ', 148);
  header.write('0', 156);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}
