import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { drawPictures, expectDrawingProgram } from '#demo/preview/draw-pictures.ts';

async function temporaryFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'camwatch-drawing-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

const options = { widthPx: 320, stop: new AbortController().signal };

test('a drawing program that is not built is told first, with the commands that build it', async () => {
  const dir = await temporaryFolder();

  await expect(expectDrawingProgram(dir)).rejects.toThrow(
    /^the drawing program is not built; build it once .*: npm --prefix dashboards\/preview ci .* run build$/,
  );
});

test('a picture stands where it was told to, and only then is said to', async () => {
  const programDir = await temporaryFolder();
  await writeFile(join(programDir, 'main.js'), '');
  await writeFile(join(programDir, 'index.html'), '<!doctype html><title>ready</title><h1>Hà Nội</h1>');
  const path = join(await temporaryFolder(), 'city.png');
  const told: string[] = [];
  const picture = { name: 'city', drawing: {}, heightPx: 200, path };

  await drawPictures([picture], { ...options, programDir, onPicture: (one) => void told.push(one.path) });

  expect(told).toEqual([path]);
  expect((await readFile(path)).subarray(1, 4).toString()).toBe('PNG');
});

test('a place where nothing can be written is told, and no picture', async () => {
  const programDir = await temporaryFolder();
  await writeFile(join(programDir, 'main.js'), '');
  await writeFile(join(programDir, 'index.html'), '<!doctype html>');
  const dir = join(await temporaryFolder(), 'taken.png');
  await mkdir(dir);
  const picture = { name: 'city', drawing: {}, heightPx: 200, path: join(dir, 'nowhere', 'city.png') };

  await expect(
    drawPictures([picture], { ...options, programDir, onPicture: () => expect.unreachable() }),
  ).rejects.toThrow('city.png: expected a picture, but chromium wrote none');
});
